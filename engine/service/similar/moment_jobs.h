// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/analyzer.h"
#include "engine/events/similar_events.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/model/seed_listener.h"
#include "engine/store/database/database.h"

#include <atomic>
#include <filesystem>
#include <list>
#include <memory>
#include <utility>
#include <vector>

namespace segue {

/// Finds out where two songs sound most alike: hears the excerpts of both one by one, in the analyzer process, and compares each
/// with each. What it heard of the last songs it remembers.
///
/// Thread rule: find() and stop() from any thread; find() returns at once.
class MomentJobs final {
public:
    MomentJobs(const store::Database& database, EmbeddingSpaces& spaces, SeedListener& listener, EventEmitter& emitter);

    void find(RequestId request, MomentsQuery query);
    void stop() { m_line.stop(); } ///< waits; no event comes after it returned

private:
    using Space = EmbeddingSpaces::Space;
    struct Stretch {
        SongSpan span;
        std::filesystem::path path;
        std::vector<float> embedding; ///< [columns]; empty: not heard
    };
    /// A question while its stretches are heard; m_line's thread only.
    struct Search {
        RequestId request = 0;
        MomentsQuery query;
        Space space;
        Track seed, song;
        std::vector<Stretch> ofSeed, ofSong;
        std::size_t unheard = 0; ///< answers that are to come
        Message problem;         ///< why the last stretch could not be heard
    };
    using SearchPointer = std::shared_ptr<Search>;

    void begin(RequestId request, const MomentsQuery& query);
    [[nodiscard]] Track seedOf(const MomentsQuery& query, const Space& space);
    [[nodiscard]] static std::vector<Stretch> stretchesOf(const Track& track, const std::optional<SongSpan>& section,
                                                          const EmbeddingSpace& space);
    void hear(const SearchPointer& search, Stretch& stretch);
    void take(const SearchPointer& search, Stretch& stretch, const analysis::AnalysisOutcome& outcome, const std::string& model);
    void tell(const Search& search);
    [[nodiscard]] const Stretch* remembered(const std::string& model, const std::filesystem::path& path);
    void remember(const std::string& model, const Stretch& stretch);

    store::Database m_reader;                           ///< m_line's thread only, as the next
    std::list<std::pair<std::string, Stretch>> m_heard; ///< with the model that heard them; the latest first
    EmbeddingSpaces& m_spaces;
    SeedListener& m_listener;
    EventEmitter& m_emitter;
    std::atomic<RequestId> m_latest{0};
    JobLine m_line{m_emitter}; ///< last: ends first
};

} // namespace segue
