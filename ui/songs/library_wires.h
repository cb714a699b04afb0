// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/notice_board.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QAbstractItemView;

namespace segue::ui {

class AllMusic;
class EngineBridge;
class LibraryPage;
class LibraryQuestions;
class Settings;
class Sidebar;

/// Libraries in the sidebar and their songs on the page: commands the engine, shows what it says, and knows which library
/// is shown. Belongs to the page.
class LibraryWires final : public QObject {
    Q_OBJECT

public:
    LibraryWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, LibraryPage& page, NoticeBoard& board);

    [[nodiscard]] AllMusic& allMusic() { return *m_allMusic; }

    /// A folder becomes a library and is shown; one that is a library already is shown and looked through for changes. What it
    /// is, is not looked at here: its disk may never answer.
    void open(const std::filesystem::path& path);
    void openDemo(const std::filesystem::path& folder); ///< where it is composed
    void askForFolder();
    void showLast();              ///< the library that was shown before a playlist
    void show(LibraryId library); ///< on the page; one that is not there changes nothing
    /// Whether it is told here: of a library that is not there, what is told of it in other ways is not said twice.
    [[nodiscard]] bool takeNotice(const Notice& notice);
    [[nodiscard]] bool hasLibraries() const { return m_libraries && !m_libraries->empty(); }

Q_SIGNALS:
    void listed(bool isAny);                            ///< the libraries are known, or others than before
    void fileOpened(const std::filesystem::path& file); ///< what was to be opened is no folder
    void shown();                                       ///< the listener wants to see the library on the page now

private:
    void connectPage(LibraryPage& page);
    void hear(QAbstractItemView& view, std::function<std::optional<Track>(int row)> songAt);
    void connectSidebar(Sidebar& sidebar);
    void connectQuestions();
    void connectAllMusic();
    void bringAllMusic(bool anew);
    void loadTracks(LibraryId library);
    void dropLibrary(LibraryId library);
    void takeLibraries(const LibrariesChanged& event);
    void takeOpened(const PathOpened& event);
    void tellQueued(const QString& told);
    void rate(TrackId track, int stars);
    void tellRated();
    void tellAbsences(const std::vector<Library>& libraries);
    void tellAbsence(const Library& library, BoardNotice::Level level, const QString& sentence);
    void showLibrary(const Library& library);
    void setLibrary(const Library& library);
    [[nodiscard]] const Library& libraryToShow() const; ///< there is one
    [[nodiscard]] bool haveComeOrGone(const std::vector<Library>& libraries) const;
    [[nodiscard]] const Library* find(LibraryId library) const;
    template <typename Do>
    [[nodiscard]] auto ifKnown(Do act); ///< a slot for a library's id: act gets the library, if there is one

    EngineBridge& m_bridge;
    Settings& m_settings;
    Sidebar& m_sidebar;
    LibraryPage& m_page;
    NoticeBoard& m_board;
    LibraryQuestions* m_questions;
    AllMusic* m_allMusic;
    Library m_all;                                   ///< all music, as a library
    std::optional<std::vector<Library>> m_libraries; ///< none: not known yet
    std::vector<PathOpened> m_opened;                ///< to be shown as soon as they are known
    std::vector<std::pair<TrackId, int>> m_rated;    ///< just now, and the stars that they had
    int m_stars = 0;                                 ///< that they have now
    std::vector<Notice> m_untold;                    ///< of libraries; likewise
};

} // namespace segue::ui
