// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/audio/file_reader.h"
#include "engine/recommend/policy/recommender.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/model/seed_listener.h"
#include "engine/service/similar/moment_jobs.h"
#include "engine/service/similar/similar_commands.h"
#include "engine/words/message.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace segue {

/// The facade's recommendations: loads the embeddings once, then answers queries from memory.
///
/// Thread rule: recommend() from any thread; it returns at once.
class RecommendationJobs final : public SimilarCommands {
public:
    RecommendationJobs(const store::Database& database, EmbeddingSpaces& spaces, SeedListener& seeds,
                       analysis::AnalysisQueue& queue, EventEmitter& emitter, audio::FileReader& files);

    /// Loads the embeddings, once. The first question does so too, and so does each one after a failure, which is then its
    /// answer. Call it when there is a list of songs to click on; earlier it would delay that list.
    void begin();
    void recommend(RequestId request, RecommendationQuery query) override;
    void findAlike(RequestId request, AlikeQuery query) override;
    void findMoments(RequestId request, MomentsQuery query) override { m_moments.find(request, std::move(query)); }
    void stop(); ///< waits; no event comes after it returned
    /// The files of these songs came or went, or they were heard: makes those that are there recommendable, as the database
    /// knows it then. What was heard in the others stays stored.
    void follow(std::vector<TrackId> tracks);
    void followLibrary(LibraryId library);
    void followFacts(std::vector<TrackId> tracks); ///< their ratings or plays changed, nothing else
    void followFingerprint(TrackId track);         ///< its fingerprint is stored
    void forgetTaste() { m_isTasteOld = true; }    ///< what the listener said of songs changed

private:
    using Space = EmbeddingSpaces::Space; ///< one for a whole answer, even if another is in use at its end

    void followIn(EmbeddingSpace& space, const std::vector<TrackId>& tracks, const std::stop_token& stop);
    void answering(RequestId request, TrackId seed, JobLine::Command command);
    void withDescription(RequestId request, const RecommendationQuery& query, std::function<void(Track)> next);
    void answer(RequestId request, const RecommendationQuery& query);
    [[nodiscard]] AlikeFound alikeTo(RequestId request, const AlikeQuery& query);
    void answerForTrack(RequestId request, const RecommendationQuery& query, const Track& track, const Space& space);
    void answerForFile(RequestId request, const RecommendationQuery& query, const Space& space);
    void answerForSection(RequestId request, const RecommendationQuery& query, const Track& track, const Space& space);
    void answerForPart(RequestId request, const RecommendationQuery& query, const analysis::SongAnalysis& part, const Track& track,
                       const Space& space);
    [[nodiscard]] std::vector<recommend::Seed> seedsOf(const RecommendationQuery& query, const recommend::Seed& seed,
                                                       const Track& shown, const EmbeddingSpace& space) const;
    void answerForHeard(RequestId request, const RecommendationQuery& query, const analysis::AnalysisOutcome& outcome, Track track,
                        const Space& space);
    void answerForSeed(RequestId request, const RecommendationQuery& query, const recommend::Seed& seed, Track shown,
                       const Space& space);
    [[nodiscard]] const recommend::Taste& tasteOf(const EmbeddingSpace& space);
    [[nodiscard]] std::optional<recommend::Seed> seedOfAbsent(const Track& track, const EmbeddingSpace& space);
    [[nodiscard]] Message notHeardYet() const;
    [[nodiscard]] Message notHeardOutside(const EmbeddingSpace& space) const;
    void refuse(RequestId request, Track seed, Message problem);
    [[nodiscard]] bool isStale(RequestId request) const { return request < m_latest.load(); }

    store::Database m_reader; ///< m_search's thread only
    EmbeddingSpaces& m_spaces;
    SeedListener& m_seeds;
    analysis::AnalysisQueue& m_queue;
    EventEmitter& m_emitter;
    audio::FileReader& m_files;
    std::atomic<bool> m_hasBegun{false};
    std::atomic<RequestId> m_latest{0};
    std::atomic<bool> m_isTasteOld{true};
    /// The section that was heard last: its list is asked for again with every change of rules.
    struct HeardSection {
        std::string model;
        std::filesystem::path path;
        analysis::SongAnalysis song;
    };
    HeardSection m_section;        ///< m_search's thread only, as the next two
    PartsJoining::Parts m_tasteOf; ///< of embeddings joined so; m_search's thread only, as the next
    recommend::Taste m_taste;
    std::mutex m_followMutex;
    std::vector<TrackId> m_toFollow;
    MomentJobs m_moments;
    JobLine m_search{m_emitter};
    Lanes m_lanes; ///< last: they end first, and post to the line
};

} // namespace segue
