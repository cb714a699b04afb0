// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/listening/listening_jobs.h"

#include "engine/store/listening_store.h"

#include <utility>

namespace segue {

namespace {

constexpr int kMostStars = 5;

} // namespace

ListeningJobs::ListeningJobs(const store::Database& database, EventEmitter& emitter, ListeningShelf shelf)
    : m_reader(database.sibling())
    , m_emitter(emitter)
    , m_shelf(std::move(shelf)) {}

void ListeningJobs::rate(TrackId track, int stars) {
    change(track, [track, stars, loved = m_shelf.loved](store::Database& database) {
        store::ListeningStore listening(database);
        const auto before = listening.find(track);
        listening.rate(track, stars);
        const bool wasLoved = before && before->rating == kMostStars;
        const bool isLoved = stars >= kMostStars;
        if (loved && isLoved != wasLoved)
            loved(database, track, isLoved);
    });
}

void ListeningJobs::take(const playback::PlaybackStatus& status) {
    const auto played = m_counter.take(status);
    if (!played)
        return;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    change(*played, [track = *played, now](store::Database& database) { store::ListeningStore(database).countPlay(track, now); });
}

void ListeningJobs::change(TrackId track, store::Writer::Job job) {
    if (m_shelf.writer == nullptr || track == 0)
        return;
    const auto stored = m_shelf.writer->run(std::move(job)).share(); // not by m_jobs, which drops what has not begun at the end
    m_jobs.run([this, track, stored] {
        stored.get();
        m_shelf.stored(store::ListeningStore(m_reader).sharing(track));
    });
}

} // namespace segue
