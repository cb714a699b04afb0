// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/analysis_queue.h"
#include "engine/event_emitter.h"
#include "engine/inference/model_spec.h"
#include "engine/recommend/recommender.h"
#include "engine/serial_executor.h"

#include <atomic>

namespace segue {

/// The facade's recommendations: loads the embeddings once, then answers queries from memory.
///
/// Thread rule: recommend() from any thread; it returns at once.
class RecommendationJobs final {
public:
    RecommendationJobs(const store::Database& database, inference::ModelSpec spec, recommend::Recommender& recommender,
                       analysis::AnalysisQueue& queue, EventEmitter& emitter);

    void recommend(RequestId request, RecommendationQuery query);

private:
    void loadEmbeddings();
    void answer(RequestId request, const RecommendationQuery& query);
    void answerForTrack(RequestId request, const RecommendationQuery& query, const Track& track);
    void answerForFile(RequestId request, const RecommendationQuery& query);
    void answerForSeed(RequestId request, const RecommendationQuery& query, const recommend::Seed& seed, Track shown);
    void refuse(RequestId request, Track seed, std::string problem);
    [[nodiscard]] bool isStale(RequestId request) const { return request < m_latest.load(); }

    store::Database m_reader; ///< m_search's thread only
    inference::ModelSpec m_spec;
    recommend::Recommender& m_recommender;
    analysis::AnalysisQueue& m_queue;
    EventEmitter& m_emitter;
    std::atomic<RequestId> m_latest{0};
    SerialExecutor m_search; ///< last: ends first
};

} // namespace segue
