// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_model.h"

#include "ui/words/format.h"
#include "ui/words/spotify_text.h"

#include <QCollator>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <iterator>
#include <memory>
#include <numeric>
#include <set>

namespace segue::ui {

namespace {

/// Which rows are better matched comes first, the surest first.
int sureness(const SpotifyRow& row) { return -static_cast<int>(row.match); }

} // namespace

SpotifyModel::SpotifyModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void SpotifyModel::setRows(std::vector<SpotifyRow> rows, bool areAlbums) {
    const bool areSame = areAlbums == m_areAlbums && std::ranges::equal(rows, m_rows, [](const SpotifyRow& a, const SpotifyRow& b) {
                             return a.id == b.id && a.title == b.title && a.artist == b.artist && a.album == b.album;
                         });
    if (areSame) {
        m_rows = std::move(rows);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kSpotifyColumns - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_areAlbums = areAlbums;
    m_texts.clear();
    m_texts.reserve(m_rows.size());
    for (const SpotifyRow& row : m_rows)
        m_texts.push_back(m_fold(row.title + '\n' + row.artist + '\n' + row.album));
    sortAll();
    showFound();
    endResetModel();
}

void SpotifyModel::setFilter(const QString& words) {
    std::vector<std::string> folded;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        folded.push_back(m_fold(word.toStdString()));
    if (folded == m_words)
        return;
    beginResetModel();
    m_words = std::move(folded);
    showFound();
    endResetModel();
}

bool SpotifyModel::isFound(std::size_t row) const {
    return std::ranges::all_of(m_words, [&](const std::string& word) { return m_texts[row].find(word) != std::string::npos; });
}

void SpotifyModel::showFound() {
    m_shown.clear();
    std::ranges::copy_if(m_order, std::back_inserter(m_shown), [this](std::size_t row) { return isFound(row); });
}

/// Names by the locale's order, with keys that are made once.
void SpotifyModel::sortAll() {
    m_order.resize(m_rows.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    if (m_sortColumn < 0)
        return;
    const auto column = static_cast<SpotifyColumn>(m_sortColumn);
    const bool isRising = m_sortOrder == Qt::AscendingOrder;
    const auto sortBy = [&](const auto& keyOf) {
        std::ranges::stable_sort(
            m_order, [&](std::size_t a, std::size_t b) { return isRising ? keyOf(a) < keyOf(b) : keyOf(b) < keyOf(a); });
    };
    if (column == SpotifyColumn::length)
        return sortBy([&](std::size_t row) { return m_rows[row].duration; });
    if (column == SpotifyColumn::added)
        return sortBy([&](std::size_t row) { return m_rows[row].added; });
    if (column == SpotifyColumn::match)
        return sortBy([&](std::size_t row) { return sureness(m_rows[row]); });
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<QCollatorSortKey> keys;
    keys.reserve(m_rows.size());
    for (const SpotifyRow& row : m_rows)
        keys.push_back(collator.sortKey(textOf(row, column)));
    sortBy([&](std::size_t row) -> const QCollatorSortKey& { return keys[row]; });
}

void SpotifyModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column == static_cast<int>(SpotifyColumn::link) ? -1 : column;
    m_sortOrder = order;
    Q_EMIT layoutAboutToBeChanged();
    const auto before = persistentIndexList();
    std::vector<std::size_t> rows; // that they stood for
    for (const QModelIndex& index : before)
        rows.push_back(m_shown[static_cast<std::size_t>(index.row())]);
    sortAll();
    showFound();
    std::vector<int> placeOf(m_rows.size(), -1);
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        placeOf[m_shown[i]] = static_cast<int>(i);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(placeOf[rows[static_cast<std::size_t>(i)]], before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

int SpotifyModel::rowOf(SpotifyRowId id) const {
    const auto found = std::ranges::find_if(m_shown, [&](std::size_t row) { return m_rows[row].id == id; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

bool SpotifyModel::hasColumn(SpotifyColumn column) const {
    switch (column) {
    case SpotifyColumn::album:
        return !m_areAlbums;
    case SpotifyColumn::length:
        return std::ranges::any_of(m_rows, [](const SpotifyRow& row) { return row.duration.count() > 0; });
    case SpotifyColumn::added:
        return std::ranges::any_of(m_rows, [](const SpotifyRow& row) { return row.added.time_since_epoch().count() > 0; });
    default:
        return true;
    }
}

int SpotifyModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }

int SpotifyModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kSpotifyColumns; }

QString SpotifyModel::textOf(const SpotifyRow& row, SpotifyColumn column) const {
    switch (column) {
    case SpotifyColumn::title:
        return spotifyRowName(row);
    case SpotifyColumn::artist:
        return text(row.artist);
    case SpotifyColumn::album:
        return text(row.album);
    case SpotifyColumn::length:
        return row.duration.count() > 0 ? clockText(row.duration) : QString();
    case SpotifyColumn::added:
        return dateText(row.added);
    case SpotifyColumn::match:
        return spotifyBadge(row);
    case SpotifyColumn::link:
        return spotifyLink(row).isEmpty() ? QString() : tr("OPEN SPOTIFY");
    }
    return {};
}

QVariant SpotifyModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SpotifyRow& row = this->row(index.row());
    const auto column = static_cast<SpotifyColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return tipText(column == SpotifyColumn::match  ? spotifyMatchText(row)
                       : column == SpotifyColumn::link ? spotifyLink(row)
                                                       : spotifyRowTip(row));
    case Qt::AccessibleTextRole:
        return column == SpotifyColumn::title ? spotifyRowSpoken(row) : textOf(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((column == SpotifyColumn::length ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case artistRole:
        return text(row.artist);
    case matchRole:
        return static_cast<int>(row.match);
    case shortBadgeRole:
        return spotifyBadge(row, true);
    case dimRole:
        return row.availability == SpotifyAvailability::unavailable;
    default:
        return {};
    }
}

QVariant SpotifyModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<SpotifyColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((column == SpotifyColumn::length ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case SpotifyColumn::title:
        return m_areAlbums ? tr("Album") : tr("Title");
    case SpotifyColumn::artist:
        return tr("Artist");
    case SpotifyColumn::album:
        return tr("Album");
    case SpotifyColumn::length:
        return tr("Length");
    case SpotifyColumn::added:
        return tr("Added");
    case SpotifyColumn::match:
        return tr("In my music");
    case SpotifyColumn::link:
        return QString();
    }
    return {};
}

Qt::ItemFlags SpotifyModel::flags(const QModelIndex& index) const {
    return index.isValid() ? QAbstractTableModel::flags(index) | Qt::ItemIsDragEnabled : Qt::NoItemFlags;
}

QStringList SpotifyModel::mimeTypes() const { return {QStringLiteral("text/uri-list"), QStringLiteral("text/plain")}; }

QMimeData* SpotifyModel::mimeData(const QModelIndexList& indexes) const {
    std::set<int> rows;
    for (const QModelIndex& index : indexes)
        rows.insert(index.row());
    QStringList links;
    for (const int one : rows)
        if (const QString link = spotifyLink(row(one)); !link.isEmpty())
            links << link;
    if (links.isEmpty())
        return nullptr;
    auto dragged = std::make_unique<QMimeData>();
    dragged->setUrls(QUrl::fromStringList(links));
    dragged->setText(links.join(QLatin1Char('\n')));
    return dragged.release();
}

} // namespace segue::ui
