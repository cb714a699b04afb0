// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/path/path_jobs.h"

#include "engine/recommend/policy/list_reasons.h"
#include "engine/recommend/radio/radio_plan.h"
#include "engine/service/model/taste_reading.h"
#include "engine/store/analysis_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <string>
#include <utility>

namespace segue {

namespace {

constexpr std::size_t kBefore = 12;  ///< songs that count for the spacing of what follows
constexpr std::size_t kFollowed = 5; ///< as RadioSession::kFollowed

Message whyNotHeard(const Track& track) {
    auto why = Message(MessageId::pathEndNotHeard, {track.title});
    return track.problem.empty() ? why.with(MessageId::similarNotYet) : why.with(track.problem);
}

/// As RadioSession follows: several seeds count beside the songs that were heard until there are enough of these.
void follow(recommend::Seed last, const std::vector<recommend::Seed>& began, std::vector<recommend::Seed>& followed,
            std::vector<recommend::Seed>& seeds) {
    followed.push_back(std::move(last));
    if (followed.size() > kFollowed)
        followed.erase(followed.begin());
    seeds = followed;
    if (began.size() > 1 && followed.size() < kFollowed)
        seeds.insert(seeds.begin(), began.begin(), began.end());
}

} // namespace

PathJobs::PathJobs(const store::Database& database, EmbeddingSpaces& spaces, EventEmitter& emitter,
                   std::function<void(TrackId)> hearNext)
    : m_reader(database.sibling())
    , m_spaces(spaces)
    , m_emitter(emitter)
    , m_hearNext(std::move(hearNext))
    , m_line(emitter) {}

void PathJobs::stop() { m_line.stop(); }

void PathJobs::findPath(RequestId request, PathQuery query) {
    m_latest = std::max(m_latest.load(), request);
    query.songs = std::clamp(query.songs, 2, static_cast<int>(recommend::kMostStops));
    m_line.run([this, request, query = std::move(query)](const std::stop_token& stop) {
        if (request < m_latest)
            return;
        try {
            answer(request, query, stop);
        } catch (const std::exception& error) {
            m_emitter.emit(PathReady{.request = request, .problem = messageOf(error)});
        }
    });
}

void PathJobs::planRadio(RequestId request, RadioQuery query) {
    m_line.run([this, request, query = std::move(query)](const std::stop_token& stop) {
        RadioPlanned planned;
        try {
            planned = play(query, stop);
        } catch (const std::exception& error) {
            planned.problem = messageOf(error);
        }
        planned.request = request;
        m_emitter.emit(std::move(planned));
    });
}

/// The seeds as a session of radio has them. Throws as endOf().
std::vector<recommend::Seed> PathJobs::radioSeeds(const RadioQuery& query, const Space& space) {
    if (query.seeds.empty())
        throw Error{ErrorKind::usage, MessageId::similarSongGone};
    auto first = endOf(query.seeds.front(), {}, space);
    auto seeds = space->recommender->seeds(query.seeds, query.of);
    if (seeds.empty() || seeds.front().track != first.track)
        seeds.insert(seeds.begin(), std::move(first));
    return seeds;
}

/// One song after the other, as if each was heard to its end.
RadioPlanned PathJobs::play(const RadioQuery& query, const std::stop_token& stop) {
    const auto space = m_spaces.inUse();
    space->loadOnce(m_reader, stop);
    const auto& recommender = *space->recommender;
    const auto began = radioSeeds(query, space);
    const auto like = recommend::directionOf(began, {});
    const store::TrackStore store(m_reader, space->lead().id);
    RadioPlanned planned;
    std::chrono::milliseconds length{0};
    const auto add = [&](TrackId track, RadioRelaxed relaxed) {
        const auto song = store.find(track);
        const auto heard = recommender.seed(track);
        if (!song || !heard)
            return false;
        planned.songs.push_back(*song);
        planned.relaxed.push_back(relaxed);
        planned.similarities.push_back(std::clamp(recommend::cosine(like, heard->embedding), 0.F, 1.F));
        length += song->duration.count() > 0 ? song->duration : std::chrono::minutes(4);
        return true;
    };
    recommend::RadioQuestion question{.seeds = began, .count = 1, .reach = query.reach, .dice = query.dice};
    question.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    question.taste = readTaste(m_reader, *space, question.now);
    std::vector<recommend::Seed> followed;
    for (bool goesOn = add(began.front().track, RadioRelaxed::none); goesOn && length < query.length && !stop.stop_requested();) {
        const TrackId last = planned.songs.back().id;
        question.session.push_back(last);
        question.before.push_back(last);
        if (question.before.size() > kBefore)
            question.before.erase(question.before.begin());
        if (query.follows)
            follow(*recommender.seed(last), began, followed, question.seeds);
        recommend::RadioPlan next;
        recommender.withSongs([&](const recommend::EmbeddingMatrix& matrix, const recommend::SongTable& songs) {
            next = recommend::planRadio(matrix, songs, question);
        });
        goesOn = !next.songs.empty() && add(next.songs.front().track, next.songs.front().relaxed);
    }
    if (length < query.length)
        planned.problem = planned.songs.size() > 1 ? MessageId::radioExhausted : MessageId::radioNoSongs;
    return planned;
}

/// Throws Error{usage}: there is no such song, or it was not heard.
recommend::Seed PathJobs::endOf(TrackId track, const std::filesystem::path& file, const Space& space) {
    const store::TrackStore store(m_reader, space->lead().id);
    const auto song = track != 0 ? store.find(track) : store.findByPath(file);
    if (!song && track == 0)
        throw Error{ErrorKind::usage, Message(MessageId::pathEndOutside, {file.string()})};
    if (!song)
        throw Error{ErrorKind::usage, MessageId::similarSongGone};
    if (auto seed = space->recommender->seed(song->id))
        return std::move(*seed);
    // A song whose file is away is listed nowhere, but a path can lead there.
    if (const auto heard = space->find(m_reader, song->id)) {
        recommend::Seed seed{.track = song->id,
                             .recording = recommend::recordingOf(heard->identity),
                             .heardGenre = heard->heardGenre,
                             .embedding = heard->embedding};
        space->recommender->describe(seed, *song);
        return seed;
    }
    m_hearNext(song->id);
    throw Error{ErrorKind::usage, whyNotHeard(*song)};
}

void PathJobs::answer(RequestId request, const PathQuery& query, const std::stop_token& stop) {
    const auto space = m_spaces.inUse();
    space->loadOnce(m_reader, stop);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    recommend::PathQuestion question{.from = endOf(query.from, query.fromFile, space),
                                     .to = endOf(query.to, query.toFile, space),
                                     .songs = static_cast<std::size_t>(query.songs),
                                     .length = query.length,
                                     .blocks = readTaste(m_reader, *space, now).blocked()};
    const bool isOneRecording = question.from.recording != 0 && question.from.recording == question.to.recording;
    if (question.from.track == question.to.track || isOneRecording)
        throw Error{ErrorKind::usage, MessageId::pathSameSong};
    recommend::PathFound found;
    space->recommender->withSongs([&](const recommend::EmbeddingMatrix& matrix, const recommend::SongTable& songs) {
        found = recommend::findPath(matrix, songs, question);
    });
    if (request >= m_latest)
        m_emitter.emit(told(request, found, query, space));
}

PathReady PathJobs::told(RequestId request, const recommend::PathFound& found, const PathQuery& query, const Space& space) {
    std::vector<TrackId> ids;
    std::ranges::transform(found.stops, std::back_inserter(ids), &recommend::PathStop::track);
    auto tracks = store::TrackStore(m_reader, space->lead().id).find(ids);
    PathReady ready{.request = request};
    for (std::size_t i = 0; i < tracks.size(); ++i)
        if (tracks[i]) { // else it was removed just now
            ready.songs.push_back(std::move(*tracks[i]));
            ready.progress.push_back(found.stops[i].progress);
        }
    std::chrono::milliseconds length{0};
    for (const Track& song : ready.songs)
        length += song.duration;
    if (query.length.count() > 0 && length > query.length)
        ready.problem = Message(MessageId::pathEndsTooLong, {std::to_string(query.length.count())});
    else if (found.isShort)
        ready.problem = Message(MessageId::pathIsShort, {std::to_string(ready.songs.size()), std::to_string(query.songs)});
    else if (found.repeatsArtists)
        ready.problem = MessageId::pathRepeatsArtists;
    return ready;
}

} // namespace segue
