// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/songs/song_table_model.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace segue::ui {

/// The songs of all libraries, for what looks through all of them: the list "All music", playlists that are rules, the search over
/// everything. They are asked for when they are first wanted, and kept.
class AllMusic final : public QObject {
    Q_OBJECT

public:
    explicit AllMusic(QObject* parent = nullptr);

    /// Has the songs come; loaded() follows, at once if they are there.
    void want();
    void drop(); ///< they are others in ways that no event tells: asks again if they are wanted
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] int lists() const { return m_lists; }       ///< how many lists have come: another number, other songs
    [[nodiscard]] SongTableModel& songs() { return m_songs; } ///< all; no filter is ever set
    /// Those that the rules ask for, by index into songs().songs(), in their order.
    [[nodiscard]] std::vector<SongOrder::Index> songsOf(const PlaylistRules& rules);

    void takeTracks(const SongList& songs);
    void takeChanges(const TracksChanged& event);
    void takeRemoved(const TracksRemoved& event);

Q_SIGNALS:
    void wanted(bool anew); ///< anew: as they are stored now
    void loaded();          ///< they came
    void changed();         ///< some are others; at most twice a second

private:
    void noteComing(bool haveComeOrGone);

    SongTableModel m_songs;
    int m_lists = 0;
    bool m_isLoaded = false;
    bool m_isWanted = false; ///< and on their way
    bool m_isStale = false;  ///< songs came or went since: the list is not in its order
    QTimer m_again;          ///< asks anew when no more come
    QTimer m_soon;
};

} // namespace segue::ui
