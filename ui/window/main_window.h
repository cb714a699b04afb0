// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"
#include "ui/similar/seed_drop_zones.h"

#include <QMainWindow>

#include <filesystem>
#include <vector>

namespace segue::ui {

class DesktopWires;
struct EverythingHit;
class EngineBridge;
class FindPanel;
class LibraryWires;
class MainMenu;
class MainPages;
class MessageBar;
class NoticeBoard;
class OpenedFiles;
class PlaybackBar;
class PlaylistWires;
class ProgressStrip;
class QueuePanel;
class Sidebar;
class SongAtHand;
class SpotifyWires;
class TransferDialogs;

struct WindowOptions {
    QString version;
    int cores = 1;                    ///< of this computer; the most that analysis can get
    std::filesystem::path demoFolder; ///< folder that the demo music is written to
    bool onDesktop = false; ///< speaks with the desktop over D-Bus (MPRIS, sleep, notifications), and may have a tray icon
};

/// The window: sidebar, main area, progress, playback bar, and which wing leads where. Each wing's *_wires file connects it
/// with the engine's bridge. The window can be shown before there is an engine; it fills when the bridge gets one.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(EngineBridge& bridge, Settings& settings, WindowOptions options, QWidget* parent = nullptr);

    /// Adds the folder as a library and shows it; an existing library is shown and scanned for changes.
    void openFolder(const std::filesystem::path& folder);
    void openDemo();
    /// Plays the files among them, in this order; each folder becomes a library.
    void open(const std::vector<std::filesystem::path>& paths);
    void showAgain(); ///< from the tray, minimised, or behind others; with the focus, if the desktop lets it
    [[nodiscard]] DesktopWires& desktop() { return *m_desktop; }
    [[nodiscard]] PlaybackBar& playback() { return *m_playback; }
    /// Makes a file a seed, in a library or outside.
    void recommendFromFile(const std::filesystem::path& song, SeedRole role = SeedRole::only);
    [[nodiscard]] MainPages& pages() { return *m_pages; }
    [[nodiscard]] FindPanel& finding() { return *m_find; }
    [[nodiscard]] LibraryWires& libraries() { return *m_libraries; }
    [[nodiscard]] Sidebar& sidebar() { return *m_sidebar; }
    [[nodiscard]] QueuePanel& queuePanel() { return *m_queuePanel; }

Q_SIGNALS:
    void painted(); ///< emitted once: the window is visible
    void closed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOut();
    void wireWings();
    void connectPlaces();
    void connectSongMenus();
    void connectPlaylists();
    void connectSpotify();
    void connectFinding();
    void playHit(const EverythingHit& hit);
    void connectWays();
    void connectMenu();
    void connectNotices();
    void connectDesktop();
    void showLibraryOf(const Track& track);
    void markPlace();
    void toggleQueue();
    void toggleQueuePanel();
    void fit();

    EngineBridge& m_bridge;
    Settings& m_settings;
    WindowOptions m_options;
    NoticeBoard* m_board;
    MainMenu* m_menu;
    Sidebar* m_sidebar;
    MainPages* m_pages;
    MessageBar* m_messages;
    QueuePanel* m_queuePanel;
    ProgressStrip* m_progress;
    PlaybackBar* m_playback;
    TransferDialogs* m_transfers;
    SongAtHand* m_songAtHand;
    LibraryWires* m_libraries = nullptr;
    PlaylistWires* m_playlists = nullptr;
    SpotifyWires* m_spotify = nullptr;
    FindPanel* m_find = nullptr;
    OpenedFiles* m_opened = nullptr;
    DesktopWires* m_desktop = nullptr;
    bool m_painted = false;
};

} // namespace segue::ui
