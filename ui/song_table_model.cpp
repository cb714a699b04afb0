// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/song_table_model.h"

#include "ui/format.h"
#include "ui/listening_text.h"
#include "ui/sound_text.h"

#include <algorithm>
#include <numeric>

namespace segue::ui {

namespace {

int alignmentOf(SongColumn column) {
    const bool isNumber = column == SongColumn::number || column == SongColumn::plays ||
                          (isMeasured(column) && !isListening(column) && column != SongColumn::key);
    return int(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
}

QString measuredSentence(const SoundFeatures& features, SongColumn column) {
    if (column == SongColumn::tempo)
        return features.tempoBpm > 0.F ? tempoText(features.tempoBpm) : SongTableModel::tr("No pulse was heard.");
    if (column == SongColumn::key)
        return features.key >= 0 ? SongTableModel::tr("%1: how well the notes fit, from 0 to 1")
                                       .arg(keyText(features.key, features.keyStrength))
                                 : SongTableModel::tr("No key was heard.");
    return loudnessText(features.loudnessLufs);
}

} // namespace

SongTableModel::SongTableModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void SongTableModel::setTracks(const std::vector<Track>& tracks) {
    beginResetModel();
    m_tracks = tracks;
    m_order.clear();
    m_indexOf.clear();
    m_indexOf.reserve(static_cast<qsizetype>(tracks.size()));
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        m_order.add(tracks[i]);
        m_indexOf.insert(tracks[i].id, i);
    }
    m_libraryOrder.resize(tracks.size());
    std::iota(m_libraryOrder.begin(), m_libraryOrder.end(), std::size_t{0});
    m_rows = wantedRows();
    endResetModel();
}

void SongTableModel::applyChanges(const std::vector<Track>& tracks) {
    std::vector<std::size_t> fresh;
    int first = rowCount();
    int last = -1;
    for (const Track& track : tracks) {
        if (const auto known = m_indexOf.constFind(track.id); known != m_indexOf.constEnd()) {
            m_tracks[*known] = track;
            m_order.change(*known, track);
            if (const int row = rowOf(track.id); row >= 0) {
                first = std::min(first, row);
                last = std::max(last, row);
                continue;
            }
        } else {
            m_indexOf.insert(track.id, m_tracks.size());
            m_tracks.push_back(track);
            m_order.add(track);
            putInLibraryOrder(m_tracks.size() - 1);
        }
        if (const auto index = m_indexOf.value(track.id); m_order.matches(index, m_words))
            fresh.push_back(index);
    }
    if (last >= 0)
        emit dataChanged(index(first, 0), index(last, kSongColumns - 1));
    if (fresh.empty())
        return;
    const int count = rowCount();
    beginInsertRows({}, count, count + static_cast<int>(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    endInsertRows();
    // Rows whose text no longer matches stay until the filter is touched, so this is not simply wantedRows().
    std::vector<bool> shown(m_tracks.size());
    for (const auto row : m_rows)
        shown[row] = true;
    std::vector<std::size_t> rows;
    std::copy_if(m_libraryOrder.begin(), m_libraryOrder.end(), std::back_inserter(rows),
                 [&](auto i) { return shown[i]; });
    m_order.sort(rows, m_tracks, m_sortColumn, m_sortOrder);
    reorder(std::move(rows));
}

void SongTableModel::removeTracks(const std::vector<TrackId>& ids) {
    constexpr std::size_t kOneByOne = 64;
    std::vector<int> rows;
    for (const TrackId id : ids) {
        if (const int row = rowOf(id); row >= 0)
            rows.push_back(row);
    }
    const bool atOnce = rows.size() > kOneByOne;
    if (atOnce)
        beginResetModel();
    std::sort(rows.rbegin(), rows.rend());
    std::vector<bool> gone(m_tracks.size());
    for (const TrackId id : ids) {
        if (const auto known = m_indexOf.constFind(id); known != m_indexOf.constEnd())
            gone[*known] = true;
        m_indexOf.remove(id);
    }
    std::erase_if(m_libraryOrder, [&](std::size_t i) { return gone[i]; });
    if (atOnce) {
        std::erase_if(m_rows, [&](std::size_t i) { return gone[i]; });
        endResetModel();
        return;
    }
    for (const int row : rows) {
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void SongTableModel::setFilter(const QString& filter) {
    const QStringList words = SongOrder::filterWords(filter);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    m_rows = wantedRows();
    endResetModel();
}

void SongTableModel::setPlaying(TrackId track) {
    if (track == m_playing)
        return;
    const int before = rowOf(m_playing);
    m_playing = track;
    for (const int row : {before, rowOf(track)}) {
        if (row >= 0)
            emit dataChanged(index(row, 0), index(row, kSongColumns - 1));
    }
}

void SongTableModel::setOffline(bool offline) {
    if (offline == m_offline)
        return;
    m_offline = offline;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kSongColumns - 1));
}

const Track& SongTableModel::track(int row) const {
    return m_tracks[m_rows[static_cast<std::size_t>(row)]];
}

int SongTableModel::rowOf(TrackId track) const {
    const auto known = m_indexOf.constFind(track);
    if (known == m_indexOf.constEnd())
        return -1;
    const auto found = std::find(m_rows.begin(), m_rows.end(), *known);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int SongTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SongTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kSongColumns;
}

QVariant SongTableModel::display(const Track& track, SongColumn column) const {
    return column == SongColumn::heardGenre ? heardText(track) : cellText(track, column);
}

QVariant SongTableModel::explanation(const Track& track, SongColumn column) const {
    if (track.isMissing)
        return tr("Its file, %1, is gone. The song is kept for 30 days and comes back with its file.").arg(pathText(track.path));
    if (isListening(column))
        return listeningSentence(track, column);
    if (column == SongColumn::heardGenre || track.state == AnalysisState::failed)
        return heardSentence(track);
    if (isMeasured(column) && column != SongColumn::length)
        return track.features ? measuredSentence(*track.features, column) : tr("This song is waiting to be analysed.");
    return display(track, column);
}

QVariant SongTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Track& song = track(index.row());
    const auto column = static_cast<SongColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(song, column);
    case Qt::ToolTipRole:
        return explanation(song, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::AccessibleTextRole:
        return column == SongColumn::number ? QVariant(QString::number(index.row() + 1)) : display(song, column);
    case trackIdRole:
        return QVariant::fromValue<qlonglong>(song.id);
    case stateRole:
        return static_cast<int>(song.state);
    case artistRole:
        return artistText(song);
    case ratingRole:
        return song.rating;
    case playingRole:
        return song.id == m_playing;
    case absentRole:
        return m_offline || song.isMissing;
    default:
        return {};
    }
}

QVariant SongTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<SongColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    const QString names[] = {tr("#"),        tr("Title"),  tr("Artist"), tr("Album"), tr("Genre"),
                             tr("Heard as"), tr("Length"), tr("BPM"),    tr("Key"),   tr("Loudness"),
                             tr("Rating"),   tr("Plays"),  tr("Added"), tr("Last played")};
    if (role == Qt::DisplayRole)
        return names[section];
    if (role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case SongColumn::heardGenre:
        return tr("The genre that Segue heard in the sound itself");
    case SongColumn::tempo:
        return tr("Beats a minute, as heard in the middle of the song");
    case SongColumn::key:
        return tr("The key that the notes in the middle of the song fit best");
    case SongColumn::loudness:
        return tr("How loud the song is as a whole, in LUFS (EBU R 128): -23 is quiet, -8 is loud");
    default:
        return {};
    }
}

void SongTableModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= kSongColumns)
        return;
    m_sortColumn = static_cast<SongColumn>(column);
    m_sortOrder = order;
    reorder(wantedRows());
}

std::vector<std::size_t> SongTableModel::wantedRows() {
    std::vector<std::size_t> rows;
    rows.reserve(m_libraryOrder.size());
    std::copy_if(m_libraryOrder.begin(), m_libraryOrder.end(), std::back_inserter(rows),
                 [this](std::size_t i) { return m_order.matches(i, m_words); });
    m_order.sort(rows, m_tracks, m_sortColumn, m_sortOrder);
    return rows;
}

void SongTableModel::putInLibraryOrder(std::size_t index) {
    // The engine's order may fold letters differently: then the song stands near its album until the next load.
    const auto place =
        std::upper_bound(m_libraryOrder.begin(), m_libraryOrder.end(), index, [this](std::size_t a, std::size_t b) {
            return m_order.inLibraryOrder(m_tracks[a], m_tracks[b]);
        });
    m_libraryOrder.insert(place, index);
}

void SongTableModel::reorder(std::vector<std::size_t> rows) {
    if (rows.size() != m_rows.size()) { // a row no longer matches the filter
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::size_t> rowOfIndex(m_tracks.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        rowOfIndex[rows[row]] = row;
    QModelIndexList after;
    for (const QModelIndex& old : before)
        after << index(static_cast<int>(rowOfIndex[m_rows[static_cast<std::size_t>(old.row())]]), old.column());
    m_rows = std::move(rows);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

} // namespace segue::ui
