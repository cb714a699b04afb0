// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"
#include "ui/songs/song_order.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include <vector>

namespace segue::ui {

/// The songs of one library as a table that sorts and filters itself. Made for 200,000 rows: a filter keystroke and a
/// sort are a pass over numbers; what they take is made ready while nothing else is to do. Ten batches of a hundred
/// changed songs a second are no burden.
///
/// The number is the row's place as shown, so it is painted and not stored; sorting by it gives the library's own order
/// back. Changes that arrive while the table is looked at keep every row where it is: new songs are put in their place,
/// changed ones stay.
class SongTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { ///< beyond Qt's own
        trackIdRole = Qt::UserRole,
        stateRole,   ///< int of AnalysisState
        artistRole,  ///< for the narrow layout: second line under the title
        playingRole, ///< bool
        ratingRole,  ///< stars
        absentRole,  ///< bool: its file is not there now
    };

    explicit SongTableModel(QObject* parent = nullptr);

    void setTracks(const SongList& tracks); ///< in the library's order
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& ids);
    void setFilter(const QString& filter);
    void setPlaying(TrackId track);
    void setOffline(bool offline); ///< the folder of all of them is not there now

    [[nodiscard]] Track track(int row) const;
    /// As they are put into the queue, at once also where there are many.
    [[nodiscard]] std::vector<QueueSong> queueSongs(const std::vector<int>& rows) const;
    [[nodiscard]] bool isMissing(int row) const;                                   ///< the same as track(row).isMissing, at once
    [[nodiscard]] TrackId idOf(int row) const;                                     ///< the same as track(row).id, at once
    [[nodiscard]] int rowOf(TrackId track) const;                                  ///< -1: not shown
    [[nodiscard]] std::size_t trackCount() const { return m_libraryOrder.size(); } ///< of the library, shown or not
    [[nodiscard]] bool filtered() const { return !m_words.empty(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
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
    void sortLibrary();
    void sortAll();
    void setRows(std::vector<Index> rows);
    void reorder(std::vector<Index> rows); ///< a permutation of the shown rows, which stay chosen; a reset if some are left out
    void prepareSoon();

    SongList m_songs; ///< those that come later at the end; a removed one keeps its place until the next setTracks
    QHash<TrackId, Index> m_indexOf;
    std::vector<Index> m_libraryOrder;
    std::vector<Index> m_sorted; ///< all, in the order that the listener chose
    /// Some songs have changed so that their place would be another one; they keep it until the table is touched. Which,
    /// by index: in m_libraryOrder and in m_sorted.
    bool m_isSorted = true;
    std::vector<bool> m_isMoved;
    std::vector<bool> m_isUnsorted;
    std::vector<Index> m_rows;  ///< those shown, in the order shown
    std::vector<Index> m_rowOf; ///< by index; kHidden if it is not shown
    SongOrder m_order;
    TextSearch::Words m_words;
    SongColumn m_sortColumn = SongColumn::number;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    TrackId m_playing = 0;
    bool m_offline = false;
    QTimer m_idle;         ///< fires when there is nothing else to do
    mutable Track m_shown; ///< rows are painted one after the other, each column of one
    mutable Index m_shownIndex = kHidden;
};

} // namespace segue::ui
