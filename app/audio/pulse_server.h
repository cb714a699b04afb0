// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/known_outputs.h"
#include "app/audio/sound_loop.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>

struct pa_context;
struct pa_time_event;

namespace segue::app {

/// The connection to a PulseAudio server (or PipeWire's): which outputs it has, and which is the default. Connects anew for as long
/// as there is no server, at most every two seconds.
///
/// Thread rule: everything on the loop's thread, where `changed` is called as well. Failure rule: nothing throws but for want of
/// memory; without a server there is nothing to tell.
class PulseServer final {
public:
    PulseServer(SoundLoop& loop, std::function<void()> changed);
    ~PulseServer();
    PulseServer(const PulseServer&) = delete;
    PulseServer& operator=(const PulseServer&) = delete;

    /// Tries at once where there is no server.
    void connect();
    /// Whether a server answers and has told everything.
    [[nodiscard]] bool isReady() const { return m_hasStandard && m_hasOutputs; }
    /// Whether there is none: it went, or could not be reached. Not while it is asked for the first time.
    [[nodiscard]] bool isAway() const { return m_context == nullptr; }
    [[nodiscard]] KnownOutputs outputs() const;
    /// For streams; ready only while isReady().
    [[nodiscard]] pa_context* context() const { return m_context; }
    /// Asks the server whether an output is there at this moment: what it tells by itself may come late. `answer` is called once,
    /// but not where the connection is lost meanwhile.
    void ask(const std::string& output, std::function<void(bool isThere)> answer);

private:
    struct Callbacks; ///< what libpulse calls
    void drop();
    void lost();
    void tryLater();
    void list();

    SoundLoop& m_loop;
    std::function<void()> m_changed;
    pa_context* m_context = nullptr;
    pa_time_event* m_retry = nullptr;
    std::uint32_t m_retryMs = 0;
    std::map<std::uint32_t, KnownOutput> m_outputs;    ///< by the server's index
    std::deque<std::function<void(bool)>> m_questions; ///< answered in their order
    std::string m_standard;
    bool m_hasStandard = false;
    bool m_hasOutputs = false;
};

} // namespace segue::app
