// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/similar/recommendation_jobs.h"

#include "engine/inference/heard_label.h"
#include "engine/library/scan/track_reader.h"
#include "engine/recommend/policy/similar_groups.h"
#include "engine/service/model/take_reading.h"
#include "engine/service/model/taste_reading.h"
#include "engine/service/similar/list_answer.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace {

constexpr int kMostRecommendations = 100;

/// What is heard of a seed that is no song of the recommender's, or of which only a stretch counts.
std::filesystem::path heardPart(const std::filesystem::path& song, const std::optional<SongSpan>& section) {
    return section ? sectionWithin(song, section->start, section->length) : song;
}

/// A section with too little sound is no fault of the song.
Message reasonOf(const analysis::AnalysisFailure& failure, const RecommendationQuery& query) {
    return query.section && !failure.recording.identity.empty() ? Message(MessageId::similarSectionShort) : failure.reason;
}

recommend::Seed heardSeed(const analysis::SongAnalysis& song, const Track& track, const EmbeddingSpace& space) {
    recommend::Seed seed{.track = track.id, .recording = recommend::recordingOf(song.identity), .embedding = song.embedding};
    seed.heardGenre = inference::heardGenre(space.spec.labels, song.probabilities).label;
    return seed;
}

} // namespace

RecommendationJobs::RecommendationJobs(const store::Database& database, EmbeddingSpaces& spaces, SeedListener& seeds,
                                       analysis::AnalysisQueue& queue, EventEmitter& emitter, audio::FileReader& files)
    : m_reader(database.sibling())
    , m_spaces(spaces)
    , m_seeds(seeds)
    , m_queue(queue)
    , m_emitter(emitter)
    , m_files(files)
    , m_moments(database, spaces, seeds, emitter) {}

void RecommendationJobs::stop() {
    m_lanes.stop();
    m_moments.stop();
    m_search.stop();
}

void RecommendationJobs::begin() {
    if (m_hasBegun.exchange(true))
        return;
    m_search.run([this](const std::stop_token& stop) {
        try {
            m_spaces.inUse()->loadOnce(m_reader, stop);
        } catch (const std::exception&) {
            m_hasBegun = false; // the next list, or the next question, tries again
            throw;
        }
    });
}

void RecommendationJobs::follow(std::vector<TrackId> tracks) {
    {
        const std::lock_guard lock(m_followMutex);
        const bool isPosted = !m_toFollow.empty();
        m_toFollow.insert(m_toFollow.end(), tracks.begin(), tracks.end());
        if (isPosted || tracks.empty())
            return;
    }
    // On the thread that loads, so that the later of the two sees the later state.
    m_search.run([this](const std::stop_token& stop) {
        std::vector<TrackId> changed;
        {
            const std::lock_guard lock(m_followMutex);
            changed.swap(m_toFollow);
        }
        m_section = {}; // its file may be another
        for (const auto& space : {m_spaces.inUse(), m_spaces.coming()})
            if (space)
                followIn(*space, changed, stop);
    });
}

void RecommendationJobs::followIn(EmbeddingSpace& space, const std::vector<TrackId>& tracks, const std::stop_token& stop) {
    std::vector<TrackId> gone; // taken out at once: each time all songs are looked through
    for (const TrackId track : tracks) {
        if (stop.stop_requested())
            return;
        if (const auto embedded = space.embedded(m_reader, track))
            space.recommender->put(*embedded);
        else
            gone.push_back(track);
    }
    if (!gone.empty())
        space.recommender->remove(gone);
    joinTakesOf(tracks, m_reader, *space.recommender, stop);
}

void RecommendationJobs::followFacts(std::vector<TrackId> tracks) {
    m_search.run([this, tracks = std::move(tracks)](const std::stop_token&) {
        for (const auto& space : {m_spaces.inUse(), m_spaces.coming()})
            for (const TrackId track : space ? tracks : std::vector<TrackId>{})
                if (const auto embedded = space->embedded(m_reader, track))
                    space->recommender->setFacts(*embedded);
    });
}

void RecommendationJobs::followFingerprint(TrackId track) {
    m_search.run([this, track](const std::stop_token& stop) {
        for (const auto& space : {m_spaces.inUse(), m_spaces.coming()})
            if (space)
                joinTakesOf({&track, 1}, m_reader, *space->recommender, stop);
    });
}

void RecommendationJobs::followLibrary(LibraryId library) {
    m_search.run([this, library](const std::stop_token& stop) {
        const auto now = store::LibraryStore(m_reader).find(library);
        for (const auto& space : {m_spaces.inUse(), m_spaces.coming()}) {
            if (!space)
                continue;
            if (!now || now->offline)
                space->recommender->removeLibrary(library);
            else
                space->forEachIn(m_reader, library, [&](const store::EmbeddedTrack& track) { space->recommender->put(track); });
            joinAllTakes(m_reader, *space->recommender, stop);
        }
    });
}

void RecommendationJobs::recommend(RequestId request, RecommendationQuery query) {
    m_latest = std::max(m_latest.load(), request);
    query.count = std::clamp(query.count, 1, kMostRecommendations);
    answering(request, query.track, [this, request, query](const std::stop_token& stop) {
        m_spaces.inUse()->loadOnce(m_reader, stop);
        answer(request, query);
    });
}

/// A failure has no answer but a notice: what it is shown beside is complete without.
void RecommendationJobs::findAlike(RequestId request, AlikeQuery query) {
    m_search.run([this, request, query = std::move(query)](const std::stop_token& stop) {
        m_spaces.inUse()->loadOnce(m_reader, stop);
        m_emitter.emit(alikeTo(request, query));
    });
}

AlikeFound RecommendationJobs::alikeTo(RequestId request, const AlikeQuery& query) {
    const auto space = m_spaces.inUse();
    const recommend::GroupQuestion question{.song = query.song,
                                            .of = query.of,
                                            .count = query.count,
                                            .library = query.library,
                                            .rules = query.rules,
                                            .taste = tasteOf(*space),
                                            .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
    std::vector<recommend::GroupFound> found;
    space->recommender->withSongs([&](const auto& matrix, const auto& songs) { found = similarGroups(matrix, songs, question); });
    AlikeFound answer{.request = request, .query = query, .groups = {}};
    const store::TrackStore store(m_reader, space->lead().id);
    for (const auto& one : found)
        if (auto song = store.find(one.song))
            answer.groups.push_back({.song = std::move(*song), .songs = one.songs, .similarity = one.similarity});
    return answer;
}

/// Runs on the line unless a newer request came; an error becomes the answer.
void RecommendationJobs::answering(RequestId request, TrackId seed, JobLine::Command command) {
    m_search.run([this, request, seed, command = std::move(command)](const std::stop_token& stop) {
        if (isStale(request))
            return;
        try {
            command(stop);
        } catch (const std::exception& error) {
            refuse(request, {.id = seed}, messageOf(error));
        }
    });
}

void RecommendationJobs::answer(RequestId request, const RecommendationQuery& query) {
    const auto space = m_spaces.inUse();
    const store::TrackStore store(m_reader, space->lead().id);
    const auto track = query.track != 0 ? store.find(query.track) : store.findByPath(query.seedFile);
    if (track)
        answerForTrack(request, query, *track, space);
    else if (query.track != 0)
        refuse(request, {.id = query.track}, MessageId::similarSongGone);
    else
        answerForFile(request, query, space);
}

void RecommendationJobs::answerForTrack(RequestId request, const RecommendationQuery& query, const Track& track,
                                        const Space& space) {
    if (query.section) {
        answerForSection(request, query, track, space);
    } else if (const auto seed = space->recommender->seed(track.id)) {
        answerForSeed(request, query, *seed, track, space);
    } else if (const auto absent = seedOfAbsent(track, *space)) {
        answerForSeed(request, query, *absent, track, space);
    } else if (track.state == AnalysisState::failed || track.state == AnalysisState::unheard) {
        refuse(request, track, track.problem);
    } else if (track.isMissing) {
        refuse(request, track, MessageId::similarFileGone);
    } else if (track.id != 0 && query.track == 0) {
        answerForFile(request, query, space); // known by its path, but not analysed yet: whoever asks for a file waits for it
    } else {
        m_queue.prioritise(track.id);
        refuse(request, track, notHeardYet());
    }
}

/// A song whose file is missing is not recommended, but similar songs can be listed for it.
std::optional<recommend::Seed> RecommendationJobs::seedOfAbsent(const Track& track, const EmbeddingSpace& space) {
    const auto library = store::LibraryStore(m_reader).find(track.library);
    if (!track.isMissing && !(library && library->offline))
        return std::nullopt;
    const auto heard = space.find(m_reader, track.id);
    return heard ? std::optional(
                       recommend::Seed{track.id, recommend::recordingOf(heard->identity), heard->heardGenre, heard->embedding, {}})
                 : std::nullopt;
}

/// Songs that are new during a change of networks are heard by the new network only.
Message RecommendationJobs::notHeardYet() const {
    const auto coming = m_spaces.coming();
    return coming ? Message(MessageId::similarNew, {coming->title()}) : Message(MessageId::similarNotYet);
}

void RecommendationJobs::answerForFile(RequestId request, const RecommendationQuery& query, const Space& space) {
    const auto take = [this, request, query, space](analysis::AnalysisOutcome outcome, const std::string& model) {
        withDescription(request, query, [this, request, query, space, outcome = std::move(outcome), model](Track seed) {
            if (model == space->id)
                answerForHeard(request, query, outcome, std::move(seed), space);
            else
                answer(request, query); // another network took over meanwhile
        });
    };
    if (m_seeds.hear(*space, heardPart(query.seedFile, query.section), take))
        return;
    withDescription(request, query,
                    [this, request, problem = notHeardOutside(*space)](Track seed) { refuse(request, std::move(seed), problem); });
}

/// The network that heard the songs is not here any more.
Message RecommendationJobs::notHeardOutside(const EmbeddingSpace& space) const {
    const auto coming = m_spaces.coming();
    return Message(MessageId::similarNotOutside, {space.title()})
        .with(coming ? Message(MessageId::similarOutsideLater, {coming->title()}) : Message(MessageId::similarScanFirst));
}

/// Only whole songs are stored: the section is heard now, unless it was the last one.
void RecommendationJobs::answerForSection(RequestId request, const RecommendationQuery& query, const Track& track,
                                          const Space& space) {
    const auto part = heardPart(track.path, query.section);
    if (m_section.path == part && m_section.model == space->id)
        return answerForPart(request, query, m_section.song, track, space);
    const auto take = [this, request, query, track, space, part](const analysis::AnalysisOutcome& outcome,
                                                                 const std::string& model) {
        answering(request, query.track, [this, request, query, track, space, part, outcome, model](const std::stop_token&) {
            if (model != space->id)
                return answer(request, query); // another network took over meanwhile
            if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome))
                return refuse(request, track, reasonOf(*failure, query));
            m_section = {.model = model, .path = part, .song = std::get<analysis::SongAnalysis>(outcome)};
            answerForPart(request, query, m_section.song, track, space);
        });
    };
    if (!m_seeds.hear(*space, part, take))
        refuse(request, track, notHeardOutside(*space));
}

/// By the sound of a section, and all else by the song that it is of.
void RecommendationJobs::answerForPart(RequestId request, const RecommendationQuery& query, const analysis::SongAnalysis& part,
                                       const Track& track, const Space& space) {
    auto seed = heardSeed(part, track, *space);
    if (const auto whole = space->recommender->seed(track.id)) {
        seed.recording = whole->recording;
        seed.facts = whole->facts;
    }
    answerForSeed(request, query, seed, track, space);
}

/// Reads the file's tags, on a lane of its folder, and goes on with them on the line.
void RecommendationJobs::withDescription(RequestId request, const RecommendationQuery& query, std::function<void(Track)> next) {
    m_lanes.post(
        query.seedFile.parent_path().native(), [this, request, query, next = std::move(next)](const std::stop_token& stop) {
            carryOut(m_emitter, [&] {
                answering(request, query.track,
                          [next, seed = describeFile(query.seedFile, m_files, stop)](const std::stop_token&) { next(seed); });
            });
        });
}

void RecommendationJobs::answerForHeard(RequestId request, const RecommendationQuery& query,
                                        const analysis::AnalysisOutcome& outcome, Track track, const Space& space) {
    if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&outcome)) {
        track.state = failure->recording.identity.empty() ? AnalysisState::failed : AnalysisState::unheard;
        track.problem = reasonOf(*failure, query);
        refuse(request, track, track.problem);
        return;
    }
    const auto& song = std::get<analysis::SongAnalysis>(outcome);
    const auto heard = inference::heardGenre(space->spec.labels, song.probabilities);
    track.state = AnalysisState::done;
    track.heardGenre = heard.label;
    track.heardProbability = heard.probability;
    track.previewStart = song.previewStart;
    track.duration = song.duration;
    track.features = song.features;
    answerForSeed(request, query, heardSeed(song, track, *space), track, space);
}

void RecommendationJobs::answerForSeed(RequestId request, const RecommendationQuery& query, const recommend::Seed& seed,
                                       Track shown, const Space& space) {
    const bool sameGenre = query.scope == Scope::sameGenre;
    const auto count = static_cast<std::size_t>(query.count);
    recommend::Question question{.seeds = seedsOf(query, seed, shown, *space),
                                 .count = count,
                                 .library = query.library,
                                 .rules = query.rules,
                                 .taste = tasteOf(*space),
                                 .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
    RecommendationsReady ready{.request = request, .seed = std::move(shown)};
    const store::TrackStore store(m_reader, space->lead().id);
    const auto add = [&](std::optional<Track> track, std::vector<recommend::Seed>& seeds, std::vector<Track>& tracks) {
        auto more = track ? space->recommender->seed(track->id) : std::nullopt;
        if (!more || seeds.size() >= kMostSeeds)
            return;
        seeds.push_back(std::move(*more));
        tracks.push_back(std::move(*track));
    };
    const auto addFile = [&](const std::filesystem::path& file, std::vector<recommend::Seed>& seeds, std::vector<Track>& tracks) {
        auto track = store.findByPath(file);
        if (!track)
            ready.strangers.push_back(file);
        add(std::move(track), seeds, tracks);
    };
    for (const TrackId id : query.also)
        add(store.find(id), question.seeds, ready.also);
    for (const auto& file : query.alsoFiles)
        addFile(file, question.seeds, ready.also);
    for (const TrackId id : query.against)
        add(store.find(id), question.against, ready.against);
    for (const auto& file : query.againstFiles)
        addFile(file, question.against, ready.against);
    const auto found = space->recommender->list(std::move(question), sameGenre);
    ready.songs = describeList(found, m_reader, space->lead().id);
    ready.leftOut = found.leftOut;
    ready.problem = remarkOn(found, count, sameGenre ? seed.heardGenre : std::string());
    if (ready.songs.empty())
        ready.problem = orNoFolder(std::move(ready.problem), m_reader);
    m_emitter.emit(std::move(ready));
}

/// With the others of its album or by its artist, if they are meant.
std::vector<recommend::Seed> RecommendationJobs::seedsOf(const RecommendationQuery& query, const recommend::Seed& seed,
                                                         const Track& shown, const EmbeddingSpace& space) const {
    if (query.of != SeedsOf::songs && !query.section && seed.track != 0)
        if (auto seeds = space.recommender->seeds(std::span(&seed.track, 1), query.of); !seeds.empty())
            return seeds;
    std::vector<recommend::Seed> seeds{seed};
    if (seed.facts.title == 0) // not one of the recommender's songs
        space.recommender->describe(seeds.front(), shown);
    return seeds;
}

const recommend::Taste& RecommendationJobs::tasteOf(const EmbeddingSpace& space) {
    if (m_isTasteOld.exchange(false) || m_tasteOf != space.joining->now()) {
        m_taste = readTaste(m_reader, space, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
        m_tasteOf = space.joining->now();
    }
    return m_taste;
}

void RecommendationJobs::refuse(RequestId request, Track seed, Message problem) {
    m_emitter.emit(RecommendationsReady{.request = request, .seed = std::move(seed), .problem = std::move(problem)});
}

} // namespace segue
