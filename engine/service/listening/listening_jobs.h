// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/queue/play_counter.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/listening/listening_commands.h"
#include "engine/store/database/writer.h"

#include <functional>
#include <span>

namespace segue {

/// Where plays and ratings go.
struct ListeningShelf {
    store::Writer* writer = nullptr;                      ///< null: they are not stored
    std::function<void(std::span<const TrackId>)> stored; ///< called with songs whose plays or rating changed
    /// Called on the writer's thread, beside the change itself: a song got its fifth star, or has it no longer. May be empty.
    std::function<void(store::Database& writing, TrackId track, bool isLoved)> loved = {};
};

/// Counts plays and stores ratings. The writer gets each change at once, and finishes what it has when the program ends;
/// results are reported on a thread of this class.
///
/// Thread rule: rate() from any thread, take() from the player's; both return at once. Failures become Notice events, unless
/// the program ends first.
class ListeningJobs final : public ListeningCommands {
public:
    /// @param database to open this class's own connection from
    ListeningJobs(const store::Database& database, EventEmitter& emitter, ListeningShelf shelf);

    void rate(TrackId track, int stars) override;
    void take(const playback::PlaybackStatus& status);
    void stop() { m_jobs.stop(); } ///< waits; no event comes after it returned

private:
    void change(TrackId track, store::Writer::Job job);

    store::Database m_reader; ///< m_jobs' thread only
    EventEmitter& m_emitter;
    ListeningShelf m_shelf;
    playback::PlayCounter m_counter; ///< the player's thread only
    JobLine m_jobs{m_emitter};
};

} // namespace segue
