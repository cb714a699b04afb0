// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommendation_jobs.h"

#include "engine/describe_file.h"
#include "engine/error.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace {

constexpr int kMostRecommendations = 100;

std::string fewInGenre(std::size_t found, const std::string& genre) {
    if (found == 0)
        return "No other analysed song is heard as " + genre + ". Compare with all songs instead.";
    return found == 1 ? "Only one other analysed song is heard as " + genre + "."
                      : "Only " + std::to_string(found) + " other analysed songs are heard as " + genre + ".";
}

} // namespace

RecommendationJobs::RecommendationJobs(const store::Database& database, inference::ModelSpec spec,
                                       recommend::Recommender& recommender, analysis::AnalysisQueue& queue,
                                       EventEmitter& emitter)
    : m_reader(database.sibling()), m_spec(std::move(spec)), m_recommender(recommender), m_queue(queue), m_emitter(emitter) {
    m_search.post([this](const std::stop_token&) { loadEmbeddings(); });
}

void RecommendationJobs::loadEmbeddings() {
    try {
        store::AnalysisStore(m_reader, m_spec.id()).forEach([this](const store::EmbeddedTrack& track) { m_recommender.put(track); });
    } catch (const Error& error) {
        m_emitter.fail(error.what());
    }
}

void RecommendationJobs::recommend(RequestId request, RecommendationQuery query) {
    m_latest = std::max(m_latest.load(), request);
    query.count = std::clamp(query.count, 1, kMostRecommendations);
    m_search.post([this, request, query = std::move(query)](const std::stop_token&) {
        if (isStale(request))
            return;
        try {
            answer(request, query);
        } catch (const Error& error) {
            refuse(request, {}, error.what());
        }
    });
}

void RecommendationJobs::answer(RequestId request, const RecommendationQuery& query) {
    const store::TrackStore store(m_reader, m_spec.id());
    const auto track = query.track != 0 ? store.find(query.track) : store.findByPath(query.seedFile);
    if (track)
        answerForTrack(request, query, *track);
    else if (query.track != 0)
        refuse(request, {.id = query.track}, "This song is no longer in the library.");
    else
        answerForFile(request, query);
}

void RecommendationJobs::answerForTrack(RequestId request, const RecommendationQuery& query, const Track& track) {
    if (const auto seed = m_recommender.seed(track.id)) {
        answerForSeed(request, query, *seed, track);
    } else if (track.state == AnalysisState::failed) {
        refuse(request, track, track.problem);
    } else if (track.id != 0 && query.track == 0) {
        answerForFile(request, query); // known by its path, but not analysed yet: whoever asks for a file waits for it
    } else {
        m_queue.prioritise(track.id);
        refuse(request, track, "This song has not been analysed yet; it comes next.");
    }
}

void RecommendationJobs::answerForFile(RequestId request, const RecommendationQuery& query) {
    m_queue.analyseFile(query.seedFile, [this, request, query](analysis::AnalysisOutcome outcome) {
        m_search.post([this, request, query, outcome = std::move(outcome)](const std::stop_token&) {
            if (isStale(request))
                return;
            auto track = describeFile(query.seedFile);
            if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome)) {
                track.state = AnalysisState::failed;
                track.problem = failure->reason;
                refuse(request, track, failure->reason);
                return;
            }
            const auto& song = std::get<analysis::SongAnalysis>(outcome);
            const auto label = static_cast<std::size_t>(std::ranges::max_element(song.probabilities) - song.probabilities.begin());
            track.state = AnalysisState::done;
            track.heardGenre = m_spec.labels.at(label);
            track.heardProbability = song.probabilities[label];
            track.previewStart = song.previewStart;
            track.duration = song.duration;
            track.features = song.features;
            try {
                answerForSeed(request, query, {0, song.identity, track.heardGenre, song.embedding}, track);
            } catch (const Error& error) {
                refuse(request, track, error.what());
            }
        });
    });
}

void RecommendationJobs::answerForSeed(RequestId request, const RecommendationQuery& query, const recommend::Seed& seed, Track shown) {
    const auto count = static_cast<std::size_t>(query.count);
    const bool sameGenre = query.scope == Scope::sameGenre;
    const auto neighbours = m_recommender.similarTo(seed, {.count = count, .sameGenre = sameGenre, .library = query.library});
    RecommendationsReady ready{.request = request, .seed = std::move(shown)};
    const store::TrackStore store(m_reader, m_spec.id());
    for (const auto& neighbour : neighbours)
        if (auto track = store.find(neighbour.row.track))
            ready.songs.push_back({std::move(*track), neighbour.similarity});
    if (ready.songs.size() < count && sameGenre)
        ready.problem = fewInGenre(ready.songs.size(), seed.heardGenre);
    else if (ready.songs.empty())
        ready.problem = "There is no other analysed song to compare with yet.";
    m_emitter.emit(std::move(ready));
}

void RecommendationJobs::refuse(RequestId request, Track seed, std::string problem) {
    m_emitter.emit(RecommendationsReady{.request = request, .seed = std::move(seed), .problem = std::move(problem)});
}

} // namespace segue
