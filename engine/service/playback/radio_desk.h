// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/radio_events.h"
#include "engine/playback/queue/play_queue.h"
#include "engine/playback/queue/radio_session.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/database.h"
#include "engine/store/radio_store.h"

#include <functional>
#include <string>
#include <vector>

namespace segue {

/// Plans radio on a thread of its own, so that nobody waits for it, and keeps what is known of a session.
///
/// Thread rule: all but plan's own work belongs to whoever guards the queue, with the queue's lock held.
class RadioDesk final {
public:
    struct Answer {
        playback::RadioWish wish;
        std::vector<QueueSong> songs;
        std::vector<RadioNote> notes; ///< [songs]
        std::string seed;             ///< what it began with, by name
        Message problem;
    };
    /// @param hearNext has a seed analysed before other songs; may be empty
    /// @param answered called on the desk's thread, without the lock
    RadioDesk(const store::Database& database, const EmbeddingSpaces& spaces, EventEmitter& emitter,
              std::function<void(TrackId)> hearNext, std::function<void(Answer)> answered);
    void end(); ///< waits; nothing is answered after it returned. Without the lock

    [[nodiscard]] playback::RadioSession& session() { return m_session; }
    /// The queue or what is heard changed: plans where something is missing.
    void look(const QueueState& queue);
    /// Puts what was planned into the queue. @return whether the queue is another now
    bool take(const Answer& answer, playback::PlayQueue& queue);
    /// Takes radio's entries out. @return whether there were some
    bool clear(playback::PlayQueue& queue);
    void tell(const QueueState& queue); ///< emits RadioChanged, where it is another

    /// Whether the entry came from here, while it is to come and when it plays.
    [[nodiscard]] bool isOwn(EntryId entry) const { return m_state.notes.contains(entry); }
    [[nodiscard]] store::StoredRadio kept() const { return {.state = m_session.state(), .notes = m_state.notes}; }
    void restore(store::StoredRadio radio, const QueueState& queue); ///< as it was kept; the queue is as it was, too

private:
    void plan(playback::RadioWish wish, const std::stop_token& stop);
    [[nodiscard]] Message whyNone(const Answer& answer, bool hasSeeds);
    void describe(const std::vector<TrackId>& tracks, Answer& answer);

    store::Database m_reader; ///< m_line's thread only
    const EmbeddingSpaces& m_spaces;
    EventEmitter& m_emitter;
    std::function<void(TrackId)> m_hearNext;
    std::function<void(Answer)> m_answered;
    playback::RadioSession m_session;
    RadioChanged m_state;
    RadioChanged m_told;
    bool m_wasTold = false;
    JobLine m_line; ///< last: ends first
};

} // namespace segue
