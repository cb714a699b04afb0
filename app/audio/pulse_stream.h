// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/buffered.h"
#include "app/audio/sample_converter.h"
#include "app/audio/sink_figures.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

struct pa_context;
struct pa_stream;

namespace segue::app {

/// One stream of sound to one output of a PulseAudio server. Begins silent: setRunning() starts it.
///
/// Thread rule: the loop's thread, which calls `events` as well; events must not destroy the stream. Failure rule: nothing throws
/// but for want of memory; a stream that cannot be or ended says so by `ended`.
class PulseStream final {
public:
    struct Events {
        std::function<void()> began;                     ///< it has a place now: device()
        std::function<void()> ended;                     ///< it was killed, or its output went
        std::function<void(std::string before)> moved;   ///< to device(), by the server; it holds its breath until goOn()
        std::function<void(bool isSuspended)> suspended; ///< its output sleeps, or woke
    };

    /// Where it is to play.
    struct Route {
        std::string output;    ///< empty: where the server wants it
        bool isPinned = false; ///< the server ends it where its output goes, and never moves it; nor does anybody else
    };

    PulseStream(pa_context* context, const Route& route, playback::AudioSink::Pull pull, SinkFigures& figures, Buffered& buffered,
                Events events);
    ~PulseStream();
    PulseStream(const PulseStream&) = delete;
    PulseStream& operator=(const PulseStream&) = delete;

    /// Not running: what was handed over is thrown away, and nothing is pulled.
    void setRunning(bool isRunning);
    void goOn(); ///< after `moved`
    /// Asks the server to play it through another output; `moved` follows. @return false: it has no place yet, or is pinned
    bool moveTo(const std::string& output);
    /// Of the output that it plays through; empty: not known yet.
    [[nodiscard]] const std::string& device() const { return m_device; }
    [[nodiscard]] bool isPinned() const { return m_isPinned; }

private:
    struct Callbacks; ///< what libpulse calls
    void begin();
    void fill(std::size_t bytes);
    void noteBuffered();
    void askTime();
    [[nodiscard]] bool isGood() const;

    pa_stream* m_stream;
    SampleConverter m_converter;
    SinkFigures& m_figures;
    Buffered& m_buffered;
    Events m_events;
    std::string m_device;
    bool m_isPinned;
    bool m_isReady = false;
    bool m_isRunning = false;
    int m_sinceTold = 0;   ///< so often something was handed over since the server told the time
    bool m_isHeld = false; ///< moved, or its output sleeps: nothing is pulled
};

} // namespace segue::app
