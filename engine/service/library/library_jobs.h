// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/library/library_commands.h"
#include "engine/service/library/library_scans.h"
#include "engine/service/library/problem_jobs.h"
#include "engine/service/background/serial_executor.h"
#include "engine/store/database/writer.h"
#include "engine/service/background/work_progress.h"

#include <filesystem>
#include <functional>
#include <mutex>
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
    int workers = 1;   ///< threads that read tags
    bool isWatching = false;  ///< what happens in the folders is noticed
    bool watchWanted = true;  ///< changes are, too; else only that a folder comes or goes
    bool guessCodePage = true; ///< of old tags
    std::function<void(std::vector<TrackId>)> songsCameOrWent; ///< their files did; any thread
    std::function<void(LibraryId)> libraryCameOrWent;
    std::function<void()> listed; ///< the songs of a library were told; any thread
};

/// The facade's commands about libraries and their songs, on threads of their own.
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
    void cancelScans(); ///< what was stored is kept
    void list() override;
    void loadTracks(RequestId request, LibraryId library) override;
    void relocate(LibraryId library, std::filesystem::path root, bool isSure) override;
    void answerEmptied(LibraryId library, bool isEmptied) override;
    void forgetMissing(LibraryId library) override;
    void setWatchWanted(bool wanted) override;
    void setGuessCodePage(bool wanted) override;
    void stop(); ///< no event comes after it returned

    void tellOffline(const Library& library); ///< its folder went away, as somebody else found: it is looked at
    /// These rows have changed: reads and sends them, together with others that change meanwhile.
    void announce(std::span<const TrackId> tracks);
    void announceOutlined(TrackId track); ///< likewise, but nothing that songs are compared by
    void announceHeard(TrackId track);    ///< likewise, since its analysis ended

private:
    void runCommand(std::function<void()> command); ///< on m_commands, errors becoming notices
    void addRow(const std::filesystem::path& root, std::string name); ///< the caller has begun the scan's progress
    [[nodiscard]] std::optional<Library> offlineLibraryIn(const std::filesystem::path& root); ///< whose songs are there
    void moveRow(const Library& library, const std::filesystem::path& root); ///< likewise
    [[nodiscard]] ScanReports reports();
    void tellAbsence(const Library& before, Absence absence);
    void tellRemoved(std::span<const TrackId> tracks);
    void emitLibraries();
    void announce(std::vector<TrackId>& as, std::span<const TrackId> tracks);
    void sendChanged();
    [[nodiscard]] std::vector<Track> rowsOf(const std::vector<TrackId>& ids);

    LibraryRooms m_rooms;
    store::Database m_reader;     ///< m_commands' thread only
    std::mutex m_changedMutex;
    std::vector<TrackId> m_changed, m_heard, m_outlined; ///< to be announced
    SerialExecutor m_commands;
    LibraryScans m_scans;
};

} // namespace segue
