// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/words/spotify_text.h"

#include <QObject>
#include <QPoint>

#include <functional>
#include <vector>

namespace segue::ui {

class AllMusic;
class EngineBridge;
class NoticeBoard;
class Settings;
class Sidebar;
class SpotifyDialogs;
class SpotifyPage;

/// What is on Spotify, in the sidebar and on its page: commands the engine, and leads from a row to the listener's own song. What
/// is played, queued, searched or compared is that song alone. Belongs to the page.
class SpotifyWires final : public QObject {
    Q_OBJECT

public:
    SpotifyWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, SpotifyPage& page, AllMusic& allMusic,
                 NoticeBoard& board);

    void import(); ///< a new source
    void connectAccount();
    [[nodiscard]] SpotifyDialogs& dialogs() { return *m_dialogs; }

Q_SIGNALS:
    void shown();   ///< the listener wants to see the page now
    void changed(); ///< another list is on the page
    /// The listener's own song that a row is. @param isAlbum the row is its album
    void similarWanted(const segue::Track& song, bool isAlbum);
    void songWanted(const segue::Track& song, bool isAlbum);

private:
    void connectBridge();
    void connectSidebar(Sidebar& sidebar);
    void connectPage();
    void connectDialogs();
    void take(const SpotifyChanged& event);
    void show(SpotifySourceId source, SpotifyListId list);
    void act(SpotifyAct what, SpotifySourceId source);
    void open(const QString& address, const QString& link);
    void withSongs(const SpotifyRow& row, std::function<void(const std::vector<Track>&)> act);
    void play(const std::vector<Track>& songs, bool isAlbum);
    void openMenu(int row, QPoint position);
    void whenSongsAreHere(std::function<void()> act);
    [[nodiscard]] const SpotifySource* find(SpotifySourceId source) const;

    EngineBridge& m_bridge;
    Sidebar& m_sidebar;
    SpotifyPage& m_page;
    AllMusic& m_allMusic;
    NoticeBoard& m_board;
    SpotifyDialogs* m_dialogs;
    std::vector<SpotifySource> m_sources;
    RequestId m_rows = 0;          ///< of the list on the page
    RequestId m_wanted = 0;        ///< of the wanted list
    std::function<void()> m_waits; ///< for all music
};

} // namespace segue::ui
