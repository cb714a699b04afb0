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

} // namespace

void RadioSession::set(const RadioSettings& settings) {
    if (settings.follows != m_settings.follows || settings.reach != m_settings.reach)
        replan();
    m_settings = settings;
}

void RadioSession::start(std::vector<TrackId> seeds, std::uint64_t dice) {
    m_seeds = std::move(seeds);
    m_through.clear();
    m_skipped.clear();
    m_session.clear();
    m_isStopped = false;
    m_isAsked = true;
    m_dice = dice;
    replan();
}

void RadioSession::stop() {
    m_isStopped = true;
    replan();
}

void RadioSession::listStarted() {
    m_seeds.clear();
    m_through.clear();
    m_isStopped = false;
    m_isAsked = false;
    m_replans = false;
    ++m_turn;
}

void RadioSession::refuse(std::span<const TrackId> songs) {
    m_session.insert(songs.begin(), songs.end());
    ++m_turn;
}

/// The song that was heard until now is over.
void RadioSession::leave() {
    const TrackId song = m_last.item.track.id;
    if (song == 0 || m_last.item.entry == 0)
        return;
    m_session.insert(song);
    if (wasHalfHeard(m_last)) {
        push(m_through, song, kFollowed);
    } else if (m_last.position >= kHunting) {
        push(m_skipped, song, kRemembered);
        replan();
    }
}

bool RadioSession::hear(const PlaybackStatus& status) {
    if (status.item.isPreview())
        return false;
    const bool isAnother = status.item.entry != m_last.item.entry || status.begun != m_last.begun;
    if (isAnother)
        leave();
    m_last = status;
    if (status.item.track.id != 0 && status.state == PlayState::playing)
        m_session.insert(status.item.track.id);
    return isAnother;
}

/// A round never ends, and what is not played has no end.
bool RadioSession::beginsNow(const QueueState& queue) const {
    return m_settings.startsByItself && !m_isStopped && queue.current && queue.repeat == RepeatMode::off &&
           queue.startedLeft() + queue.lists.added->size() <= kBeforeEnd && queue.current->song > 0;
}

std::vector<TrackId> RadioSession::seedsNow() const { return m_settings.follows && !m_through.empty() ? m_through : m_seeds; }

std::optional<RadioWish> RadioSession::wish(const QueueState& queue, std::uint64_t dice) {
    const auto& lists = queue.lists;
    if (m_seeds.empty() && beginsNow(queue)) {
        // The whole of what was listened to, not only its last song.
        std::vector<TrackId> last;
        const auto& started = *lists.started;
        const auto end = std::min(started.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, lists.place + 1)));
        for (std::size_t i = end > kFollowed ? end - kFollowed : 0; i < end; ++i)
            if (started[i].song > 0)
                last.push_back(started[i].song);
        if (last.empty())
            last.push_back(queue.current->song);
        m_seeds = std::move(last);
        m_dice = dice;
        replan();
    }
    if (!isOn() || queue.repeat != RepeatMode::off)
        return std::nullopt;
    std::vector<std::int64_t> listed;
    const std::size_t left = queue.startedLeft();
    for (const QueueEntry& entry : *lists.added)
        listed.push_back(entry.song);
    for (std::size_t i = 0; i < std::min(left, kBefore); ++i)
        listed.push_back(queue.startedAhead(i).song);
    // What the listener puts in counts for the spacing of what comes behind it; what begins to play was counted before.
    const bool isOwnAnother = listed.size() > m_listed.size();
    m_listed = std::move(listed);
    if (left + lists.added->size() > kBeforeEnd)
        return std::nullopt;
    const bool plansAnew = std::exchange(m_replans, false) || isOwnAnother;
    const std::size_t planned = plansAnew ? 0 : lists.automatic->size();
    if (planned >= kAhead)
        return std::nullopt;
    RadioWish wish{.turn = ++m_turn,
                   .seeds = seedsNow(),
                   .skipped = m_skipped,
                   .keep = planned,
                   .count = kAhead - planned,
                   .reach = m_settings.reach,
                   .dice = m_dice};
    wish.session.assign(m_session.begin(), m_session.end());
    std::ranges::sort(wish.session);
    const auto& history = *queue.history;
    for (std::size_t i = history.size() > kBefore ? history.size() - kBefore : 0; i < history.size(); ++i)
        wish.before.push_back(history[i].song);
    if (queue.current)
        wish.before.push_back(queue.current->song);
    for (const QueueEntry& entry : *lists.added)
        wish.before.push_back(entry.song);
    for (std::size_t i = 0; i < left; ++i)
        wish.before.push_back(queue.startedAhead(i).song);
    for (std::size_t i = 0; i < planned; ++i)
        wish.before.push_back((*lists.automatic)[i].song);
    std::erase_if(wish.before, [](TrackId song) { return song <= 0; });
    return wish;
}

} // namespace segue::playback
