// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>

#include <filesystem>
#include <optional>
#include <vector>

namespace segue::ui {

class EngineBridge;
class LibraryPage;
class LibraryQuestions;
class NoticeBoard;
class Settings;
class Sidebar;

/// Connects the sidebar's libraries and the page of their songs with the engine, and knows which library is shown. Belongs to
/// the page.
class LibraryWires final : public QObject {
    Q_OBJECT

public:
    LibraryWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, LibraryPage& page, NoticeBoard& board);

    /// Makes a folder a library and shows it; an existing library is shown and scanned for changes. The path is not examined
    /// here, because its disk may never answer.
    void open(const std::filesystem::path& path);
    void openDemo(const std::filesystem::path& folder); ///< the folder that the demo music is written to
    void askForFolder();
    [[nodiscard]] bool hasLibraries() const { return m_libraries && !m_libraries->empty(); }

Q_SIGNALS:
    void listed(bool isAny);                            ///< the libraries are known, or have changed
    void fileOpened(const std::filesystem::path& file); ///< the opened path is a file
    void shown();                                       ///< the listener wants to see the page's library now

private:
    void connectPage(LibraryPage& page);
    void connectSidebar(Sidebar& sidebar);
    void connectQuestions();
    void takeLibraries(const LibrariesChanged& event);
    void takeOpened(const PathOpened& event);
    void tellAbsences(const std::vector<Library>& libraries);
    void showLibrary(const Library& library);
    [[nodiscard]] bool haveComeOrGone(const std::vector<Library>& libraries) const;
    [[nodiscard]] const Library* find(LibraryId library) const;
    template <typename Do>
    [[nodiscard]] auto ifKnown(Do act); ///< makes a slot for a library's id: act gets the library, if it is known

    EngineBridge& m_bridge;
    Settings& m_settings;
    Sidebar& m_sidebar;
    LibraryPage& m_page;
    NoticeBoard& m_board;
    LibraryQuestions* m_questions;
    std::optional<std::vector<Library>> m_libraries; ///< none: not known yet
    std::vector<std::filesystem::path> m_waiting;    ///< to be opened as soon as the libraries are known
};

} // namespace segue::ui
