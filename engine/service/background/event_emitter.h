// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/words/message.h"

#include <mutex>
#include <utility>

namespace segue {

/// Hands events to the one listener, one at a time. Any thread.
class EventEmitter final {
public:
    explicit EventEmitter(EventListener listener)
        : m_listener(std::move(listener)) {}

    void emit(Event event) {
        const std::lock_guard lock(m_mutex);
        if (m_listener)
            m_listener(std::move(event));
    }
    void inform(const Message& message) { emit(Notice{Notice::Level::information, message}); }
    void warn(const Message& message) { emit(Notice{Notice::Level::warning, message}); }
    void fail(const Message& message) { emit(Notice{Notice::Level::error, message}); }
    /// No event reaches the listener after this returns.
    void close() {
        const std::lock_guard lock(m_mutex);
        m_listener = nullptr;
    }

private:
    std::mutex m_mutex;
    EventListener m_listener;
};

} // namespace segue
