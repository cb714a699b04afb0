// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/analysis_queue.h"
#include "engine/embedding_space.h"
#include "engine/event_emitter.h"
#include "engine/problem_jobs.h"
#include "engine/serial_executor.h"
#include "engine/store/writer.h"
#include "engine/work_progress.h"

#include <filesystem>
#include <mutex>
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
};

/// The facade's commands about libraries and their songs, on threads of their own.
///
/// Thread rule: all functions from any thread; they return at once. Failures become Notice events.
class LibraryJobs final {
public:
    /// @param database to open this class's own connections from
    LibraryJobs(LibraryRooms rooms, const store::Database& database);
    ~LibraryJobs();
    LibraryJobs(const LibraryJobs&) = delete;
    LibraryJobs& operator=(const LibraryJobs&) = delete;

    void add(std::filesystem::path root, std::string name);
    void addDemo(std::filesystem::path folder);
    void rename(LibraryId library, std::string name);
    void remove(LibraryId library);
    void rescan(LibraryId library);
    void rescanAll();
    void cancelScans(); ///< what was stored is kept
    void list();
    void loadTracks(RequestId request, LibraryId library);

    void tellOffline(const Library& library); ///< its folder went away: says so and lists the libraries again
    /// These rows have changed: reads and sends them, together with others that change meanwhile.
    void announce(std::span<const TrackId> tracks);
    void announceOutlined(TrackId track); ///< likewise, but nothing that songs are compared by

private:
    void runCommand(std::function<void()> command); ///< on m_commands, errors becoming notices
    void addRow(const std::filesystem::path& root, std::string name);
    void postScan(LibraryId library); ///< the caller has begun its progress
    void scan(LibraryId library, const std::stop_token& stop);
    void emitLibraries();
    void sendChanged();
    [[nodiscard]] std::vector<Track> rowsOf(const std::vector<TrackId>& ids);

    LibraryRooms m_rooms;
    store::Database m_reader;     ///< m_commands' thread only
    store::Database m_scanReader; ///< m_scans' thread only
    std::mutex m_changedMutex;
    std::vector<TrackId> m_changed, m_outlined; ///< to be announced
    SerialExecutor m_commands;
    SerialExecutor m_scans;
};

} // namespace segue
