// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"
#include "engine/playback/queue/play_queue.h"
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/listening/listening_jobs.h"
#include "engine/service/playback/playback_commands.h"

#include <memory>
#include <mutex>
#include <optional>

namespace segue {

/// The facade's player and the list that it plays: tells the player what follows, and what the player reports to the listener,
/// to the counter of plays, and to the rule by which the analysis rests while playing needs the computer.
///
/// Thread rule: all functions from any one thread; they return at once. No event comes after its destructor.
class PlayJobs final : public PlaybackCommands {
public:
    /// @param sink null: no playback
    PlayJobs(std::unique_ptr<playback::AudioSink> sink, AutomaticPause& rest, ListeningJobs& listening, EventEmitter& emitter);

    void play(std::vector<playback::PlayItem> items, std::size_t index) override;
    void playNext(playback::PlayItem item) override;
    void pause() override;
    void resume() override;
    void stop() override;
    void next() override;
    void previous() override;
    void seek(std::chrono::milliseconds position) override;
    void setVolume(float volume) override;
    void end(); ///< waits, but for no disk; no event comes after it returned, and commands do nothing

private:
    void begin(std::size_t index);
    void take(playback::PlaybackStatus status);
    [[nodiscard]] std::optional<playback::PlayItem> after(const playback::PlayItem& item);

    AutomaticPause& m_rest;
    ListeningJobs& m_listening;
    EventEmitter& m_emitter;

    std::mutex m_mutex; ///< of the next five
    playback::PlayQueue m_queue;
    std::uint64_t m_lastEntry = 0;
    std::uint64_t m_order = 0; ///< of the player; reports that come with an older one are too late to move the list
    playback::PlayState m_state = playback::PlayState::stopped;
    std::chrono::milliseconds m_position{0};

    std::unique_ptr<playback::Player> m_player; ///< last: it ends before what it tells
};

} // namespace segue
