// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <set>
#include <vector>

namespace segue::ui {

class EngineBridge;
class LibraryWires;

/// What the listener opens from outside: named on the command line, dropped on the window, or sent by another program. Files
/// play, in the order given, as a context of their own; they come into no library. A folder becomes a library, as ever.
///
/// What each path is the engine says, whose disk may never answer: those that are known play soon, and the others are put behind
/// them when their disk has answered.
class OpenedFiles final : public QObject {
    Q_OBJECT

public:
    OpenedFiles(EngineBridge& bridge, LibraryWires& libraries);

    void play(const std::vector<std::filesystem::path>& paths);
    /// Dropped on the Recommendation list: the first file becomes the seed.
    void makeSeed(const std::vector<std::filesystem::path>& paths);

Q_SIGNALS:
    void seedWanted(const std::filesystem::path& song);

private:
    void take(const std::filesystem::path& file);
    void start();

    EngineBridge& m_bridge;
    LibraryWires& m_libraries;
    std::vector<std::filesystem::path> m_paths; ///< to be played, as given
    std::set<std::filesystem::path> m_files;    ///< those that are files, as far as is known
    std::set<std::filesystem::path> m_seeds;    ///< that were opened to be seeds
    bool m_isStarted = false;                   ///< what comes now comes late
    QTimer m_soon;
};

} // namespace segue::ui
