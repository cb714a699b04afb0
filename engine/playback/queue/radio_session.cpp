// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/radio_session.h"

#include <algorithm>
#include <utility>

namespace segue::playback {

namespace {

constexpr std::chrono::milliseconds kHunting{5'000}; ///< a song that is left sooner was only passed by
constexpr std::size_t kRemembered = 50;

bool wasHalfHeard(const PlaybackStatus& status) {
    const auto length = status.length.count() > 0 ? status.length : status.item.track.duration;
    return length.count() > 0 && status.position * 2 >= length;
}

void push(std::vector<TrackId>& songs, TrackId song, std::size_t most) {
    std::erase(songs, song);
    songs.push_back(song);
    if (songs.size() > most)
        songs.erase(songs.begin());
}

/// What the listener put in, and the next of what was started.
std::vector<std::int64_t> ownSongs(const QueueState& queue) {
    std::vector<std::int64_t> songs;
    for (const QueueEntry& entry : *queue.lists.added)
        songs.push_back(entry.song);
    for (std::size_t i = 0; i < std::min(queue.startedLeft(), RadioSession::kBefore); ++i)
        songs.push_back(queue.startedAhead(i).song);
    return songs;
}

/// What plays before the first song that is to be planned. @param planned of the automatic entries so many stay
std::vector<TrackId> songsBefore(const QueueState& queue, std::size_t planned) {
    std::vector<TrackId> before;
    const auto& history = *queue.history;
    for (std::size_t i = history.size() > RadioSession::kBefore ? history.size() - RadioSession::kBefore : 0; i < history.size();
         ++i)
        before.push_back(history[i].song);
    if (queue.current)
        before.push_back(queue.current->song);
    for (const QueueEntry& entry : *queue.lists.added)
        before.push_back(entry.song);
    for (std::size_t i = 0; i < queue.startedLeft(); ++i)
        before.push_back(queue.startedAhead(i).song);
    for (std::size_t i = 0; i < planned; ++i)
        before.push_back((*queue.lists.automatic)[i].song);
    std::erase_if(before, [](TrackId song) { return song <= 0; });
    return before;
}

} // namespace

void RadioSession::set(const RadioSettings& settings) {
    const bool isAnother = settings.follows != m_settings.follows || settings.reach != m_settings.reach;
    if (isAnother && !std::exchange(m_isRestored, false))
        replan();
    m_settings = settings;
}

void RadioSession::start(RadioSeeds seeds, std::uint64_t dice) {
    m_now = {.seeds = std::move(seeds), .dice = dice, .isAsked = true};
    const bool isSeed = std::ranges::find(m_now.seeds.songs, m_last.item.track.id) != m_now.seeds.songs.end();
    m_earlier = isSeed ? 0 : m_last.item.entry;
    replan();
}

void RadioSession::call(std::string name) {
    if (m_now.seeds.name.empty())
        m_now.seeds.name = std::move(name);
}

void RadioSession::restore(RadioState state, const QueueState& queue) {
    m_now = std::move(state);
    const auto& history = *queue.history;
    const auto old = static_cast<std::ptrdiff_t>(history.size() > kNotAgain ? history.size() - kNotAgain : 0);
    std::erase_if(m_now.session, [&](TrackId song) {
        const bool isCurrent = queue.current && queue.current->song == song;
        return !isCurrent && std::ranges::find(history.begin() + old, history.end(), song, &QueueEntry::song) == history.end();
    });
    m_listed = ownSongs(queue);
    m_replans = false;
    m_isRestored = true;
}

void RadioSession::stop() {
    m_now.isStopped = true;
    replan();
}

void RadioSession::listStarted(EntryId goesOn) {
    m_now.seeds = {};
    m_now.through.clear();
    m_now.isStopped = false;
    m_now.isAsked = false;
    m_replans = false;
    if (m_last.item.entry != goesOn || goesOn == 0)
        m_last = {};
    ++m_turn;
}

void RadioSession::refuse(std::span<const TrackId> songs) {
    for (const TrackId song : songs)
        note(song);
    ++m_turn;
}

void RadioSession::note(TrackId song) {
    auto& session = m_now.session;
    const auto place = std::ranges::lower_bound(session, song);
    if (place == session.end() || *place != song)
        session.insert(place, song);
}

/// The song that was heard until now is over.
void RadioSession::leave() {
    const TrackId song = m_last.item.track.id;
    if (song == 0 || m_last.item.entry == 0)
        return;
    note(song);
    if (m_last.item.entry == m_earlier)
        return; // it leads nowhere, and was not skipped, since another way was wanted
    if (wasHalfHeard(m_last)) {
        push(m_now.through, song, kFollowed);
    } else if (m_last.position >= kHunting) {
        push(m_now.skipped, song, kRemembered);
        m_skippedNow = song;
        replan();
    }
}

bool RadioSession::hear(const PlaybackStatus& status) {
    if (status.item.isPreview())
        return false;
    m_skippedNow = 0;
    const bool isAnother = status.item.entry != m_last.item.entry || status.begun != m_last.begun;
    const bool hasFailed = status.failedEntry != 0 && status.failedEntry == m_last.item.entry;
    if (isAnother && !hasFailed)
        leave();
    m_last = status;
    if (status.item.track.id != 0 && status.state == PlayState::playing)
        note(status.item.track.id);
    return isAnother;
}

/// A round never ends, and what is not played has no end.
bool RadioSession::beginsNow(const QueueState& queue) const {
    return m_settings.startsByItself && !m_now.isStopped && queue.current && queue.repeat == RepeatMode::off &&
           queue.startedLeft() + queue.lists.added->size() <= kBeforeEnd && queue.current->song > 0;
}

/// By itself, with the whole of what was listened to, not only its last song.
void RadioSession::beginWith(const QueueState& queue, std::uint64_t dice) {
    const auto& started = *queue.lists.started;
    const auto end = std::min(started.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, queue.lists.place + 1)));
    const auto& history = *queue.history;
    const auto hasPlayed = [&](TrackId song) { // a list may have been started in its middle
        return song == queue.current->song || std::ranges::find(history, song, &QueueEntry::song) != history.end();
    };
    std::vector<TrackId> last;
    for (std::size_t i = end > kFollowed ? end - kFollowed : 0; i < end; ++i)
        if (started[i].song > 0 && hasPlayed(started[i].song))
            last.push_back(started[i].song);
    if (last.empty())
        last.push_back(queue.current->song);
    for (const TrackId song : last)
        note(song);
    m_now.seeds = {.songs = std::move(last)};
    m_now.dice = dice;
    replan();
}

void RadioSession::setSeeds(RadioWish& wish) const {
    const auto& [songs, of, name] = m_now.seeds;
    const auto& through = m_now.through;
    const bool isOfMany = songs.size() > 1 || of != SeedsOf::songs;
    const bool isEnough = m_now.isAsked && isOfMany ? through.size() >= kFollowed : !through.empty();
    wish.began = m_now.seeds;
    if (m_settings.follows && isEnough) {
        wish.seeds = through;
        return;
    }
    wish.seeds = songs;
    wish.of = of;
    if (m_settings.follows)
        wish.heard = through;
}

/// Whether so little is left that radio's songs follow.
bool RadioSession::isDue(const QueueState& queue) {
    auto listed = ownSongs(queue);
    // What the listener puts in counts for the spacing of what comes behind it; what begins to play was counted before.
    const bool isOwnAnother = listed.size() > m_listed.size();
    m_listed = std::move(listed);
    if (queue.startedLeft() + queue.lists.added->size() > kBeforeEnd)
        return false;
    m_replans = m_replans || isOwnAnother;
    return true;
}

std::optional<RadioWish> RadioSession::wish(const QueueState& queue, std::uint64_t dice) {
    if (m_now.seeds.songs.empty() && beginsNow(queue))
        beginWith(queue, dice);
    if (!isOn() || queue.repeat != RepeatMode::off || !isDue(queue))
        return std::nullopt;
    const std::size_t planned = std::exchange(m_replans, false) ? 0 : queue.lists.automatic->size();
    if (planned >= kAhead)
        return std::nullopt;
    RadioWish wish;
    wish.turn = ++m_turn;
    wish.session = m_now.session;
    wish.before = songsBefore(queue, planned);
    wish.skipped = m_now.skipped;
    wish.keep = planned;
    wish.count = kAhead - planned;
    wish.reach = m_settings.reach;
    wish.dice = m_now.dice;
    setSeeds(wish);
    return wish;
}

} // namespace segue::playback
