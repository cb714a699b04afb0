// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>

#include <optional>
#include <vector>

namespace segue::ui {

class AllMusic;
class EngineBridge;
class LibraryPage;
class NoticeBoard;
class PlaylistDialogs;
class Settings;
class Sidebar;

/// Playlists in the sidebar and on the library's page: commands the engine, shows what it says. Belongs to the page.
class PlaylistWires final : public QObject {
    Q_OBJECT

public:
    PlaylistWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, LibraryPage& page, AllMusic& allMusic,
                  NoticeBoard& board);

    void show(PlaylistId playlist); ///< on the page; one that is not there changes nothing
    void play(PlaylistId playlist); ///< from its first song on
    void create();                  ///< an empty one, whose name is then written in its row
    /// Songs become a playlist of that name, which a notice tells of.
    void createFrom(const QString& name, const std::vector<Track>& songs);
    void importFile(const std::filesystem::path& file);
    [[nodiscard]] const std::vector<Playlist>& all() const { return m_all; }

Q_SIGNALS:
    void shown();   ///< the listener wants to see the playlist on the page now
    void left();    ///< the one on the page is gone
    void changed(); ///< all() are others

private:
    void connectSidebar(Sidebar& sidebar);
    void connectPage();
    void connectBridge();
    void takeAll(const PlaylistsChanged& event);
    void load(PlaylistId playlist);
    void takeLoaded(const PlaylistLoaded& event);
    void showRules();
    void makeNew(PlaylistKind kind, PlaylistId folder);
    void edit(PlaylistId playlist);
    void copy(PlaylistId playlist);
    void doWhatWaits();
    void remove(PlaylistId playlist);
    void add(PlaylistId playlist, const std::vector<TrackId>& songs, PlaylistEntryId before);
    void tell(const QString& sentence); ///< with a way back
    void settle();
    void undo();
    void redo();
    void tellImported(const PlaylistImported& event);
    [[nodiscard]] const Playlist* find(PlaylistId playlist) const;
    [[nodiscard]] PlaylistId onPage() const;

    EngineBridge& m_bridge;
    Settings& m_settings;
    Sidebar& m_sidebar;
    LibraryPage& m_page;
    AllMusic& m_allMusic;
    NoticeBoard& m_board;
    PlaylistDialogs* m_dialogs;
    std::vector<Playlist> m_all;
    RequestId m_request = 0;
    bool m_isNewShown = false; ///< the next one that is new is shown
    PlaylistId m_toPlay = 0;   ///< likewise
    PlaylistId m_toFreeze = 0; ///< as soon as its songs are on the page
};

} // namespace segue::ui
