// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/genres/genre_hearing.h"

#include "engine/recommend/genres/heard_as.h"
#include "engine/service/background/job_line.h"

#include <algorithm>
#include <numeric>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace segue {

namespace {

constexpr int kLowestPriority = 19;
constexpr std::size_t kStoredTogether = 2'000;
constexpr std::size_t kManySongs = 1'000; ///< whose rows are not announced one by one
constexpr std::size_t kNear = 40;         ///< songs around a new one whose votes may have changed
constexpr std::size_t kAllFrom = 8;       ///< all are compared when one in so many is new
constexpr std::size_t kFewNews = 500;     ///< while news keep coming, this many are waited for, or a quarter of all

std::vector<std::uint32_t> votesOf(std::span<const recommend::NearSong> voters, const TaggedRecordings& all) {
    std::vector<std::uint32_t> votes;
    for (const auto& voter : voters)
        votes.push_back(all.votes[voter.song]);
    return votes;
}

bool isOtherThan(const std::optional<store::StoredHeardAs>& before, const store::StoredHeardAs& now) {
    return !before || before->genre != now.genre;
}

} // namespace

GenreHearing::GenreHearing(HearingRooms rooms, const store::Database& database)
    : m_rooms(std::move(rooms))
    , m_reader(database.sibling()) {
    if (m_rooms.writer != nullptr)
        m_thread = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void GenreHearing::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

void GenreHearing::note(std::size_t songs) {
    {
        const std::lock_guard lock(m_mutex);
        m_noted += songs;
        ++m_notes;
    }
    m_wake.notify_all();
}

void GenreHearing::hearNow() {
    if (!m_thread.joinable())
        return tell(0, 0, false);
    {
        const std::lock_guard lock(m_mutex);
        m_isHurried = true;
        ++m_noted;
        ++m_notes;
    }
    m_wake.notify_all();
}

/// Until nothing was noted for a while, or so much that it pays to begin.
bool GenreHearing::waitForNews(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, stop, [this] { return m_noted > 0; });
    const std::size_t enough = std::max(kFewNews, m_compared / 4);
    for (std::size_t notes = 0; notes != m_notes && m_noted < enough && !m_isHurried && !stop.stop_requested();) {
        notes = m_notes;
        m_wake.wait_for(lock, stop, m_rooms.quiet, [&] { return m_notes != notes; });
    }
    m_noted = 0;
    m_isHurried = false;
    return !stop.stop_requested();
}

void GenreHearing::loop(const std::stop_token& stop) {
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kLowestPriority)); // of this thread
    while (waitForNews(stop)) {
        m_changed.clear();
        carryOut(m_rooms.emitter, [&] { hear(stop); });
        tell(0, 0, false);
    }
}

void GenreHearing::hear(const std::stop_token& stop) {
    const auto space = m_rooms.spaces.inUse();
    const store::GenreStore store(m_reader, space->lead().id);
    if (!isAnyNew(store, stop))
        return;
    TaggedRecordings all(space->lead().spec.embeddingSize);
    all.read(store, stop);
    m_compared = all.identities.size();
    hearAll(*space, all, stop);
}

void GenreHearing::hearAll(const EmbeddingSpace& space, TaggedRecordings& all, const std::stop_token& stop) {
    const auto meant = meantOf(all, stop);
    if (meant.empty())
        return;
    std::vector<store::StoredHeardAs> heard;
    tell(0, meant.size(), true);
    const auto take = [&](std::uint32_t song, const recommend::HeardAs& one, std::span<const recommend::NearSong> nearest) {
        heard.push_back({.identity = all.identities[song],
                         .genre = recommend::isSure(one) ? all.words.word(one.genre) : std::string(),
                         .confidence = one.confidence,
                         .ownShare = one.ownShare,
                         .basis = all.bases[song],
                         .voters = votesOf(nearest, all)});
        if (heard.size() >= kStoredTogether)
            keep(space.lead().id, std::exchange(heard, {}));
    };
    recommend::hearAs(all.songs, meant, stop, take, [&](std::size_t done) { tell(done, meant.size(), true); });
    keep(space.lead().id, std::move(heard));
    if (m_changed.size() < kManySongs && !m_changed.empty())
        m_rooms.announce(m_changed);
}

/// New songs, those that they are near to, and those whose voters are no more; or all.
std::vector<std::uint32_t> GenreHearing::meantOf(const TaggedRecordings& all, const std::stop_token& stop) const {
    std::vector<std::uint32_t> everything(all.identities.size());
    std::iota(everything.begin(), everything.end(), 0U);
    std::vector<std::uint32_t> fresh;
    std::ranges::copy_if(everything, std::back_inserter(fresh), [&](std::uint32_t song) { return all.isNew[song]; });
    if (fresh.size() * kAllFrom >= everything.size())
        return everything;
    std::vector<bool> isMeant = all.isNew;
    const recommend::ManyQuestions around{.songs = fresh, .among = everything, .count = kNear, .otherArtistsOnly = true};
    recommend::findNearest(all.songs.vectors, around, stop, [&](std::uint32_t, std::span<const recommend::NearSong> nearest) {
        for (const auto& one : nearest)
            isMeant[one.song] = true;
    });
    std::erase_if(everything, [&](std::uint32_t song) { return !isMeant[song] && !all.isStale[song]; });
    return everything;
}

void GenreHearing::keep(const std::string& model, std::vector<store::StoredHeardAs> heard) {
    const store::GenreStore before(m_reader, model);
    for (const auto& one : heard)
        if (isOtherThan(before.find(one.identity), one))
            for (const TrackId track : before.tracksOf(one.identity))
                m_changed.push_back(track);
    m_rooms.writer->run([&](store::Database& database) { store::GenreStore(database, model).save(heard); }).get();
}

void GenreHearing::tell(std::size_t done, std::size_t total, bool isRunning) {
    m_rooms.emitter.emit(GenresHeard{.done = std::min(done, total),
                                     .total = total,
                                     .isRunning = isRunning,
                                     .isNewToMany = !isRunning && m_changed.size() >= kManySongs});
}

} // namespace segue
