// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/settings/settings.h"

#include <QMainWindow>

#include <functional>
#include <optional>

namespace segue::ui {

class EngineBridge;
class MainMenu;
class MainPages;
class MessageBar;
class PlaybackBar;
class ProgressStrip;
class Sidebar;
class TransferDialogs;

struct WindowOptions {
    QString version;
    int cores = 1;                    ///< of this computer: the most that can be given to analysis
    std::filesystem::path demoFolder; ///< where the demo music is composed
};

/// The window: sidebar, main area, progress, playback bar, and the wires between them and the engine's bridge. It can
/// be shown before there is an engine; it fills when the bridge gets one.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(EngineBridge& bridge, Settings& settings, WindowOptions options, QWidget* parent = nullptr);

    /// Adds the folder as a library and shows it; an existing library is shown and looked through for changes.
    void openFolder(const std::filesystem::path& folder);
    void openDemo();
    /// A file outside every library becomes the seed.
    void recommendFromFile(const std::filesystem::path& song);
    [[nodiscard]] MainPages& pages() { return *m_pages; }
    [[nodiscard]] Sidebar& sidebar() { return *m_sidebar; }

signals:
    void painted(); ///< once: the listener sees the window
    void closed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOut();
    void connectMenu(MainMenu& menu);
    void connectSidebar();
    void connectPages();
    void connectLibraryQuestions();
    void connectEngine();
    void connectPlayback();
    void connectModels();
    void connectProblems(MainMenu& menu);
    void takeLibraries(const LibrariesChanged& event);
    void takeModels(const ModelsChanged& event);
    void showLibrary(const Library& library);
    [[nodiscard]] std::optional<Track> songAtHand() const; ///< the selected one, else the one that is played
    void showDetails();
    void rateSongAtHand(int stars);
    void askForFolder();
    void askForLibraryFolder(LibraryId library);
    void askAboutFolder(const RelocationDoubtful& event);
    void askToForgetMissing(const Library& library);
    void askToRemove(const Library& library);
    struct Question {
        QString title, question, explanation, yes, no;
    };
    void ask(const Question& question, std::function<void()> onYes); ///< No is the default
    [[nodiscard]] bool haveComeOrGone(const std::vector<Library>& libraries) const;
    void markPlace();
    [[nodiscard]] const Library* find(LibraryId library) const;

    EngineBridge& m_bridge;
    Settings& m_settings;
    WindowOptions m_options;
    Sidebar* m_sidebar;
    MessageBar* m_messages;
    MainPages* m_pages;
    ProgressStrip* m_progress;
    PlaybackBar* m_playback;
    TransferDialogs* m_transfers;
    std::optional<std::vector<Library>> m_libraries; ///< none: not known yet
    std::optional<std::filesystem::path> m_wanted;   ///< the folder to show as soon as it is a library
    std::string m_modelInUse;                        ///< empty: not known yet
    bool m_painted = false;
};

} // namespace segue::ui
