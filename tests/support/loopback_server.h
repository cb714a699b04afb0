// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace segue::test {

/// What a client asked.
struct WireRequest {
    std::string method, path, query, body;
    std::map<std::string, std::string> headers; ///< names in lower case
};

/// What it is answered, or what befalls it instead.
struct WireAnswer {
    int status = 200;
    std::string body = {};
    std::map<std::string, std::string> headers = {}; ///< beside length and "Connection: close"
    std::optional<std::size_t> cutAfter = {};        ///< hangs up after so many bytes of the body
    bool hangsUp = false;                            ///< instead of any answer
    bool isSilent = false;                           ///< says nothing until the server ends
    std::optional<std::size_t> stallsAfter = {};     ///< says nothing more behind so many bytes of the body, likewise
    std::optional<std::size_t> length = {};          ///< that is promised instead of the body's
    std::function<void()> beforeEnd = {};            ///< called when all has been said, before it hangs up
    bool isEndless = false;                          ///< the body again and again, without a length, until the other side hangs up
};

/// A server on 127.0.0.1 that answers each connection's one request; several at once.
class LoopbackServer final {
public:
    using Answering = std::function<WireAnswer(const WireRequest& request)>; ///< called from several threads at once

    explicit LoopbackServer(Answering answering, std::uint16_t port = 0);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    struct Guest {
        int socket = -1;
        bool isDone = false;
        std::thread thread;
    };
    void serve();
    void answer(Guest& guest);
    void forgetDone();

    Answering m_answering;
    int m_socket = -1;
    std::uint16_t m_port = 0;
    std::mutex m_mutex; ///< of m_guests
    std::list<Guest> m_guests;
    std::thread m_thread;
};

/// One question to a server on 127.0.0.1, for tests that play a browser or a stranger. @param host the name that it is asked by;
/// empty: its own. @return status (0: no answer), headers and body
[[nodiscard]] WireAnswer askLoopback(std::uint16_t port, const std::string& target, const std::string& method = "GET",
                                     const std::string& body = {}, const std::string& host = {});

} // namespace segue::test
