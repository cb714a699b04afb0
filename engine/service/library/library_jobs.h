// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/background/work_progress.h"
#include "engine/service/library/library_commands.h"
#include "engine/service/library/library_scans.h"
#include "engine/service/library/problem_jobs.h"
#include "engine/service/library/row_news.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/writer.h"
#include "engine/words/disk_questions.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace segue {

/// What the engine's library jobs work with. All outlive them.
struct LibraryRooms {
    store::Writer& writer;
    EmbeddingSpaces& spaces;
    analysis::AnalysisQueue& queue;
    EventEmitter& emitter;
    WorkProgress& progress;
    ProblemJobs& problems;
    audio::FileReader& files;                                  ///< by which tags are read
    bool isWatching = false;                                   ///< what happens in the folders is noticed
    bool watchWanted = true;                                   ///< changes are, too; else only that a folder comes or goes
    bool guessCodePage = true;                                 ///< of old tags
    std::function<void(std::vector<TrackId>)> songsCameOrWent; ///< their files did; any thread
    std::function<void(LibraryId)> libraryCameOrWent;
    std::function<void(LibraryId)> libraryRemoved; ///< its rows are gone; any thread
    std::function<void(std::size_t)> songsStored;  ///< so many are new or have other tags; any thread
    std::function<void()> listed;                  ///< the songs of a library were told; any thread
    std::function<void()> playlistsCameOrWent;     ///< files of them did; any thread
};

/// The facade's commands about libraries and their songs. One line answers lists and carries out what the database alone
/// decides; whatever touches a disk is done on a lane of that disk, and what it found comes back to the line.
///
/// Thread rule: all functions from any thread; they return at once. Failures become Notice events.
class LibraryJobs final : public LibraryCommands {
public:
    /// @param database to open this class's own connections from
    LibraryJobs(LibraryRooms rooms, const store::Database& database);
    ~LibraryJobs() override;
    LibraryJobs(const LibraryJobs&) = delete;
    LibraryJobs& operator=(const LibraryJobs&) = delete;

    void add(std::filesystem::path root, std::string name) override;
    void open(std::filesystem::path path) override;
    void findFolders(std::vector<std::filesystem::path> folders) override;
    void addDemo(std::filesystem::path folder) override;
    void rename(LibraryId library, std::string name) override;
    void remove(LibraryId library) override;
    void rescan(LibraryId library) override;
    void rescanAll();
    void cancelScans(); ///< what was stored is kept; demo music that is being made is made to its end
    void list() override;
    void loadTracks(RequestId request, LibraryId library) override;
    void relocate(LibraryId library, std::filesystem::path root, bool isSure) override;
    void answerEmptied(LibraryId library, bool isEmptied) override;
    void forgetMissing(LibraryId library) override;
    void setWatchWanted(bool wanted) override;
    void setGuessCodePage(bool wanted) override;
    void stop(); ///< no event comes after it returned

    void tellOffline(const Library& library); ///< its folder went away, as somebody else found: it is looked at
    [[nodiscard]] RowNews& news() { return m_news; }

private:
    using Shown = std::shared_ptr<WorkProgress::Job>;
    /// A folder that is to be a library.
    struct FolderWish {
        std::filesystem::path given;
        std::string name = {};
        bool isCalledAsItIs = false; ///< where no name is told
    };
    void onDisk(const std::filesystem::path& disk, std::function<void(const std::stop_token&)> job);
    // On the line.
    void addRow(const FolderWish& wish, const std::filesystem::path& root, const std::optional<Library>& moved, const Shown& shown);
    void moveRow(const Library& library, const std::filesystem::path& root, Shown shown);
    void removeRow(LibraryId library);
    void tellRemoved(std::span<const TrackId> tracks);
    void emitLibraries();
    // On a disk's lane.
    void lookBeforeAdd(const FolderWish& wish, const Shown& shown);
    [[nodiscard]] std::optional<Library> offlineLibraryIn(const std::filesystem::path& root, store::Database& reader);
    void lookBeforeMove(LibraryId id, const std::filesystem::path& given, bool isSure, const Shown& shown);
    // On a scan's.
    [[nodiscard]] ScanReports reports();
    void tellAbsence(const Library& before, Absence absence);

    LibraryRooms m_rooms;
    store::Database m_reader; ///< m_line's thread only
    DiskQuestions m_disks;
    JobLine m_line{m_rooms.emitter};
    RowNews m_news{m_line, m_reader, m_rooms.spaces, m_rooms.emitter};
    Lanes m_lanes; ///< of folders that are no library yet
    LibraryScans m_scans;
};

} // namespace segue
