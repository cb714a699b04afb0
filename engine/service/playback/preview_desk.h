// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/playback/sound/shared_sink.h"
#include "engine/service/playback/preview_run.h"
#include "engine/service/playback/queue_songs.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace segue {

/// The previews: a player of their own over the music, which is softer meanwhile or pauses. It never touches the queue.
///
/// Thread rule: constructor, end(), setVolume() and setSound() from any thread; everything else with the lock of whoever owns it.
/// The two functions that it is given are called without that lock, on the previews' player's thread: they take it, and call
/// follows() and take().
class PreviewDesk final {
public:
    /// previous() begins the same preview anew if more than this of it was heard.
    static constexpr std::chrono::milliseconds kRestart{3'000};

    PreviewDesk(playback::SharedSink& sink, QueueSongs& songs, playback::Follow follow, playback::Player::Listener listener);
    void end(); ///< waits, but for no disk

    void setVolume(float volume) { m_player.setVolume(volume); }
    void setSound(const SoundSettings& settings);
    void setPausesMusic(bool pauses) { m_pausesMusic = pauses; } ///< from the next run on

    [[nodiscard]] const std::optional<PreviewRun>& run() const { return m_run; } ///< none: no preview is on
    [[nodiscard]] playback::PlaybackStatus& heard() { return m_heard; }          ///< the last report of it

    /// Begins, or goes to another list of previews. @param isStill nothing plays or is paused. @param isPlaying the music does
    /// @return whether the music is to pause
    [[nodiscard]] bool begin(PreviewRun run, bool isStill, bool isPlaying);
    [[nodiscard]] bool next(); ///< @return false: there is none
    void previous();           ///< as kRestart says
    void pause() { m_player.pause(); }
    void resume() { m_player.resume(); }
    void seek(std::chrono::milliseconds position) { m_player.seek(position); }
    /// Ends it; the music is as loud as before. @return what was on
    std::optional<PreviewRun> drop();

    [[nodiscard]] std::optional<playback::PlayItem> follows(const playback::PlayItem& item);
    enum class Taken : std::uint8_t { old, heard, over };
    /// A report of the player. @return over: the last one ended, and drop() is to follow
    [[nodiscard]] Taken take(const playback::PlaybackStatus& status);
    void complete(playback::PlaybackStatus& status) const; ///< whether there is one before and after it

private:
    void show(std::size_t index);

    playback::SharedSink& m_sink;
    QueueSongs& m_songs;
    std::optional<PreviewRun> m_run;
    playback::PlaybackStatus m_heard;
    std::uint64_t m_order = 0; ///< of the player's: what comes with an older one is old
    bool m_pausesMusic = false;
    playback::Player m_player; ///< last: its thread asks for the others
};

} // namespace segue
