// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/library/scan/folder_walk.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/library/problem_commands.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/writer.h"
#include "engine/words/problem.h"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <vector>

namespace segue {

/// What the jobs about problems work with. All outlive them.
struct ProblemRooms {
    store::Writer& writer;
    EmbeddingSpaces& spaces;
    analysis::AnalysisQueue& queue;
    EventEmitter& emitter;
    std::function<void(std::span<const TrackId>)> announce; ///< these rows have changed
    std::function<void(LibraryId)> look;                    ///< a library is to be looked through: tags of it are to be read again
    bool isReadOnly = false;
};

/// The facade's commands about files that could not be read: those that the store knows, and folders that the last scan
/// of each library could not look at, which are known as long as Segue runs.
///
/// Thread rule: all functions from any thread; they return at once. Failures become Notice events.
class ProblemJobs final : public ProblemCommands {
public:
    /// @param database to open this class's own connection from
    ProblemJobs(ProblemRooms rooms, const store::Database& database);

    void list(RequestId request) override;
    void count() override; ///< answered by ProblemsChanged
    void changed();        ///< something failed: tells so, once for all that happens meanwhile
    void solved();         ///< likewise, but tells only if there are more or fewer now
    void tryAgain(std::vector<TrackId> tracks) override;
    /// What the last scan of a library left out; nothing: all could be read.
    void setSkipped(const Library& library, const std::vector<library::Skipped>& skipped);
    void forgetLibrary(LibraryId library); ///< it is removed; what is still told of it is dropped
    void stop();                           ///< drops what was not begun; no event comes after it returned

private:
    void postCount(bool always);
    void emitCount();
    [[nodiscard]] std::size_t skippedCount();

    ProblemRooms m_rooms;
    store::Database m_reader; ///< the executor's thread only
    std::mutex m_mutex;
    std::map<LibraryId, std::vector<Problem>> m_skipped;
    std::set<LibraryId> m_gone;
    bool m_isPosted = false, m_mustTell = false;
    std::size_t m_told = 0;
    JobLine m_line{m_rooms.emitter}; ///< last: ends first
};

} // namespace segue
