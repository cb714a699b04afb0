// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/song_finder.h"
#include "engine/words/playlist.h"
#include "engine/words/queue_state.h"
#include "ui/songs/song_order.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include <optional>
#include <vector>

namespace segue::ui {

/// The songs of one library, of all, or of a playlist as a table that sorts and filters itself. Made for 200,000 rows: a filter
/// keystroke and a sort are one pass over numbers, which are prepared while the program is idle. It handles ten batches of a
/// hundred changed songs a second easily.
///
/// The number column is the row's place as shown, so it is painted and not stored; sorting by it restores the library's own
/// order. Changes that arrive while the table is looked at move no row: new songs are put in their place, changed ones stay.
class SongTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { ///< beyond Qt's own
        trackIdRole = Qt::UserRole,
        stateRole,     ///< int of AnalysisState
        artistRole,    ///< for the narrow layout: second line under the title
        playingRole,   ///< bool
        heardRole,     ///< bool: and not paused
        correctedRole, ///< bool: the listener said something else than its tags
        ratingRole,    ///< stars
        absentRole,    ///< bool: the song's file is not there now
    };

    explicit SongTableModel(QObject* parent = nullptr);

    void setTracks(const SongList& tracks); ///< in the library's order
    /// The songs of a playlist: they keep this order, one may be there twice, and no song is added or taken away by later changes.
    /// @param entries one for each song, or none where the playlist cannot be changed
    void setPlaylist(const SongList& songs, std::vector<PlaylistEntryId> entries);
    /// The same with some of all songs, by index, in their order.
    void setChosenOf(const SongList& songs, std::vector<SongOrder::Index> chosen);
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& ids);
    void setFilter(const QString& filter); ///< as browse::SongQuery reads it
    /// Only these songs are listed, as far as the filter finds them; by number in this order. Nothing: all. By index into songs();
    /// holds until the next setTracks.
    void setScope(std::optional<std::vector<SongOrder::Index>> songs);
    void setPlaying(TrackId track, bool isHeard);      ///< 0: none; isHeard: not paused
    void setOffline(std::vector<LibraryId> libraries); ///< those whose folders are not there now

    [[nodiscard]] Track track(int row) const;
    /// Those whose file is there, as they are put into the queue; at once also where there are many.
    [[nodiscard]] std::vector<QueueSong> queueSongs(const std::vector<int>& rows) const;
    /// The same for songs by index.
    [[nodiscard]] std::vector<QueueSong> queueSongsOf(const std::vector<SongOrder::Index>& indices) const;
    [[nodiscard]] const SongList& songs() const { return m_songs; } ///< also some that were removed: see libraryOrder()
    [[nodiscard]] const std::vector<SongOrder::Index>& libraryOrder() const { return m_libraryOrder; } ///< the songs that are there
    [[nodiscard]] bool isInLibraryOrder() const; ///< songs() are what is there, in the library's order, as setTracks() wants them
    [[nodiscard]] std::optional<SongOrder::Index> indexOf(TrackId track) const; ///< into songs(), shown or not
    [[nodiscard]] std::vector<bool> foundSongs(); ///< by index: what the filter finds, in the scope or not
    /// Some milliseconds of what makes searches quick, which is done while the program is idle, too. @return false if none is left
    bool prepareSome() { return m_finder.takeSome(m_songs.texts()); }
    /// What other words find, by index, in the scope or not; for a model without a filter. Removed songs may be among them.
    [[nodiscard]] std::vector<bool> songsWith(const std::string& words);
    /// What rules ask for, by index, in their order; likewise.
    [[nodiscard]] std::vector<SongOrder::Index> songsOf(const PlaylistRules& rules);
    [[nodiscard]] PlaylistEntryId entryOf(int row) const;                          ///< 0: none
    [[nodiscard]] bool isMissing(int row) const;                                   ///< the same as track(row).isMissing, at once
    [[nodiscard]] TrackId idOf(int row) const;                                     ///< the same as track(row).id, at once
    [[nodiscard]] int rowOf(TrackId track) const;                                  ///< -1: not shown
    [[nodiscard]] std::size_t trackCount() const { return m_libraryOrder.size(); } ///< of the library, shown or not
    [[nodiscard]] bool filtered() const { return !m_query.empty(); }
    [[nodiscard]] const std::vector<browse::QueryProblem>& filterProblems() const { return m_query.problems; }
    [[nodiscard]] const std::vector<std::string>& forgivenWords() const { return m_forgiven; } ///< browse::Found::forgiven

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override; ///< rows can be dragged
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    using Index = SongOrder::Index; ///< into m_songs
    static constexpr Index kHidden = ~Index{0};

    [[nodiscard]] const Track& shown(int row) const;
    [[nodiscard]] QVariant display(const Track& track, SongColumn column) const;
    [[nodiscard]] QVariant explanation(const Track& track, SongColumn column) const;
    [[nodiscard]] std::vector<Index> wantedRows();
    void placeNew(const std::vector<Index>& songs);
    void showMore(const std::vector<Index>& songs);
    void change(Index song, const Track& track);
    void takeList(const SongList& songs, std::vector<Index> order);
    [[nodiscard]] static std::vector<Index> allOf(const SongList& songs);
    [[nodiscard]] std::vector<Index> indicesOf(TrackId track) const; ///< several in a playlist
    [[nodiscard]] bool isAbsent(const Track& track) const;
    [[nodiscard]] bool isPlaying(const Track& track) const { return track.id != 0 && track.id == m_playing; }
    void sortLibrary();
    void sortAll();
    void setRows(std::vector<Index> rows);
    [[nodiscard]] std::vector<Index> inOrder(const std::vector<bool>& isShown) const; ///< as they are sorted
    [[nodiscard]] bool isInScope(Index song) const { return !m_scope || (song < m_isInScope.size() && m_isInScope[song]); }
    void reorder(std::vector<Index> rows); ///< reorders the shown rows, which stay chosen; a reset if some are left out
    void prepareSoon();

    SongList m_songs; ///< later songs at the end; a removed one keeps its index until the next setTracks
    QHash<TrackId, Index> m_indexOf;
    QMultiHash<TrackId, Index> m_again; ///< further places of a song in a playlist
    bool m_isPlaylist = false;
    std::vector<PlaylistEntryId> m_entries; ///< by index
    std::vector<Index> m_libraryOrder;
    std::vector<Index> m_sorted; ///< all songs, in the listener's chosen order
    /// false: some songs changed so that they belong elsewhere, but keep their place until the table is touched. By index:
    /// which ones, in m_libraryOrder and in m_sorted.
    bool m_isSorted = true;
    std::vector<bool> m_isMoved;
    std::vector<bool> m_isUnsorted;
    std::vector<Index> m_rows;  ///< the shown songs, in the order shown
    std::vector<Index> m_rowOf; ///< by index; kHidden if not shown
    SongOrder m_order;
    browse::SongFinder m_finder;
    browse::SongQuery m_query;
    std::vector<std::string> m_forgiven;
    std::optional<std::vector<Index>> m_scope; ///< in its order
    std::vector<bool> m_isInScope;             ///< by index
    SongColumn m_sortColumn = SongColumn::number;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    TrackId m_playing = 0;
    bool m_isHeard = false;
    std::vector<LibraryId> m_offline;
    QTimer m_idle;         ///< fires when the program is idle
    mutable Track m_shown; ///< the last row painted: all its columns are painted in turn
    mutable Index m_shownIndex = kHidden;
};

} // namespace segue::ui
