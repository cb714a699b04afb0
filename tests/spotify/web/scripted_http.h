// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/http.h"
#include "engine/spotify/web/web_clock.h"

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace segue::test {

/// A server that answers as it is told to, in order. Any thread.
class ScriptedHttp final : public Http {
public:
    HttpAnswer ask(const HttpRequest& request, const std::stop_token& stop) override;

    void say(int status, std::string body = {}, std::map<std::string, std::string> headers = {});
    void say(HttpAnswer answer);
    [[nodiscard]] std::vector<HttpRequest> asked() const;
    [[nodiscard]] std::size_t unsaid() const;      ///< answers that nobody asked for
    std::function<void(const HttpRequest&)> onAsk; ///< before it is answered

private:
    mutable std::mutex m_mutex;
    std::deque<HttpAnswer> m_answers;
    std::vector<HttpRequest> m_asked;
};

/// A clock on which waiting takes no time.
class ScriptedClock final : public spotify::WebClock {
public:
    std::chrono::sys_seconds wall() const override;
    std::chrono::steady_clock::time_point steady() const override;
    void wait(std::chrono::milliseconds time, const std::stop_token& stop) override;

    [[nodiscard]] std::vector<std::chrono::milliseconds> waits() const; ///< in order, without the gaps up to 250 ms
    [[nodiscard]] std::size_t gaps() const;

private:
    mutable std::mutex m_mutex;
    std::chrono::milliseconds m_passed{0};
    std::vector<std::chrono::milliseconds> m_waits;
    std::size_t m_gaps = 0;
};

} // namespace segue::test
