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

/// What the library jobs work with. All of it must outlive them.
struct LibraryRooms {
    store::Writer& writer;
    EmbeddingSpaces& spaces;
    analysis::AnalysisQueue& queue;
    EventEmitter& emitter;
    WorkProgress& progress;
    ProblemJobs& problems;
    int workers = 1;           ///< threads that read tags
    bool isWatching = false;   ///< folders are watched
    bool watchWanted = true;   ///< changed files are noticed too; false: only folders that come or go
    bool guessCodePage = true; ///< guess the code page of old tags
    std::function<void(std::vector<TrackId>)> songsCameOrWent; ///< called when files of these songs came or went; any thread
    std::function<void(LibraryId)> libraryCameOrWent;
    std::function<void()> listed; ///< called when the songs of a library were sent; any thread
};

/// The facade's commands about libraries and their songs. One line answers lists and runs commands that need only the
/// database. Work that touches a disk runs on a lane of that disk, which posts its result to the line.
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
    void cancelScans(); ///< keeps what was stored; demo music that is being written is finished
    void list() override;
    void loadTracks(RequestId request, LibraryId library) override;
    void relocate(LibraryId library, std::filesystem::path root, bool isSure) override;
    void answerEmptied(LibraryId library, bool isEmptied) override;
    void forgetMissing(LibraryId library) override;
    void setWatchWanted(bool wanted) override;
    void setGuessCodePage(bool wanted) override;
    void stop(); ///< no event comes after it returned

    void tellOffline(const Library& library); ///< another part found its folder gone: looks at it
    [[nodiscard]] RowNews& news() { return m_news; }

private:
    using Shown = std::shared_ptr<WorkProgress::Job>;
    /// A folder that is to be a library.
    struct FolderWish {
        std::filesystem::path given;
        std::string name = {};
        bool isCalledAsItIs = false; ///< named as the folder, if no name is given
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
