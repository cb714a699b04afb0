// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/serial_executor.h"
#include "engine/words/error.h"

#include <exception>
#include <functional>
#include <stop_token>
#include <utility>

namespace segue {

/// Carries a command out at the boundary of its thread: whatever it throws becomes an error that the listener is told.
template <typename Command>
void carryOut(EventEmitter& emitter, Command&& command) noexcept {
    try {
        try {
            command();
        } catch (const std::exception& error) {
            emitter.fail(messageOf(error));
        }
    } catch (...) { // not even that could be told: memory is short
    }
}

/// A line of commands: one after another on a thread of its own, errors becoming messages.
///
/// Thread rule: all functions from any thread but its own; none but stop() waits.
class JobLine final {
public:
    using Command = std::function<void(const std::stop_token&)>;

    explicit JobLine(EventEmitter& emitter)
        : m_emitter(emitter) {}

    /// @param command gets a token that is asked to stop by stop() and stopPosted()
    void run(Command command) {
        m_executor.post(
            [this, command = std::move(command)](const std::stop_token& stop) { carryOut(m_emitter, [&] { command(stop); }); });
    }
    void run(std::function<void()> command) {
        run([command = std::move(command)](const std::stop_token&) { command(); });
    }
    void stopPosted() { m_executor.stopPosted(); } ///< what runs and waits; later commands run as usual
    void stop() { m_executor.stop(); }             ///< drops what was not begun; waits

private:
    EventEmitter& m_emitter;
    SerialExecutor m_executor;
};

} // namespace segue
