// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>

namespace segue::spotify {

/// The time, and waiting; a test hands in another one. Any thread.
class WebClock {
public:
    WebClock() = default;
    virtual ~WebClock() = default;
    WebClock(const WebClock&) = delete;
    WebClock& operator=(const WebClock&) = delete;

    [[nodiscard]] virtual std::chrono::sys_seconds wall() const = 0;                    ///< the listener may set it
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;     ///< goes on whatever the listener does
    virtual void wait(std::chrono::milliseconds time, const std::stop_token& stop) = 0; ///< or until `stop` is requested
};

[[nodiscard]] std::unique_ptr<WebClock> makeWebClock();

} // namespace segue::spotify
