// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/song_order.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

namespace segue::ui {

/// The songs of one library as a table that sorts and filters itself. Made for 50,000 rows: a filter keystroke and a
/// sort are one pass over keys that exist already.
///
/// The number is the row's place as shown, so it is painted and not stored; sorting by it gives the library's own order
/// back. Changes that arrive while
/// the table is looked at keep every row where it is: new songs are put in their place, changed ones stay.
class SongTableModel final : public QAbstractTableModel {
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

    void setTracks(const std::vector<Track>& tracks); ///< in the library's order
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& ids);
    void setFilter(const QString& filter);
    void setPlaying(TrackId track);
    void setOffline(bool offline); ///< the folder of all of them is not there now

    [[nodiscard]] const Track& track(int row) const;
    [[nodiscard]] int rowOf(TrackId track) const;                                  ///< -1: not shown
    [[nodiscard]] std::size_t trackCount() const { return m_libraryOrder.size(); } ///< of the library, shown or not
    [[nodiscard]] bool filtered() const { return !m_words.isEmpty(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] QVariant display(const Track& track, SongColumn column) const;
    [[nodiscard]] QVariant explanation(const Track& track, SongColumn column) const;
    [[nodiscard]] std::vector<std::size_t> wantedRows();
    void putInLibraryOrder(std::size_t index);
    void reorder(std::vector<std::size_t> rows); ///< a permutation of the shown rows; chosen rows stay chosen

    std::vector<Track> m_tracks; ///< in order of arrival; a removed one leaves an empty place until the next setTracks
    QHash<TrackId, std::size_t> m_indexOf;
    std::vector<std::size_t> m_libraryOrder; ///< indices into m_tracks
    std::vector<std::size_t> m_rows;         ///< those shown, in the order shown
    SongOrder m_order;
    QStringList m_words;
    SongColumn m_sortColumn = SongColumn::number;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    TrackId m_playing = 0;
    bool m_offline = false;
};

} // namespace segue::ui
