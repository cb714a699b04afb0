// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/playback/sound/buffer_watch.h"
#include "engine/playback/sound/mixer.h"
#include "engine/playback/sound/sound_stream.h"
#include "engine/words/message.h"

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace segue::playback {

/// What Player::play() was told.
struct PlayOrder {
    PlayItem item;
    std::chrono::milliseconds from{0};
    bool isPaused = false;
    std::uint64_t number = 0;
};

/// The player's thread and all it owns: it carries out commands, keeps the stream of sound flowing, follows what is heard,
/// and tells the listener.
///
/// Thread rule: post() and mixer() from any thread; the functions in the part named *on the thread* are for commands
/// only. Failure rule: nothing throws; what cannot be played becomes a problem in the status.
class PlayThread final {
public:
    using Command = std::function<void(PlayThread&)>;

    PlayThread(std::unique_ptr<AudioSink> sink, Follow follow, Player::Listener listener);
    ~PlayThread();
    PlayThread(const PlayThread&) = delete;
    PlayThread& operator=(const PlayThread&) = delete;

    void end(); ///< waits for the thread's end; what is posted from then on is not carried out
    /// Carried out soon, in order. `replaces`: the command does away with what is being decoded, so a read that hangs
    /// on a slow disk is given up for it.
    void post(Command command, bool replaces);
    [[nodiscard]] Mixer& mixer() { return m_mixer; }

    // On the thread.
    void play(const PlayOrder& order);
    void followChanged();
    void setSound(const SoundSettings& settings);
    void pause();
    void resume();
    void stop();
    void seek(std::chrono::milliseconds position);

private:
    void run(std::stop_token stop);
    [[nodiscard]] bool waitForCommands(std::stop_token stop);
    [[nodiscard]] std::chrono::milliseconds untilLook() const;
    void carryOutCommands();
    void standStill(const std::exception& error) noexcept;
    void watch();
    void listen();
    void report();
    bool begin(const PlayItem& item, std::chrono::milliseconds from);
    void startSound();
    void changeWay(const AudioSink::Way& way);
    bool changeItem();
    void finish();
    void endFade();
    void forgetProblem();
    void noteFailure(const PlayItem& item, const Message& why);
    void deviceChanged(const Message& problem);
    [[nodiscard]] bool hasCommands();
    [[nodiscard]] std::stop_token newToken();
    [[nodiscard]] bool isMoving() const;
    [[nodiscard]] PlaybackStatus status() const;
    [[nodiscard]] double latency() const;

    std::unique_ptr<AudioSink> m_sink;
    Player::Listener m_listener;
    Mixer m_mixer;

    std::mutex m_mutex; ///< of the next five
    std::condition_variable_any m_wake;
    std::vector<Command> m_commands;
    bool m_isEnding = false;
    bool m_replaced = false;     ///< a waiting command does away with what is being decoded
    std::stop_source m_decoding; ///< of the readers that are open now

    /// What is loaded; the thread's own.
    struct Playing {
        PlayState state = PlayState::stopped;
        PlayItem item; ///< that is heard, or was last or was to be
        std::uint64_t begun = 0;
        std::uint64_t order = 0;
        Message problem; ///< why a file is not heard
        std::uint64_t failedEntry = 0;
        Message deviceProblem;
        bool sinkRuns = false;
        bool isFading = false;                              ///< a pause was asked for, and the sound is fading out
        std::chrono::steady_clock::time_point fadesUntil{}; ///< the fade counts as over then, even if the device pulls no more
    } m_now;
    SoundStream m_stream;
    BufferWatch m_watch;
    PlaybackStatus m_reported;
    std::chrono::steady_clock::time_point m_reportedAt{};
    bool m_mustReport = true;
    bool m_isBehind = false; ///< the buffer is not full: decode again without waiting
    int m_behind = 0;        ///< rounds of decoding one after another in which that was so

    std::jthread m_thread; ///< last: it ends before what it uses
};

} // namespace segue::playback
