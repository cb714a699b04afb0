// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/spotify/source_files.h"
#include "engine/store/database/database.h"
#include "engine/words/own_song.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <span>

namespace segue {

/// Finds which songs of the listener the rows of sources are, again and again: when a source's rows are others, and when the
/// listener's songs are. The listener's own answers win. Where there is no source it reads nothing.
///
/// Thread rule: any thread; only stop() waits. What runs stops within 100 ms.
class MatchDesk final {
public:
    struct Rooms {
        EventEmitter& emitter;
        SourceFiles& files;
        /// Its rows match others now, or have been matched as it was asked; on the desk's thread.
        std::function<void(SpotifySourceId)> changed;
        std::chrono::milliseconds quiet; ///< songs must not have changed for so long
    };
    MatchDesk(const store::Database& database, Rooms rooms)
        : m_rooms(std::move(rooms))
        , m_reader(database.sibling())
        , m_line(m_rooms.emitter) {}

    void match(SpotifySourceId source); ///< soon, and says so in any case
    void noteOwnSongs();                ///< they are others: matches everything when they no longer change, or after a minute
    void stop();

private:
    void post();
    void run(const std::stop_token& stop);
    [[nodiscard]] bool waitForQuiet(const std::stop_token& stop);
    void matchOne(SpotifySourceId source, std::span<const OwnSong> own, bool wasAsked, const std::stop_token& stop);

    using Clock = std::chrono::steady_clock;

    Rooms m_rooms;
    store::Database m_reader; ///< the line's thread only
    std::mutex m_mutex;       ///< of all that follows
    std::condition_variable_any m_noted;
    std::set<SpotifySourceId> m_wanted;
    bool m_areOwnOthers = false, m_isPosted = false;
    Clock::time_point m_firstNote{}, m_lastNote{};
    JobLine m_line; ///< last
};

} // namespace segue
