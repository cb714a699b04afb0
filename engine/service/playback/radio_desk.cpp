// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/radio_desk.h"

#include "engine/recommend/policy/list_reasons.h"
#include "engine/recommend/radio/radio_plan.h"
#include "engine/service/model/taste_reading.h"
#include "engine/service/playback/queue_dice.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace segue {

namespace {

constexpr float kSkipWeight = -0.5F; ///< of what the listener says in words

/// @param taste what the listener said before; what was skipped in the session is added
recommend::RadioQuestion questionOf(const playback::RadioWish& wish, const recommend::Recommender& recommender,
                                    recommend::Taste taste) {
    recommend::RadioQuestion question{.session = wish.session,
                                      .before = wish.before,
                                      .count = wish.count,
                                      .reach = wish.reach,
                                      .dice = wish.dice,
                                      .taste = std::move(taste),
                                      .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
    question.seeds = recommender.seeds(wish.seeds, wish.of);
    for (const TrackId track : wish.heard)
        if (auto seed = recommender.seed(track))
            question.seeds.push_back(std::move(*seed));
    for (const TrackId track : wish.skipped)
        question.taste.opinions.push_back({.track = track, .weight = kSkipWeight, .embedding = {}});
    return question;
}

bool isSame(const RadioChanged& a, const RadioChanged& b) {
    return a.isOn == b.isOn && a.settings == b.settings && a.seed == b.seed && a.notes == b.notes && a.problem == b.problem;
}

} // namespace

RadioDesk::RadioDesk(const store::Database& database, const EmbeddingSpaces& spaces, EventEmitter& emitter,
                     std::function<void(TrackId)> hearNext, std::function<void(Answer)> answered)
    : m_reader(database.sibling())
    , m_spaces(spaces)
    , m_emitter(emitter)
    , m_hearNext(std::move(hearNext))
    , m_answered(std::move(answered))
    , m_line(emitter) {
    m_session.set({.startsByItself = false}); // until somebody says how the listener wants it
}

void RadioDesk::end() { m_line.stop(); }

void RadioDesk::look(const QueueState& queue) {
    if (auto wish = m_session.wish(queue, newDice()))
        m_line.run([this, wish = std::move(*wish)](const std::stop_token& stop) { plan(wish, stop); });
    tell(queue);
}

// On the desk's thread.

void RadioDesk::plan(playback::RadioWish wish, const std::stop_token& stop) {
    Answer answer{.wish = std::move(wish)};
    try {
        const auto space = m_spaces.inUse();
        space->loadOnce(m_reader, stop);
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        const auto question = questionOf(answer.wish, *space->recommender, readTaste(m_reader, *space, now));
        recommend::RadioPlan plan;
        recommend::SongsFound found;
        if (!question.seeds.empty())
            space->recommender->withSongs([&](const recommend::EmbeddingMatrix& matrix, const recommend::SongTable& songs) {
                plan = recommend::planRadio(matrix, songs, question);
                for (const auto& pick : plan.songs)
                    found.songs.push_back({.track = pick.track, .similarity = pick.similarity});
                recommend::addReasons({.matrix = matrix, .songs = songs}, question.seeds, found);
            });
        std::vector<TrackId> tracks;
        for (std::size_t i = 0; i < plan.songs.size(); ++i) {
            tracks.push_back(plan.songs[i].track);
            answer.notes.push_back({.similarity = plan.songs[i].similarity,
                                    .relaxed = plan.songs[i].relaxed,
                                    .isSteered = plan.songs[i].isSteered,
                                    .reasons = std::move(found.songs[i].reasons)});
        }
        describe(tracks, answer);
        for (std::size_t i = 0; i < plan.songs.size(); ++i) {
            const auto like = store::TrackStore(m_reader, space->lead().id).find(question.seeds[plan.songs[i].nearest].track);
            answer.notes[i].like = like ? like->title : std::string();
        }
        if (answer.songs.empty())
            answer.problem = whyNone(answer, !question.seeds.empty());
        else if (plan.isExhausted)
            answer.problem = MessageId::radioExhausted;
    } catch (const std::exception& error) {
        answer.problem = messageOf(error);
    }
    m_answered(std::move(answer));
}

void RadioDesk::describe(const std::vector<TrackId>& tracks, Answer& answer) {
    const store::TrackStore store(m_reader, m_spaces.inUse()->lead().id);
    for (const auto& track : store.find(tracks))
        answer.songs.push_back(track ? queueSong(*track) : QueueSong{});
    const auto& began = answer.wish.began;
    const auto seed = began.name.empty() ? store.find(began.songs.front()) : std::nullopt;
    answer.seed = seed ? seed->title : began.name;
}

Message RadioDesk::whyNone(const Answer& answer, bool hasSeeds) {
    if (hasSeeds)
        return answer.wish.session.size() > 1 ? MessageId::radioExhausted : MessageId::radioNoSongs;
    const auto seed = store::TrackStore(m_reader, m_spaces.inUse()->lead().id).find(answer.wish.seeds.front());
    if (!seed)
        return MessageId::radioNothingHeard;
    const auto why = Message(MessageId::radioNotHeard, {seed->title});
    if (m_hearNext && seed->problem.empty())
        m_hearNext(seed->id);
    return seed->problem.empty() ? why.with(MessageId::similarNotYet) : why.with(seed->problem);
}

// With the queue's lock.

bool RadioDesk::take(const Answer& answer, playback::PlayQueue& queue) {
    if (!m_session.isCurrent(answer.wish.turn) || !m_session.isOn())
        return false;
    m_state.seed = answer.seed;
    m_session.call(answer.seed);
    if (m_session.isAsked() && answer.songs.empty() && answer.problem != m_state.problem)
        m_emitter.warn(answer.problem);
    m_state.problem = answer.problem;
    auto songs = answer.songs;
    auto notes = answer.notes;
    for (std::size_t i = songs.size(); i-- > 0;)
        if (songs[i].track == 0) { // it went just now
            songs.erase(songs.begin() + static_cast<std::ptrdiff_t>(i));
            notes.erase(notes.begin() + static_cast<std::ptrdiff_t>(i));
        }
    const auto before = queue.state().lists.automatic;
    const auto entries = queue.replaceAutomatic(answer.wish.keep, songs);
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_state.notes[entries[i]] = notes[i];
    return queue.state().lists.automatic != before;
}

bool RadioDesk::clear(playback::PlayQueue& queue) {
    if (queue.state().lists.automatic->empty())
        return false;
    static_cast<void>(queue.replaceAutomatic(0, {}));
    return true;
}

void RadioDesk::restore(store::StoredRadio radio, const QueueState& queue) {
    m_state.notes = std::move(radio.notes);
    m_state.seed = radio.state.seeds.name;
    m_session.restore(std::move(radio.state), queue);
}

void RadioDesk::tell(const QueueState& queue) {
    m_state.isOn = m_session.isOn();
    m_state.settings = m_session.settings();
    if (!m_state.isOn) {
        m_state.seed.clear();
        m_state.problem.clear();
    }
    std::unordered_set<EntryId> there;
    for (const QueueEntry& entry : *queue.lists.automatic)
        there.insert(entry.id);
    if (queue.current)
        there.insert(queue.current->id);
    std::erase_if(m_state.notes, [&](const auto& note) { return !there.contains(note.first); });
    if (m_wasTold && isSame(m_state, m_told))
        return;
    m_wasTold = true;
    m_told = m_state;
    m_emitter.emit(m_state);
}

} // namespace segue
