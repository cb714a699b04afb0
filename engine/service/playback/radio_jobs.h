// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/queue/play_queue.h"
#include "engine/service/playback/queue_songs.h"
#include "engine/service/playback/radio_commands.h"
#include "engine/service/playback/radio_desk.h"

#include <functional>
#include <optional>
#include <span>

namespace segue {

/// What radio needs of the player's desk. All but run() are called, and everything here is done, with the queue's lock held.
struct RadioStage {
    playback::PlayQueue& queue;
    QueueSongs& songs;
    /// Carries a command out on the desk's line, with the lock.
    std::function<void(std::function<void()>)> run;
    std::function<bool()> isPlaying;
    std::function<void(const std::optional<QueueEntry>&)> start; ///< plays it, and tells the listener of the queue
    std::function<void()> changed;                               ///< the queue is another: player and listener are told
    std::function<void(TrackId)> skipped;                        ///< a song that Segue recommended was skipped; may be empty
};

/// The facade's radio: starts and ends it, puts what is planned into the queue, and hears what becomes of it.
///
/// Thread rule: the commands from any one thread; they return at once. end() without the queue's lock, the rest with it.
class RadioJobs final : public RadioCommands {
public:
    /// What the desk works with; all outlive it. @param hearNext as in RadioDesk
    RadioJobs(RadioStage stage, const store::Database& database, const EmbeddingSpaces& spaces, EventEmitter& emitter,
              std::function<void(TrackId)> hearNext);

    void startRadio(RadioSeeds seeds) override;
    void stopRadio() override;
    void setRadio(const RadioSettings& settings) override;
    void end() { m_desk.end(); } ///< waits; nothing is planned after it returned

    void look(); ///< the queue or what is heard changed: plans where something is missing
    /// Takes each report of the player, before the queue does. @return whether another song is heard now
    bool hear(const playback::PlaybackStatus& status);
    void listStarted() { m_desk.session().listStarted(0); } ///< another list plays: what radio planned for the last one is over
    void refuse(std::span<const EntryId> entries);          ///< the listener takes them out: radio's do not come again
    [[nodiscard]] store::StoredRadio kept() const { return m_desk.kept(); }
    void restore(store::StoredRadio radio) { m_desk.restore(std::move(radio), m_stage.queue.state()); }

private:
    void takePlanned(RadioDesk::Answer answer); ///< on the desk's thread
    [[nodiscard]] bool isRecommended(EntryId entry) const;

    RadioStage m_stage;
    EventEmitter& m_emitter;
    bool m_isRecommended = false; ///< what is heard came from radio or from a list of recommendations
    RadioDesk m_desk;             ///< last: its thread posts to the stage
};

} // namespace segue
