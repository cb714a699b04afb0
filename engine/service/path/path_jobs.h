// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/path/song_path.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/path/path_commands.h"
#include "engine/store/database/database.h"

#include <atomic>
#include <functional>

namespace segue {

/// The facade's paths. Both ends are compared in the network that is in use when a path is asked for.
///
/// Thread rule: findPath() from any thread; it returns at once.
class PathJobs final : public PathCommands {
public:
    /// @param hearNext has a song analysed before others: an end of a path that was not heard yet
    PathJobs(const store::Database& database, EmbeddingSpaces& spaces, EventEmitter& emitter,
             std::function<void(TrackId)> hearNext);

    void findPath(RequestId request, PathQuery query) override;
    void planRadio(RequestId request, RadioQuery query) override;
    void stop(); ///< waits; no event comes after it returned

private:
    using Space = EmbeddingSpaces::Space;

    void answer(RequestId request, const PathQuery& query, const std::stop_token& stop);
    [[nodiscard]] std::vector<recommend::Seed> radioSeeds(const RadioQuery& query, const Space& space);
    [[nodiscard]] RadioPlanned play(const RadioQuery& query, const std::stop_token& stop);
    [[nodiscard]] recommend::Seed endOf(TrackId track, const std::filesystem::path& file, const Space& space);
    [[nodiscard]] PathReady told(RequestId request, const recommend::PathFound& found, const PathQuery& query, const Space& space);

    store::Database m_reader; ///< m_line's thread only
    EmbeddingSpaces& m_spaces;
    EventEmitter& m_emitter;
    std::function<void(TrackId)> m_hearNext;
    std::atomic<RequestId> m_latest{0};
    JobLine m_line;
};

} // namespace segue
