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

/// Runs a command at the boundary of its thread: whatever it throws becomes an error that the listener is told.
template <typename Command>
void carryOut(EventEmitter& emitter, Command&& command) noexcept {
    try {
        try {
            command();
        } catch (const std::exception& error) {
            emitter.fail(messageOf(error));
        }
    } catch (...) { // memory is too short to send even the error
    }
}

/// Runs commands one after another on a thread of its own; their errors become messages.
///
/// Thread rule: all functions from any thread but its own; only stop() waits.
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
    void stopPosted() { m_executor.stopPosted(); } ///< asks what runs and waits to stop; later commands run as usual
    void stop() { m_executor.stop(); }             ///< drops commands not begun; waits for the running one

private:
    EventEmitter& m_emitter;
    SerialExecutor m_executor;
};

} // namespace segue
