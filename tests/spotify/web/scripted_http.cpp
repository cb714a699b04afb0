// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/spotify/web/scripted_http.h"

#include <utility>

namespace segue::test {

using namespace std::chrono_literals;

HttpAnswer ScriptedHttp::ask(const HttpRequest& request, const std::stop_token&) {
    if (onAsk)
        onAsk(request);
    const std::lock_guard lock(m_mutex);
    m_asked.push_back(request);
    if (m_answers.empty())
        return {.problem = "nothing was to be asked"};
    auto answer = std::move(m_answers.front());
    m_answers.pop_front();
    return answer;
}

void ScriptedHttp::say(int status, std::string body, std::map<std::string, std::string> headers) {
    say({.status = status, .headers = std::move(headers), .body = std::move(body), .problem = {}});
}

void ScriptedHttp::say(HttpAnswer answer) {
    const std::lock_guard lock(m_mutex);
    m_answers.push_back(std::move(answer));
}

std::vector<HttpRequest> ScriptedHttp::asked() const {
    const std::lock_guard lock(m_mutex);
    return m_asked;
}

std::size_t ScriptedHttp::unsaid() const {
    const std::lock_guard lock(m_mutex);
    return m_answers.size();
}

std::chrono::sys_seconds ScriptedClock::wall() const {
    const std::lock_guard lock(m_mutex);
    return std::chrono::sys_seconds(1'796'040'000s) + std::chrono::floor<std::chrono::seconds>(m_passed);
}

std::chrono::steady_clock::time_point ScriptedClock::steady() const {
    const std::lock_guard lock(m_mutex);
    return std::chrono::steady_clock::time_point(1h) + m_passed;
}

void ScriptedClock::wait(std::chrono::milliseconds time, const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    if (stop.stop_requested())
        return;
    m_passed += time;
    if (time <= 250ms)
        ++m_gaps;
    else
        m_waits.push_back(time);
}

std::vector<std::chrono::milliseconds> ScriptedClock::waits() const {
    const std::lock_guard lock(m_mutex);
    return m_waits;
}

std::size_t ScriptedClock::gaps() const {
    const std::lock_guard lock(m_mutex);
    return m_gaps;
}

} // namespace segue::test
