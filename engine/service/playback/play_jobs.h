// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/listening/listening_jobs.h"
#include "engine/service/playback/playback_commands.h"

#include <memory>
#include <mutex>

namespace segue {

/// The facade's player: its commands go to the player, what it reports to the listener, to the counter of plays, and to the
/// rule by which the analysis rests while playing needs the computer.
///
/// Thread rule: all functions from any one thread, forgetLibrary() from any; they return at once. No event comes after its
/// destructor.
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
    /// It is removed: if a song of it is loaded, nothing is any longer, and a Notice says what stopped.
    void forgetLibrary(LibraryId library);
    void end(); ///< waits, but for no disk; no event comes after it returned, and commands do nothing

private:
    EventEmitter& m_emitter;
    std::mutex m_mutex;
    playback::PlaybackStatus m_status;          ///< guarded; as the player told it last
    std::unique_ptr<playback::Player> m_player; ///< last: it tells the others
};

} // namespace segue
