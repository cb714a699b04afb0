// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// An open port on this computer to which the listener's browser brings Spotify's answer.
///
/// Thread rule: one thread. Failure rule: throws only std::bad_alloc.
class OpenRedirect {
public:
    OpenRedirect() = default;
    virtual ~OpenRedirect() = default; ///< closes it
    OpenRedirect(const OpenRedirect&) = delete;
    OpenRedirect& operator=(const OpenRedirect&) = delete;

    [[nodiscard]] virtual std::uint16_t port() const = 0;
    /// Waits for a request for the path that it was opened with. Whatever else comes (icons, connections that say nothing, other
    /// paths and methods, lines without end) is answered with an error and does not end the waiting.
    /// @return what stands behind the "?", as it came; nothing: none came in time, or `stop` was requested. The browser is not
    /// answered before answer().
    [[nodiscard]] virtual std::optional<std::string> wait(const std::stop_token& stop, std::chrono::milliseconds limit) = 0;
    /// Answers the request that wait() returned. @param isTaken false: it is refused, as any other path would be
    virtual void answer(bool isTaken) = 0;
};

/// Opens such ports; implemented where there is a network.
class RedirectListener {
public:
    RedirectListener() = default;
    virtual ~RedirectListener() = default;
    RedirectListener(const RedirectListener&) = delete;
    RedirectListener& operator=(const RedirectListener&) = delete;

    /// On 127.0.0.1 and nowhere else. @param port 0: any that is free. @param path "/callback", say.
    /// Throws Error{io} if the port cannot be had.
    [[nodiscard]] virtual std::unique_ptr<OpenRedirect> open(std::uint16_t port, const std::string& path) = 0;
};

} // namespace segue
