// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_columns.h"

#include "ui/songs/song_order.h"

#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <vector>

namespace segue::ui {

namespace {

const QString kWideColumns = QStringLiteral("songTableColumns3");
const QString kFilelessColumns = QStringLiteral("songTableColumns2"); // from before there were album artist, format, bit rate, path
const QString kRecordlessColumns = QStringLiteral("songTableColumns"); // from before there were track, disc and year
const QString kUnratedColumns = QStringLiteral("songTable");           // from before there were ratings and plays
const QString kUnmeasuredColumns = QStringLiteral("songColumns");      // from before there was tempo, key and loudness
const QString kRatingChosen = QStringLiteral("songRatingChosen");
constexpr int kMinColumn = 48;
constexpr int kRoomForRating = 720;
constexpr int kWidths[kSongColumns] = {44, 150, 104, 84, 88, 104, 72, 56, 84, 84, 96, 64, 100, 108, 56, 52, 56, 120, 72, 84, 240};
constexpr auto kMeasured = {SongColumn::tempo, SongColumn::key, SongColumn::loudness};
constexpr auto kListening = {SongColumn::rating, SongColumn::plays, SongColumn::added, SongColumn::lastPlayed};
constexpr auto kOfFile = {SongColumn::albumArtist, SongColumn::format, SongColumn::bitRate, SongColumn::path};
constexpr auto kOfRecord = {SongColumn::track, SongColumn::disc, SongColumn::year};

bool keepsWidth(int column) {
    return column == static_cast<int>(SongColumn::number) || isMeasured(static_cast<SongColumn>(column));
}

} // namespace

SongColumns::SongColumns(QTableView& table, Settings& settings)
    : QObject(&table)
    , m_table(table)
    , m_header(*table.horizontalHeader())
    , m_settings(settings) {
    setUp();
}

void SongColumns::setUp() {
    m_header.setAccessibleName(tr("Columns"));
    m_header.setStretchLastSection(false);
    m_header.setSectionsMovable(true);
    m_header.setFirstSectionMovable(true);
    m_header.setMinimumSectionSize(kMinColumn);
    m_header.setHighlightSections(false);
    m_header.setSortIndicator(0, Qt::AscendingOrder);
    m_header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_header, &QHeaderView::customContextMenuRequested, this, &SongColumns::showMenu);
    for (int column = 0; column < kSongColumns; ++column)
        m_header.resizeSection(column, kWidths[column]);
    restore();
    takeShares();
    connect(&m_header, &QHeaderView::sectionResized, this, [this](int column) {
        if (m_fitting || m_narrow)
            return;
        fit(column);
        takeShares();
    });
    m_table.setSortingEnabled(true);
}

/// Measured values are hidden at first, since they would crowd the table; the header's menu shows them.
void SongColumns::restore() {
    m_ratingChosen = !m_settings.layout(kRatingChosen).isEmpty();
    if (m_header.restoreState(m_settings.layout(kWideColumns)))
        return;
    const auto hide = [this](const auto& columns) {
        for (const auto column : columns) {
            m_header.resizeSection(static_cast<int>(column), kWidths[static_cast<int>(column)]);
            m_header.hideSection(static_cast<int>(column));
        }
    };
    // Each layout is of an older window than the one before: what it did not know is hidden.
    const bool isFileless = m_header.restoreState(m_settings.layout(kFilelessColumns));
    hide(kOfFile);
    if (isFileless)
        return;
    const bool isRecordless = m_header.restoreState(m_settings.layout(kRecordlessColumns));
    hide(kOfRecord);
    hide(kOfFile);
    if (isRecordless)
        return;
    const bool isUnrated = m_header.restoreState(m_settings.layout(kUnratedColumns));
    if (!isUnrated)
        m_header.restoreState(m_settings.layout(kUnmeasuredColumns));
    if (!isUnrated)
        hide(kMeasured);
    hide(kListening);
    hide(kOfRecord);
    hide(kOfFile);
}

void SongColumns::takeShares() {
    for (int column = 0; column < kSongColumns; ++column) {
        const int width = m_header.sectionSize(column);
        m_shares[static_cast<std::size_t>(column)] = width > 0 ? width : kWidths[column];
    }
}

void SongColumns::remember() {
    if (!m_narrow)
        m_settings.setLayout(kWideColumns, m_header.saveState());
}

void SongColumns::setNarrow(bool narrow) {
    remember();
    const QScopedValueRollback fitting(m_fitting, true);
    m_narrow = narrow;
    const auto sortedBy = m_header.sortIndicatorSection();
    const auto order = m_header.sortIndicatorOrder();
    if (narrow) {
        for (int column = 0; column < kSongColumns; ++column)
            m_header.hideSection(column);
        for (const auto column : {SongColumn::title, SongColumn::heardGenre, SongColumn::length})
            m_header.showSection(static_cast<int>(column));
    } else {
        restore();
        m_header.setSortIndicator(sortedBy, order);
    }
    fit();
}

/// Columns of text share the width that the fixed ones leave, so that a column that the listener made wide stays wide. If
/// there are too many to be readable, the table is wider than its place and scrolls.
void SongColumns::fit(int kept) {
    const QScopedValueRollback fitting(m_fitting, true);
    fitRating();
    int room = m_table.viewport()->width() - scrollBarToCome();
    int shares = 0;
    std::vector<int> flexible;
    for (int column = 0; column < kSongColumns; ++column) {
        if (m_header.isSectionHidden(column))
            continue;
        if (keepsWidth(column) || column == kept) {
            room -= m_header.sectionSize(column);
        } else {
            flexible.push_back(column);
            shares += m_shares[static_cast<std::size_t>(column)];
        }
    }
    const auto give = [&](int column, int width) {
        m_header.resizeSection(column, width);
        room -= width;
        shares -= m_shares[static_cast<std::size_t>(column)];
    };
    const auto shareOf = [&](int column) { return room * m_shares[static_cast<std::size_t>(column)] / std::max(1, shares); };
    // Columns whose share would be too narrow to read get the least readable width; the others get less.
    for (bool isOver = false; !isOver;) {
        const auto thin = std::ranges::find_if(flexible, [&](int column) { return shareOf(column) < leastWidth(column); });
        isOver = thin == flexible.end();
        if (!isOver) {
            give(*thin, leastWidth(*thin));
            flexible.erase(thin);
        }
    }
    for (const int column : flexible) // the last one takes what rounding left
        give(column, shareOf(column));
}

/// The columns leave room for the scroll bar while it is hidden, so that they stay in place when it appears.
int SongColumns::scrollBarToCome() const {
    const auto* bar = m_table.verticalScrollBar();
    return bar->isVisibleTo(&m_table) ? 0 : bar->sizeHint().width();
}

/// The least width of a column with text, in pixels.
int SongColumns::leastWidth(int column) const {
    constexpr int kTitle = 128;
    constexpr int kHeardGenre = 80; // its header
    constexpr int kOther = 64;
    if (m_narrow)
        return kMinColumn;
    if (column == static_cast<int>(SongColumn::title))
        return kTitle;
    return column == static_cast<int>(SongColumn::heardGenre) ? kHeardGenre : kOther;
}

void SongColumns::fitRating() {
    if (!m_narrow && !m_ratingChosen)
        m_header.setSectionHidden(static_cast<int>(SongColumn::rating), m_table.viewport()->width() < kRoomForRating);
}

/// @param layout empty: as at first
void SongColumns::showLayout(const QByteArray& layout) {
    const QScopedValueRollback fitting(m_fitting, true);
    if (layout.isEmpty()) {
        m_ratingChosen = false;
        m_settings.setLayout(kRatingChosen, {});
        for (int column = 0; column < kSongColumns; ++column) {
            m_header.showSection(column);
            m_header.moveSection(m_header.visualIndex(column), column);
            m_header.resizeSection(column, kWidths[column]);
        }
        m_header.setSortIndicator(0, Qt::AscendingOrder);
        hideExtras();
    } else {
        m_ratingChosen = true;
        m_settings.setLayout(kRatingChosen, QByteArrayLiteral("1"));
        m_header.restoreState(layout);
    }
    takeShares();
    fit();
    remember();
}

void SongColumns::hideExtras() {
    const auto hide = [this](const auto& columns) {
        for (const auto column : columns)
            m_header.hideSection(static_cast<int>(column));
    };
    hide(kMeasured);
    hide(kListening);
    hide(kOfRecord);
    hide(kOfFile);
}

void SongColumns::showMenu(QPoint position) {
    if (m_narrow)
        return;
    QMenu menu(&m_table);
    for (int column = 0; column < kSongColumns; ++column) {
        auto* action = menu.addAction(m_table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_header.isSectionHidden(column));
        action->setEnabled(column != static_cast<int>(SongColumn::title)); // something must be left to click on
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            if (column == static_cast<int>(SongColumn::rating)) {
                m_ratingChosen = true;
                m_settings.setLayout(kRatingChosen, QByteArrayLiteral("1"));
            }
            m_header.setSectionHidden(column, !shown);
            fit();
            remember();
        });
    }
    menu.addSeparator();
    m_layouts.addTo(menu, m_table.window(), m_header.saveState(), [this](const QByteArray& layout) { showLayout(layout); });
    menu.exec(m_header.mapToGlobal(position));
}

} // namespace segue::ui
