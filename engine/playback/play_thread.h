// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/queue/play_queue.h"
#include "engine/playback/sound/buffer_watch.h"
#include "engine/playback/sound/mixer.h"
#include "engine/playback/sound/patient_reader.h"
#include "engine/words/message.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace segue::playback {

/// The player's thread and all it owns: it carries out commands, decodes ahead into the mixer, follows what is heard,
/// and tells the listener.
///
/// Thread rule: post() and mixer() from any thread; the functions in the part named *on the thread* are for commands
/// only. Failure rule: nothing throws; what cannot be played becomes a problem in the status.
class PlayThread final {
public:
    using Command = std::function<void(PlayThread&)>;

    PlayThread(std::unique_ptr<AudioSink> sink, Player::Listener listener);
    ~PlayThread();
    PlayThread(const PlayThread&) = delete;
    PlayThread& operator=(const PlayThread&) = delete;

    void end(); ///< waits for the thread's end; what is posted from then on is not carried out
    /// Carried out soon, in order. `replaces`: the command does away with what is being decoded, so a read that hangs
    /// on a slow disk is given up for it.
    void post(Command command, bool replaces);
    [[nodiscard]] Mixer& mixer() { return m_mixer; }

    // On the thread.
    void play(PlayQueue queue);
    void playNext(PlayItem item);
    void pause();
    void resume();
    void stop();
    void next();
    void previous();
    void seek(std::chrono::milliseconds position);

private:
    /// A stretch of the mixer's stream that belongs to one item.
    struct Segment {
        std::uint64_t first = 0;    ///< in the stream
        std::size_t index = 0;      ///< in the queue
        std::uint64_t position = 0; ///< in the item, of the stretch's first frame
        std::chrono::milliseconds length{0};
    };

    void run(std::stop_token stop);
    [[nodiscard]] bool waitForCommands(std::stop_token stop);
    void carryOutCommands();
    void standStill(const std::exception& error) noexcept;
    void watch();
    void fill();
    void follow();
    void report();
    void startAt(std::size_t index, std::chrono::milliseconds position);
    [[nodiscard]] bool openFrom(std::size_t index);
    void startSound();
    void finish();
    void deviceChanged(const Message& problem);
    [[nodiscard]] bool hasCommands();
    [[nodiscard]] bool isMoving() const;
    [[nodiscard]] std::chrono::milliseconds heardPosition() const;
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
    std::stop_source m_decoding; ///< of the reader that is open now

    /// What is loaded and how far it is; the thread's own.
    struct Playing {
        PlayQueue queue;
        PlayState state = PlayState::stopped;
        std::optional<PatientReader> reader;
        std::size_t readerIndex = 0;  ///< in the queue
        std::deque<Segment> segments; ///< front: what is heard
        Message problem;              ///< with a file
        Message deviceProblem;
        bool sinkRuns = false;
    } m_now;
    BufferWatch m_watch;
    PlaybackStatus m_reported;
    std::chrono::steady_clock::time_point m_reportedAt{};
    bool m_mustReport = true;

    std::jthread m_thread; ///< last: it ends before what it uses
};

} // namespace segue::playback
