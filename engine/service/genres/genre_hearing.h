// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/genres/tagged_recordings.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/writer.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace segue {

/// What is needed to hear songs in the listener's words. All of it must outlive the hearing.
struct HearingRooms {
    store::Writer* writer = nullptr; ///< null: nothing is heard, what is stored is shown
    EmbeddingSpaces& spaces;
    EventEmitter& emitter;
    std::function<void(std::span<const TrackId>)> announce; ///< these rows have changed
    std::chrono::milliseconds quiet{3000}; ///< without news before songs are compared, since more may be on their way
};

/// Hears every recording in the words of the tags around it (recommend/genres/heard_as.h) and stores the results, on a thread of
/// its own at the lowest priority. A result stands until its song's artist, tag, accepted genre or embedding is another, or those
/// of one who voted for it, or a voter is gone. Then the song is compared again; with a new one also those near it, for which it
/// may vote; all are, when an eighth of them is new. Nothing new costs a look through the songs' tags.
///
/// Thread rule: any thread; the functions return at once but stop(). Failures become Notice events.
class GenreHearing final {
public:
    GenreHearing(HearingRooms rooms, const store::Database& database);
    ~GenreHearing() { stop(); }

    void note(std::size_t songs); ///< so many came, were heard or changed; at the start: whatever may be new
    void hearNow();               ///< does not wait for more; the last GenresHeard of it is not running
    void stop();                  ///< within 100 ms; what is stored stays

private:
    void loop(const std::stop_token& stop);
    [[nodiscard]] bool waitForNews(const std::stop_token& stop);
    void hear(const std::stop_token& stop);
    void hearAll(const EmbeddingSpace& space, TaggedRecordings& all, const std::stop_token& stop);
    [[nodiscard]] std::vector<std::uint32_t> meantOf(const TaggedRecordings& all, const std::stop_token& stop) const;
    void keep(const std::string& model, std::vector<store::StoredHeardAs> heard);
    void tell(std::size_t done, std::size_t total, bool isRunning);

    HearingRooms m_rooms;
    store::Database m_reader; ///< the thread's, as the next two
    std::vector<TrackId> m_changed;
    std::size_t m_compared = 0; ///< recordings, last time
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::size_t m_noted = 0, m_notes = 0; ///< guarded, as the next
    bool m_isHurried = false;
    std::jthread m_thread; ///< last: ends first
};

} // namespace segue
