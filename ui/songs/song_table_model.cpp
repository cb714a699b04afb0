// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_table_model.h"

#include "engine/browse/song_rules.h"
#include "ui/words/bring_text.h"
#include "ui/words/format.h"
#include "ui/words/listening_text.h"
#include "ui/words/song_sentence.h"
#include "ui/words/sound_text.h"

#include <algorithm>
#include <functional>
#include <iterator>
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
        return features.key >= 0
                   ? SongTableModel::tr("%1: how well the notes fit, from 0 to 1").arg(keyText(features.key, features.keyStrength))
                   : SongTableModel::tr("No key was heard.");
    return loudnessText(features.loudnessLufs);
}

} // namespace

SongTableModel::SongTableModel(QObject* parent)
    : QAbstractTableModel(parent) {
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (!m_finder.takeSome(m_songs.texts()) && !m_order.takeSome(m_songs.texts()))
            m_idle.stop();
    });
}

/// Prepares early, so that neither the first keystroke in the filter nor the first sort has to wait.
void SongTableModel::prepareSoon() { m_idle.start(0); }

void SongTableModel::setTracks(const SongList& tracks) {
    m_isPlaylist = false;
    m_entries.clear();
    takeList(tracks, allOf(tracks));
}

void SongTableModel::setPlaylist(const SongList& songs, std::vector<PlaylistEntryId> entries) {
    m_isPlaylist = true;
    m_entries = std::move(entries);
    m_entries.resize(songs.size());
    takeList(songs, allOf(songs));
}

void SongTableModel::setChosenOf(const SongList& songs, std::vector<Index> chosen) {
    m_isPlaylist = true;
    m_entries.clear();
    takeList(songs, std::move(chosen));
}

std::vector<SongTableModel::Index> SongTableModel::allOf(const SongList& songs) {
    std::vector<Index> all(songs.size());
    std::iota(all.begin(), all.end(), Index{0});
    return all;
}

void SongTableModel::takeList(const SongList& songs, std::vector<Index> order) {
    beginResetModel();
    m_songs = songs;
    m_shownIndex = kHidden;
    m_order.clear();
    m_finder.clear();
    m_scope.reset();
    m_again.clear();
    m_indexOf.clear();
    m_indexOf.reserve(static_cast<qsizetype>(songs.size()));
    for (Index i = 0; i < songs.size(); ++i) {
        if (m_isPlaylist && m_indexOf.contains(songs.row(i).id))
            m_again.insert(songs.row(i).id, i);
        else
            m_indexOf.insert(songs.row(i).id, i);
    }
    m_indexOf.remove(0);
    m_again.remove(0); // songs that are in no library
    m_libraryOrder = std::move(order);
    m_isMoved.assign(songs.size(), false);
    sortAll();
    setRows(wantedRows());
    endResetModel();
    prepareSoon();
}

std::vector<SongTableModel::Index> SongTableModel::indicesOf(TrackId track) const {
    std::vector<Index> indices;
    if (const auto known = m_indexOf.constFind(track); known != m_indexOf.constEnd())
        indices.push_back(*known);
    const auto again = m_again.equal_range(track);
    indices.insert(indices.end(), again.first, again.second);
    return indices;
}

void SongTableModel::applyChanges(const std::vector<Track>& tracks) {
    std::vector<Index> fresh, appearing;
    int first = rowCount();
    int last = -1;
    m_shownIndex = kHidden;
    for (const Track& track : tracks) {
        auto indices = indicesOf(track.id);
        for (const Index known : indices)
            change(known, track);
        if (indices.empty() && !m_isPlaylist) {
            indices.push_back(static_cast<Index>(m_songs.size()));
            fresh.push_back(indices.front());
            m_indexOf.insert(track.id, indices.front());
            m_songs.add(track);
            m_rowOf.push_back(kHidden);
            m_isMoved.push_back(false);
            m_isUnsorted.push_back(false);
        }
        for (const Index song : indices) {
            if (m_rowOf[song] != kHidden) {
                first = std::min(first, static_cast<int>(m_rowOf[song]));
                last = std::max(last, static_cast<int>(m_rowOf[song]));
            } else if (!m_isPlaylist && isInScope(song) && m_finder.matches(m_songs, song, m_query)) {
                appearing.push_back(song);
            }
        }
    }
    prepareSoon();
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, kSongColumns - 1));
    if (!fresh.empty())
        placeNew(fresh);
    if (!appearing.empty())
        showMore(appearing);
}

void SongTableModel::change(Index song, const Track& track) {
    const SongRow before = m_songs.row(song);
    m_songs.set(song, track);
    const SongRow& after = m_songs.row(song);
    m_isMoved[song] = m_isMoved[song] || (!m_isPlaylist && !SongOrder::sortAlike(before, after, SongColumn::number));
    m_isUnsorted[song] = m_isUnsorted[song] || !SongOrder::sortAlike(before, after, m_sortColumn);
    m_isSorted = m_isSorted && !m_isMoved[song] && !m_isUnsorted[song];
}

void SongTableModel::placeNew(const std::vector<Index>& songs) {
    SongOrder::insertInLibraryOrder(m_libraryOrder, songs, m_songs, m_isMoved);
    m_order.insert(m_sorted, songs, m_songs, m_sortColumn, m_sortOrder, m_libraryOrder, m_isUnsorted);
}

/// Rows whose text no longer matches stay until the filter is touched, so this is not simply wantedRows().
void SongTableModel::showMore(const std::vector<Index>& songs) {
    std::vector<bool> isShown(m_songs.size());
    for (const Index song : m_rows)
        isShown[song] = true;
    std::vector<Index> more;
    for (const Index song : songs) {
        if (!isShown[song])
            more.push_back(song);
        isShown[song] = true;
    }
    const int count = rowCount();
    beginInsertRows({}, count, count + static_cast<int>(more.size()) - 1);
    m_rows.insert(m_rows.end(), more.begin(), more.end());
    endInsertRows();
    reorder(inOrder(isShown));
}

bool SongTableModel::isInLibraryOrder() const {
    Index next = 0;
    return m_libraryOrder.size() == m_songs.size() &&
           std::ranges::all_of(m_libraryOrder, [&next](Index song) { return song == next++; });
}

void SongTableModel::removeTracks(const std::vector<TrackId>& ids) {
    if (m_isPlaylist)
        return; // the list is loaded anew
    constexpr std::size_t kOneByOne = 64;
    std::vector<bool> isGone(m_songs.size());
    std::vector<int> rows;
    for (const TrackId id : ids) {
        const auto known = m_indexOf.constFind(id);
        if (known == m_indexOf.constEnd())
            continue;
        isGone[*known] = true;
        if (m_rowOf[*known] != kHidden)
            rows.push_back(static_cast<int>(m_rowOf[*known]));
        m_indexOf.erase(known);
    }
    const auto gone = [&](Index song) { return isGone[song]; };
    std::erase_if(m_libraryOrder, gone);
    std::erase_if(m_sorted, gone);
    if (m_scope)
        std::erase_if(*m_scope, gone);
    const bool atOnce = rows.size() > kOneByOne;
    if (atOnce)
        beginResetModel();
    std::ranges::sort(rows, std::greater());
    for (auto row = rows.begin(); !atOnce && row != rows.end(); ++row) {
        beginRemoveRows({}, *row, *row);
        m_rows.erase(m_rows.begin() + *row);
        endRemoveRows();
    }
    std::erase_if(m_rows, gone);
    setRows(std::move(m_rows));
    if (atOnce)
        endResetModel();
}

void SongTableModel::setFilter(const QString& filter) {
    using namespace std::chrono;
    auto query = m_finder.parse(filter.toStdString(), floor<seconds>(system_clock::now()));
    const bool isSame = query.terms == m_query.terms;
    m_query = std::move(query);
    if (isSame)
        return;
    beginResetModel();
    if (!m_isSorted)
        sortAll();
    setRows(wantedRows());
    endResetModel();
}

void SongTableModel::setPlaying(TrackId track, bool isHeard) {
    if (track == m_playing && isHeard == m_isHeard)
        return;
    auto changed = indicesOf(m_playing);
    m_playing = track;
    m_isHeard = isHeard;
    std::ranges::copy(indicesOf(track), std::back_inserter(changed));
    for (const Index song : changed)
        if (const auto row = static_cast<int>(m_rowOf[song]); m_rowOf[song] != kHidden)
            Q_EMIT dataChanged(index(row, 0), index(row, kSongColumns - 1));
}

void SongTableModel::setOffline(std::vector<LibraryId> libraries) {
    if (libraries == m_offline)
        return;
    m_offline = std::move(libraries);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kSongColumns - 1));
}

bool SongTableModel::isAbsent(const Track& track) const {
    return track.isMissing || std::ranges::find(m_offline, track.library) != m_offline.end();
}

PlaylistEntryId SongTableModel::entryOf(int row) const {
    const Index song = m_rows[static_cast<std::size_t>(row)];
    return song < m_entries.size() ? m_entries[song] : 0;
}

Track SongTableModel::track(int row) const { return m_songs[m_rows[static_cast<std::size_t>(row)]]; }

std::vector<QueueSong> SongTableModel::queueSongs(const std::vector<int>& rows) const {
    std::vector<Index> songs;
    songs.reserve(rows.size());
    std::ranges::transform(rows, std::back_inserter(songs), [this](int row) { return m_rows[static_cast<std::size_t>(row)]; });
    return queueSongsOf(songs);
}

/// An artist's key is made once, however many songs are by the artist.
std::vector<QueueSong> SongTableModel::queueSongsOf(const std::vector<Index>& indices) const {
    std::vector<std::uint32_t> keys(m_songs.texts().size());
    std::vector<QueueSong> songs;
    songs.reserve(indices.size());
    for (const Index index : indices) {
        const SongRow& song = m_songs.row(index);
        if (song.isMissing)
            continue;
        auto& key = keys[song.artist];
        if (key == 0)
            key = artistKey(m_songs.texts()[song.artist]);
        songs.push_back({.track = song.id, .file = {}, .artist = key});
    }
    return songs;
}

bool SongTableModel::isMissing(int row) const { return m_songs.row(m_rows[static_cast<std::size_t>(row)]).isMissing; }

TrackId SongTableModel::idOf(int row) const { return m_songs.row(m_rows[static_cast<std::size_t>(row)]).id; }

const Track& SongTableModel::shown(int row) const {
    const Index song = m_rows[static_cast<std::size_t>(row)];
    if (song != m_shownIndex)
        m_shown = m_songs[song];
    m_shownIndex = song;
    return m_shown;
}

int SongTableModel::rowOf(TrackId track) const {
    const auto known = m_indexOf.constFind(track);
    return known == m_indexOf.constEnd() || m_rowOf[*known] == kHidden ? -1 : static_cast<int>(m_rowOf[*known]);
}

int SongTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int SongTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kSongColumns; }

QVariant SongTableModel::display(const Track& track, SongColumn column) const {
    if (track.id == 0 && column == SongColumn::heardGenre)
        return {}; // it is in no library, and waits for nothing
    return column == SongColumn::heardGenre ? heardText(track) : cellText(track, column);
}

QVariant SongTableModel::explanation(const Track& track, SongColumn column) const {
    if (track.isMissing && track.id == 0)
        return tr("%1 is in no library. The entry is kept, and plays again when a library has the song.").arg(pathText(track.path));
    if (track.isMissing)
        return tr("Its file, %1, is gone. The song is kept for 30 days and comes back with its file.").arg(pathText(track.path));
    if (isListening(column))
        return listeningSentence(track, column);
    if (column == SongColumn::genre)
        return genreSentence(track);
    if (column == SongColumn::heardGenre || track.state == AnalysisState::failed)
        return heardSentence(track);
    if (isMeasured(column) && column != SongColumn::length && column != SongColumn::bitRate && !isOfRecord(column))
        return track.features ? measuredSentence(*track.features, column) : heardSentence(track);
    if (column == SongColumn::title && track.corrected != 0)
        return display(track, column).toString() + QLatin1Char('\n') + correctedText(track.corrected);
    return display(track, column);
}

QVariant SongTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Track& song = shown(index.row());
    const auto column = static_cast<SongColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(song, column);
    case Qt::ToolTipRole:
        return tipText(explanation(song, column).toString());
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::AccessibleTextRole:
        return column == SongColumn::number ? songSentence(song, isPlaying(song), isAbsent(song))
                                            : spokenText(song, column, display(song, column).toString());
    case trackIdRole:
        return QVariant::fromValue<qlonglong>(song.id);
    case stateRole:
        return static_cast<int>(song.id == 0 ? AnalysisState::done : song.state);
    case artistRole:
        return artistText(song);
    case ratingRole:
        return song.rating;
    case playingRole:
        return isPlaying(song);
    case heardRole:
        return isPlaying(song) && m_isHeard;
    case correctedRole:
        return song.corrected != 0;
    case absentRole:
        return isAbsent(song);
    default:
        return {};
    }
}

Qt::ItemFlags SongTableModel::flags(const QModelIndex& index) const {
    return QAbstractTableModel::flags(index) | (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QVariant SongTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<SongColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    const QString names[] = {tr("#"),      tr("Title"),       tr("Artist"), tr("Album"),    tr("Genre"),  tr("Heard as"),
                             tr("Length"), tr("BPM"),         tr("Key"),    tr("Loudness"), tr("Rating"), tr("Plays"),
                             tr("Added"),  tr("Last played"), tr("Track"),  tr("Disc"),     tr("Year"),   tr("Album artist"),
                             tr("Format"), tr("kbit/s"),      tr("Path")};
    if (role == Qt::DisplayRole)
        return names[section];
    if (role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case SongColumn::number:
        return tr("The row in this list; the number on the record is in the column “Track”");
    case SongColumn::heardGenre:
        return tr("The genre that Segue hears: in the words of your own tags where it is sure, else one that its network knows");
    case SongColumn::disc:
        return tr("The disc, or the side of a vinyl record");
    case SongColumn::bitRate:
        return tr("Kilobits a second, on average");
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
    sortAll();
    reorder(wantedRows());
}

/// Moves changed songs to the place that they would have after a reload.
void SongTableModel::sortLibrary() {
    std::vector<Index> moved;
    std::ranges::copy_if(m_libraryOrder, std::back_inserter(moved), [&](Index song) { return m_isMoved[song]; });
    if (moved.empty())
        return;
    std::erase_if(m_libraryOrder, [&](Index song) { return m_isMoved[song]; });
    m_isMoved.assign(m_songs.size(), false);
    SongOrder::insertInLibraryOrder(m_libraryOrder, std::move(moved), m_songs, m_isMoved);
}

void SongTableModel::sortAll() {
    sortLibrary();
    m_sorted = m_libraryOrder;
    m_order.sort(m_sorted, m_songs, m_sortColumn, m_sortOrder);
    m_isSorted = true;
    m_isUnsorted.assign(m_songs.size(), false);
}

std::vector<SongTableModel::Index> SongTableModel::wantedRows() {
    auto found = m_finder.find(m_songs, m_query);
    m_forgiven = std::move(found.forgiven);
    if (m_query.empty() && !m_scope)
        return m_sorted;
    return inOrder(found.songs);
}

std::vector<SongTableModel::Index> SongTableModel::inOrder(const std::vector<bool>& isShown) const {
    const bool isByScope = m_scope && m_sortColumn == SongColumn::number;
    std::vector<Index> rows;
    std::ranges::copy_if(isByScope ? *m_scope : m_sorted, std::back_inserter(rows),
                         [&](Index song) { return isShown[song] && isInScope(song); });
    if (isByScope && m_sortOrder == Qt::DescendingOrder)
        std::ranges::reverse(rows);
    return rows;
}

void SongTableModel::setScope(std::optional<std::vector<Index>> songs) {
    if (songs == m_scope)
        return;
    beginResetModel();
    m_scope = std::move(songs);
    m_isInScope.assign(m_songs.size(), false);
    if (m_scope)
        for (const Index song : *m_scope)
            m_isInScope[song] = true;
    if (!m_isSorted)
        sortAll();
    setRows(wantedRows());
    endResetModel();
}

std::vector<bool> SongTableModel::foundSongs() { return m_finder.find(m_songs, m_query).songs; }

std::vector<bool> SongTableModel::songsWith(const std::string& words) {
    using namespace std::chrono;
    return m_finder.find(m_songs, m_finder.parse(words, floor<seconds>(system_clock::now()))).songs;
}

std::vector<SongTableModel::Index> SongTableModel::songsOf(const PlaylistRules& rules) {
    using namespace std::chrono;
    auto songs = browse::songsOfRules(rules, m_songs, floor<seconds>(system_clock::now()), m_finder);
    std::erase_if(songs, [this](Index song) { return m_indexOf.value(m_songs.row(song).id, kHidden) != song; }); // it was removed
    return songs;
}

std::optional<SongTableModel::Index> SongTableModel::indexOf(TrackId track) const {
    const auto known = m_indexOf.constFind(track);
    return known == m_indexOf.constEnd() ? std::nullopt : std::optional(*known);
}

void SongTableModel::setRows(std::vector<Index> rows) {
    m_rows = std::move(rows);
    m_rowOf.assign(m_songs.size(), kHidden);
    for (Index row = 0; row < m_rows.size(); ++row)
        m_rowOf[m_rows[row]] = row;
}

void SongTableModel::reorder(std::vector<Index> rows) {
    if (rows.size() != m_rows.size()) { // a row no longer matches the filter
        beginResetModel();
        setRows(std::move(rows));
        endResetModel();
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<Index> songs;
    for (const QModelIndex& old : before)
        songs.push_back(m_rows[static_cast<std::size_t>(old.row())]);
    setRows(std::move(rows));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(static_cast<int>(m_rowOf[songs[static_cast<std::size_t>(i)]]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace segue::ui
