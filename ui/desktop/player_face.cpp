// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/player_face.h"

#include "ui/words/format.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace segue::ui {

using playback::PlayState;
using std::chrono::milliseconds;

namespace {

/// A position is told ten times a second, so that what differs by more from what is expected went elsewhere.
constexpr milliseconds kJump{500};
/// A position so near to the one that was ordered is that one.
constexpr milliseconds kNear{400};
/// Longer than this the clock does not run ahead of what was said: the sound may stand still.
constexpr milliseconds kLongestGuess{1'500};
constexpr milliseconds kSeekPause{50};
/// What was ordered longer ago was not done, or was not told.
constexpr qint64 kOrderLifeMs = 2'000;

auto shownParts(const Track& track) {
    return std::tie(track.id, track.path, track.title, track.artist, track.artists, track.albumArtist, track.album, track.genre,
                    track.trackNumber, track.discNumber, track.year, track.rating);
}

} // namespace

bool PlayerFacts::operator==(const PlayerFacts& other) const {
    const auto parts = [](const PlayerFacts& facts) {
        return std::tie(facts.state, facts.entry, facts.begun, facts.length, facts.hasNext, facts.isStartable, facts.isShuffled,
                        facts.repeat, facts.volume, facts.art);
    };
    return parts(*this) == parts(other) && shownParts(track) == shownParts(other.track);
}

PlayerFace::PlayerFace(QObject* parent)
    : QObject(parent) {
    m_seekPause.setSingleShot(true);
    m_seekPause.setInterval(kSeekPause);
    connect(&m_seekPause, &QTimer::timeout, this, [this] {
        if (const auto later = std::exchange(m_later, std::nullopt))
            seekTo(*later);
    });
}

milliseconds PlayerFace::position() const {
    if (m_facts.state != PlayState::playing || !m_since.isValid())
        return m_position;
    const auto now = m_position + std::min(milliseconds{m_since.elapsed()}, kLongestGuess);
    return m_facts.length.count() > 0 ? std::min(now, std::max(m_facts.length, m_position)) : now;
}

std::optional<milliseconds> PlayerFace::target() const {
    return m_target && m_sinceOrder.elapsed() < kOrderLifeMs ? m_target : std::nullopt;
}

/// Sound that comes late or stands still is no jump: it goes on where it was.
bool PlayerFace::hasJumped(const playback::PlaybackStatus& status) const {
    if (status.state == PlayState::stopped || status.item.track.path != m_facts.track.path || status.item.entry != m_facts.entry)
        return false;
    if (status.begun != m_facts.begun)
        return true;
    const auto ordered = target();
    const bool isThere = ordered && std::chrono::abs(status.position - *ordered) <= kNear;
    return isThere || status.position > position() + kJump || status.position + kJump < m_position;
}

void PlayerFace::takePlayback(const playback::PlaybackStatus& status) {
    const bool isJump = m_facts.isLoaded() && hasJumped(status);
    const bool isAnother = status.item.track.path != m_facts.track.path || status.item.entry != m_facts.entry;
    if (isJump || isAnother)
        m_target.reset();
    if (isAnother)
        m_later.reset();
    auto facts = m_facts;
    facts.state = status.state;
    facts.track = status.item.track;
    facts.entry = status.item.entry;
    facts.begun = status.begun;
    facts.length = status.length;
    facts.hasNext = status.hasNext;
    if (status.item.track.path != m_facts.track.path)
        facts.art.clear();
    m_position = status.position;
    m_since.start();
    const bool isChange = !(facts == m_facts);
    m_facts = std::move(facts);
    if (isChange)
        Q_EMIT changed();
    if (isJump)
        Q_EMIT jumped(m_position);
}

void PlayerFace::takeQueue(const QueueState& queue) {
    if (queue.lists.isShuffled != m_facts.isShuffled || queue.repeat != m_facts.repeat) {
        m_facts.isShuffled = queue.lists.isShuffled;
        m_facts.repeat = queue.repeat;
        Q_EMIT changed();
    }
    auto excerpt = excerptOf(queue);
    if (excerpt == m_queue)
        return;
    m_queue = std::move(excerpt);
    m_files.clear();
    m_fileNumbers.clear();
    for (const QueueEntry& entry : m_queue.entries) {
        if (entry.song < 0) {
            m_fileNumbers.push_back(entry.song);
            m_files.push_back(queue.songOf(entry).file);
        }
    }
    askForSongs();
    Q_EMIT queueChanged();
}

/// What is not known yet; what is no longer shown is forgotten.
void PlayerFace::askForSongs() {
    std::unordered_map<TrackId, Track> known;
    std::set<TrackId> wanted;
    for (const QueueEntry& entry : m_queue.entries) {
        if (entry.song <= 0)
            continue;
        if (const auto found = m_songs.find(entry.song); found != m_songs.end())
            known.emplace(found->first, found->second);
        else
            wanted.insert(entry.song);
    }
    m_songs = std::move(known);
    if (!wanted.empty())
        Q_EMIT songsAsked({wanted.begin(), wanted.end()});
}

void PlayerFace::takeSongs(const std::vector<Track>& songs) {
    std::vector<EntryId> entries;
    for (const Track& song : songs)
        for (const QueueEntry& entry : m_queue.entries)
            if (entry.song == song.id && song.id > 0) {
                m_songs.insert_or_assign(song.id, song);
                entries.push_back(entry.id);
            }
    if (!entries.empty())
        Q_EMIT songsLoaded(entries);
}

Track PlayerFace::songOf(const QueueEntry& entry) const {
    Track track;
    if (entry.song > 0) {
        const auto found = m_songs.find(entry.song);
        return found == m_songs.end() ? track : found->second;
    }
    const auto number = std::ranges::find(m_fileNumbers, entry.song);
    if (number != m_fileNumbers.end())
        track.path = m_files[static_cast<std::size_t>(number - m_fileNumbers.begin())];
    track.title = pathText(track.path.filename()).toStdString();
    return track;
}

void PlayerFace::setVolume(float volume) {
    const float rounded = std::round(std::clamp(volume, 0.F, 1.F) * 100.F) / 100.F;
    if (rounded == m_facts.volume || !std::isfinite(rounded))
        return;
    m_facts.volume = rounded;
    Q_EMIT changed();
}

void PlayerFace::setStartable(bool isStartable) {
    if (std::exchange(m_facts.isStartable, isStartable) != isStartable)
        Q_EMIT changed();
}

void PlayerFace::setArt(const std::filesystem::path& song, const std::filesystem::path& file) {
    if (song != m_facts.track.path || file == m_facts.art)
        return;
    m_facts.art = file;
    Q_EMIT changed();
}

void PlayerFace::expectJump(milliseconds target) {
    const auto length = m_facts.length;
    m_target = std::clamp(target, milliseconds{0}, length.count() > 0 ? length : std::max(target, milliseconds{0}));
    m_sinceOrder.start();
}

void PlayerFace::seekTo(milliseconds target) {
    if (!m_facts.isLoaded() || m_facts.length.count() <= 0)
        return;
    target = std::clamp(target, milliseconds{0}, m_facts.length);
    if (m_seekPause.isActive()) {
        m_later = target;
        return;
    }
    m_seekPause.start();
    Q_EMIT seekWanted(target);
}

void PlayerFace::seekBy(std::chrono::microseconds step) {
    if (!m_facts.isLoaded() || m_facts.length.count() <= 0)
        return;
    const auto from = m_later.value_or(target().value_or(position()));
    // A step may be anything: no sum of it may leave the range of numbers.
    const std::chrono::microseconds longest = m_facts.length + milliseconds{1};
    const auto target = from + std::clamp(step, -longest, longest);
    if (target <= m_facts.length)
        seekTo(std::chrono::duration_cast<milliseconds>(target));
    else if (m_facts.hasNext)
        Q_EMIT nextWanted();
    else
        Q_EMIT stopWanted();
}

} // namespace segue::ui
