// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_table_view.h"

#include "ui/kit/row_paint.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

const QString kWideColumns = QStringLiteral("songTableColumns2");
const QString kRecordlessColumns = QStringLiteral("songTableColumns"); // from before there were track, disc and year
const QString kUnratedColumns = QStringLiteral("songTable");       // from before there were ratings and plays
const QString kUnmeasuredColumns = QStringLiteral("songColumns"); // from before there was tempo, key and loudness
constexpr int kMinColumn = 48;
const QString kRatingChosen = QStringLiteral("songRatingChosen");
constexpr int kRoomForRating = 720;
constexpr int kWidths[kSongColumns] = {44, 150, 104, 84, 88, 104, 72, 56, 84, 84, 96, 64, 100, 108, 56, 52, 56};
constexpr auto kMeasured = {SongColumn::tempo, SongColumn::key, SongColumn::loudness};
constexpr auto kListening = {SongColumn::rating, SongColumn::plays, SongColumn::added, SongColumn::lastPlayed};
constexpr auto kOfRecord = {SongColumn::track, SongColumn::disc, SongColumn::year};

bool keepsWidth(int column) {
    return column == static_cast<int>(SongColumn::number) || isMeasured(static_cast<SongColumn>(column));
}

} // namespace

SongTableView::SongTableView(SongTableModel& model, Settings& settings, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_settings(settings) {
    setAccessibleName(tr("Songs"));
    setModel(&m_model);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &SongTableView::markChosen); // after the selection's own
    setItemDelegate(&m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->setAccessibleName(tr("Rows"));
    verticalHeader()->hide();
    if (auto* corner = findChild<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly))
        corner->setAccessibleName(tr("Corner"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setUpHeader();
    fitRows();
    connect(this, &QTableView::clicked, this, [this] {
        if (!m_doubleClicked)
            emit clickedTrack();
    });
}

void SongTableView::setUpHeader() {
    auto* head = header();
    head->setAccessibleName(tr("Columns"));
    head->setStretchLastSection(false);
    head->setSectionsMovable(true);
    head->setFirstSectionMovable(true);
    head->setMinimumSectionSize(kMinColumn);
    head->setHighlightSections(false);
    head->setSortIndicator(0, Qt::AscendingOrder);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QHeaderView::customContextMenuRequested, this, &SongTableView::showColumnMenu);
    for (int column = 0; column < kSongColumns; ++column)
        head->resizeSection(column, kWidths[column]);
    restoreColumns();
    takeShares();
    connect(head, &QHeaderView::sectionResized, this, [this](int column) {
        if (m_fitting || m_narrow)
            return;
        fitColumns(column);
        takeShares();
    });
    setSortingEnabled(true);
}

/// What is measured would crowd the table; the header's menu shows it.
void SongTableView::restoreColumns() {
    m_ratingChosen = !m_settings.layout(kRatingChosen).isEmpty();
    if (header()->restoreState(m_settings.layout(kWideColumns)))
        return;
    const auto hide = [this](const auto& columns) {
        for (const auto column : columns) {
            header()->resizeSection(static_cast<int>(column), kWidths[static_cast<int>(column)]);
            header()->hideSection(static_cast<int>(column));
        }
    };
    hide(kOfRecord);
    if (header()->restoreState(m_settings.layout(kRecordlessColumns)))
        return hide(kOfRecord);
    hide(kListening);
    if (header()->restoreState(m_settings.layout(kUnratedColumns)))
        return hide(kListening), hide(kOfRecord);
    header()->restoreState(m_settings.layout(kUnmeasuredColumns));
    hide(kMeasured);
    hide(kListening);
    hide(kOfRecord);
}

void SongTableView::takeShares() {
    for (int column = 0; column < kSongColumns; ++column) {
        const int width = header()->sectionSize(column);
        m_shares[static_cast<std::size_t>(column)] = width > 0 ? width : kWidths[column];
    }
}

void SongTableView::rememberColumns() {
    if (!m_narrow)
        m_settings.setLayout(kWideColumns, header()->saveState());
}

void SongTableView::setNarrow(bool narrow) {
    if (narrow == m_narrow)
        return;
    rememberColumns();
    const QScopedValueRollback fitting(m_fitting, true);
    m_narrow = narrow;
    m_delegate.setNarrow(narrow);
    setHorizontalScrollBarPolicy(narrow ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    const auto sortedBy = header()->sortIndicatorSection();
    const auto order = header()->sortIndicatorOrder();
    if (narrow) {
        for (int column = 0; column < kSongColumns; ++column)
            header()->hideSection(column);
        for (const auto column : {SongColumn::title, SongColumn::heardGenre, SongColumn::length})
            header()->showSection(static_cast<int>(column));
    } else {
        restoreColumns();
        header()->setSortIndicator(sortedBy, order);
    }
    fitColumns();
    fitRows();
}

void SongTableView::fitRows() {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    verticalHeader()->setDefaultSectionSize(m_delegate.sizeHint(option, {}).height());
}

/// The visible columns always fill the width: those with text share what the fixed ones leave, so that a column the
/// listener made wide stays the wide one. The kept one is being dragged now. Where there are too many to be read, the table
/// is wider than its place and scrolls.
void SongTableView::fitColumns(int kept) {
    const QScopedValueRollback fitting(m_fitting, true);
    fitRating();
    auto* head = header();
    int room = viewport()->width();
    int shares = 0;
    std::vector<int> flexible;
    for (int column = 0; column < kSongColumns; ++column) {
        if (head->isSectionHidden(column))
            continue;
        if (keepsWidth(column) || column == kept) {
            room -= head->sectionSize(column);
        } else {
            flexible.push_back(column);
            shares += m_shares[static_cast<std::size_t>(column)];
        }
    }
    const auto give = [&](int column, int width) {
        head->resizeSection(column, width);
        room -= width;
        shares -= m_shares[static_cast<std::size_t>(column)];
    };
    const auto shareOf = [&](int column) { return room * m_shares[static_cast<std::size_t>(column)] / std::max(1, shares); };
    // Those whose share could not be read get what can be; the others have the less.
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

/// Of a column with text, in pixels.
int SongTableView::leastWidth(int column) const {
    constexpr int kTitle = 128;
    constexpr int kHeardGenre = 80; // its header
    constexpr int kOther = 64;
    if (m_narrow)
        return kMinColumn;
    if (column == static_cast<int>(SongColumn::title))
        return kTitle;
    return column == static_cast<int>(SongColumn::heardGenre) ? kHeardGenre : kOther;
}

void SongTableView::fitRating() {
    if (!m_narrow && !m_ratingChosen)
        header()->setSectionHidden(static_cast<int>(SongColumn::rating), viewport()->width() < kRoomForRating);
}

/// A cell that stands for its row: Qt neither scrolls to a hidden column nor moves on from one, and the title is never hidden.
QModelIndex SongTableView::rowIndex(int row) const {
    return m_model.index(row, static_cast<int>(SongColumn::title));
}

/// Makes the seed's row the current one again, without scrolling to it.
void SongTableView::markChosen() {
    const int row = m_model.rowOf(m_chosen);
    if (row < 0 || row == currentIndex().row())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    setAutoScroll(false);
    setCurrentIndex(rowIndex(row));
    setAutoScroll(true);
}

/// The songs shown, the one at the top first, then those below it and those above it: the first that is still there after
/// a change is to be at the top.
std::vector<TrackId> SongTableView::fromTop() const {
    const int top = std::max(0, rowAt(0));
    std::vector<TrackId> ids;
    ids.reserve(static_cast<std::size_t>(m_model.rowCount()));
    for (int row = top; row < m_model.rowCount(); ++row)
        ids.push_back(m_model.idOf(row));
    for (int row = std::min(top, m_model.rowCount()) - 1; row >= 0; --row)
        ids.push_back(m_model.idOf(row));
    return ids;
}

std::vector<TrackId> SongTableView::atTop() const {
    const int top = rowAt(0);
    return top < 0 ? std::vector<TrackId>{} : std::vector<TrackId>{m_model.idOf(top)};
}

template <typename Change>
void SongTableView::keepPlace(const std::vector<TrackId>& places, Change change) {
    const QScopedValueRollback quiet(m_quiet, true);
    const bool wasEmpty = m_model.rowCount() == 0;
    const bool wasAtTop = verticalScrollBar()->value() == 0;
    const int offset = places.empty() ? 0 : rowViewportPosition(std::max(0, rowAt(0)));
    change();
    markChosen();
    if (m_model.rowCount() == 0)
        return;
    if (wasEmpty && currentIndex().isValid())
        return scrollTo(rowIndex(currentIndex().row()));
    if (wasAtTop)
        return verticalScrollBar()->setValue(0);
    const auto place = std::ranges::find_if(places, [&](TrackId id) { return m_model.rowOf(id) >= 0; });
    if (place == places.end())
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(verticalHeader()->sectionPosition(m_model.rowOf(*place)) - offset);
}

void SongTableView::setFilter(const QString& filter) {
    keepPlace(atTop(), [&] { m_model.setFilter(filter); });
    if (m_model.filtered())
        scrollToTop();
    else if (currentIndex().isValid())
        scrollTo(rowIndex(currentIndex().row()), PositionAtCenter);
}

void SongTableView::setTracks(const SongList& tracks) {
    keepPlace(fromTop(), [&] { m_model.setTracks(tracks); });
}

void SongTableView::applyChanges(const std::vector<Track>& tracks) {
    keepPlace(atTop(), [&] { m_model.applyChanges(tracks); });
}

void SongTableView::removeTracks(const std::vector<TrackId>& ids) {
    keepPlace(fromTop(), [&] { m_model.removeTracks(ids); });
}

void SongTableView::chooseTrack(TrackId track) {
    if (const int row = m_model.rowOf(track); row >= 0) {
        setCurrentIndex(rowIndex(row));
        scrollTo(rowIndex(row));
    }
}

void SongTableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (m_quiet || !current.isValid())
        return;
    const Track track = m_model.track(current.row());
    if (track.id == m_chosen && previous.isValid() && previous.row() == current.row())
        return; // another column of the same row
    m_chosen = track.id;
    emit trackChosen(track);
}

void SongTableView::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        emit playWanted(currentIndex().row());
    else if (event->key() == Qt::Key_Right && m_narrow)
        emit clickedTrack();
    else if (event->key() == Qt::Key_Menu && currentIndex().isValid())
        emit menuWanted(currentIndex().row(), viewport()->mapToGlobal(visualRect(rowIndex(currentIndex().row())).center()));
    else
        QTableView::keyPressEvent(event);
}

QModelIndex SongTableView::starredCell(QPoint position) const {
    const QModelIndex index = indexAt(position);
    const bool isRating = index.isValid() && index.column() == static_cast<int>(SongColumn::rating);
    return isRating && SongTableDelegate::starAt(visualRect(index), position) > 0 ? index : QModelIndex();
}

bool SongTableView::rateAt(QPoint position) {
    const QModelIndex index = starredCell(position);
    if (!index.isValid())
        return false;
    const int stars = SongTableDelegate::starAt(visualRect(index), position);
    const Track& track = m_model.track(index.row());
    emit rateWanted(track.id, stars == track.rating ? 0 : stars);
    return true;
}

void SongTableView::mousePressEvent(QMouseEvent* event) {
    m_doubleClicked = false;
    if (event->button() == Qt::LeftButton && rateAt(event->pos()))
        return;
    QTableView::mousePressEvent(event);
}

void SongTableView::mouseDoubleClickEvent(QMouseEvent* event) {
    m_doubleClicked = true;
    if (starredCell(event->pos()).isValid())
        return; // the first click of the two has rated the song
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid())
        emit playWanted(index.row());
}

void SongTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

/// A table would fill each chosen cell; here the whole row has a ground.
void SongTableView::initViewItemOption(QStyleOptionViewItem* option) const {
    QTableView::initViewItemOption(option);
    option->showDecorationSelected = false;
    option->palette.setBrush(QPalette::Highlight, Qt::NoBrush);
}

void SongTableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
}

QRect SongTableView::rowRect(int row) const {
    return {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)};
}

/// The grounds of the rows in sight; the cells are painted upon them.
void SongTableView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    QStyleOptionViewItem ground;
    initViewItemOption(&ground);
    ground.palette = palette();
    ground.widget = this;
    for (int row = rowAt(event->rect().top()); row >= 0 && row < m_model.rowCount(); ++row) {
        const QRect place = rowRect(row);
        if (place.top() > event->rect().bottom())
            break;
        ground.state.setFlag(QStyle::State_Selected, selectionModel()->isRowSelected(row, {}));
        ground.state.setFlag(QStyle::State_MouseOver, row == m_hovered);
        paintRowGround(painter, ground, place.adjusted(0, 1, 0, -1));
    }
    painter.end();
    QTableView::paintEvent(event);
}

void SongTableView::setHovered(int row) {
    for (const int changed : {std::exchange(m_hovered, row), row})
        if (changed >= 0 && changed < m_model.rowCount())
            viewport()->update(rowRect(changed));
}

bool SongTableView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        setHovered(-1);
    else if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        setHovered(rowAt(static_cast<int>(static_cast<QHoverEvent*>(event)->position().y())));
    return QTableView::viewportEvent(event);
}

/// A row is one thing: the keys that lead to its ends lead to the ends of the list, and none leads to a neighbouring cell.
QModelIndex SongTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    if (currentIndex().isValid() && isColumnHidden(currentIndex().column())) // hidden since the row was clicked
        selectionModel()->setCurrentIndex(rowIndex(currentIndex().row()), QItemSelectionModel::NoUpdate);
    const int end = action == MoveHome ? 0 : m_model.rowCount() - 1;
    if (action == MoveHome || action == MoveEnd)
        return currentIndex().isValid() ? currentIndex().siblingAtRow(end) : rowIndex(end);
    if (action == MoveLeft || action == MoveRight || action == MoveNext || action == MovePrevious)
        return currentIndex();
    return QTableView::moveCursor(action, modifiers);
}

/// Qt makes the first row current when a view gets the focus; only the listener chooses a seed.
void SongTableView::focusInEvent(QFocusEvent* event) {
    const QScopedValueRollback quiet(m_quiet, true);
    const bool had = currentIndex().isValid();
    QTableView::focusInEvent(event);
    if (!had)
        selectionModel()->clearCurrentIndex();
}

void SongTableView::keyboardSearch(const QString& search) {
    emit typed(search);
}

void SongTableView::contextMenuEvent(QContextMenuEvent* event) {
    if (const QModelIndex index = indexAt(event->pos()); index.isValid())
        emit menuWanted(index.row(), event->globalPos());
}

void SongTableView::showColumnMenu(QPoint position) {
    if (m_narrow)
        return;
    QMenu menu(this);
    for (int column = 0; column < kSongColumns; ++column) {
        auto* action = menu.addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header()->isSectionHidden(column));
        action->setEnabled(column != static_cast<int>(SongColumn::title)); // something must be left to click on
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            if (column == static_cast<int>(SongColumn::rating)) {
                m_ratingChosen = true;
                m_settings.setLayout(kRatingChosen, QByteArrayLiteral("1"));
            }
            header()->setSectionHidden(column, !shown);
            fitColumns();
            rememberColumns();
        });
    }
    menu.exec(header()->mapToGlobal(position));
}

} // namespace segue::ui
