// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue_cli/commands.h"
#include "engine/engine.h"
#include "ui/words/english.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <variant>

namespace segue::cli {

/// An engine whose events are handled on the caller's thread.
class EngineSession final {
public:
    EngineSession(const CommonOptions& common, bool readOnly, bool outlines = false, bool guessCodePage = true);

    [[nodiscard]] Engine& engine() { return *m_engine; }

    /// Handles events until `handle` returns true, or `stop` does (asked a few times a second).
    void run(
        const std::function<bool(const Event&)>& handle, const std::function<bool()>& stop = [] { return false; });

private:
    [[nodiscard]] std::optional<Event> next(std::chrono::milliseconds patience);

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Event> m_events;
    std::unique_ptr<Engine> m_engine; ///< last: it posts to the above
};

/// Handles events until the answer of that kind comes. What the engine tells meanwhile goes to stderr, and so does what is wrong
/// with the answer.
template <typename Answer>
[[nodiscard]] Answer awaitAnswer(EngineSession& session) {
    Answer answer;
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event))
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
        if (const auto* found = std::get_if<Answer>(&event))
            answer = *found;
        return std::holds_alternative<Answer>(event);
    });
    if (!answer.problem.empty())
        std::fprintf(stderr, "%s\n", words::english(answer.problem).c_str());
    return answer;
}

} // namespace segue::cli
