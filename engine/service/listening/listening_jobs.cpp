// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/listening/listening_jobs.h"

#include "engine/words/error.h"
#include "engine/store/listening_store.h"

#include <utility>

namespace segue {

ListeningJobs::ListeningJobs(const store::Database& database, EventEmitter& emitter, ListeningShelf shelf)
    : m_reader(database.sibling())
    , m_emitter(emitter)
    , m_shelf(std::move(shelf)) {}

void ListeningJobs::rate(TrackId track, int stars) {
    change(track, [track, stars](store::Database& database) { store::ListeningStore(database).rate(track, stars); });
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
    m_jobs.post([this, track, stored](const std::stop_token&) {
        try {
            stored.get();
            m_shelf.stored(store::ListeningStore(m_reader).sharing(track));
        } catch (const Error& error) {
            m_emitter.fail(error.message());
        }
    });
}

} // namespace segue
