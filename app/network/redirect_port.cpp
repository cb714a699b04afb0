// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/redirect_port.h"

#include "app/network/redirect_request.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace segue::app {

using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds kLook{50}; ///< at most until a request to stop is noticed
constexpr std::chrono::seconds kPatience{10};  ///< with a connection that does not say what it wants
constexpr std::size_t kMostConnections = 32;   ///< the oldest goes for a newer one
constexpr int kWaitingConnections = 16;

/// A file descriptor that is closed.
class Socket final {
public:
    explicit Socket(int descriptor)
        : m_descriptor(descriptor) {}
    ~Socket() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Socket(Socket&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Socket& operator=(Socket&& other) noexcept {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

struct Connection {
    Socket socket;
    Clock::time_point since;
    std::string bytes = {};
};

/// One that does not take the few bytes at once does not get them.
void say(const Socket& socket, bool isTaken) {
    const auto text = redirectAnswer(isTaken);
    static_cast<void>(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    ::shutdown(socket.get(), SHUT_WR);
}

class Port final : public OpenRedirect {
public:
    Port(Socket listening, std::uint16_t port, std::string path)
        : m_listening(std::move(listening))
        , m_port(port)
        , m_path(std::move(path)) {}

    std::uint16_t port() const override { return m_port; }

    std::optional<std::string> wait(const std::stop_token& stop, std::chrono::milliseconds limit) override {
        const auto end = Clock::now() + limit;
        if (m_asking)
            answer(false);
        while (!stop.stop_requested() && Clock::now() < end)
            if (auto query = look(std::min<Clock::duration>(kLook, end - Clock::now())))
                return query;
        return std::nullopt;
    }

    void answer(bool isTaken) override {
        if (!m_asking)
            return;
        say(m_asking->socket, isTaken);
        m_asking.reset();
    }

private:
    std::optional<std::string> look(Clock::duration time) {
        std::vector<pollfd> watched{{.fd = m_listening.get(), .events = POLLIN, .revents = 0}};
        for (const auto& connection : m_connections)
            watched.push_back({.fd = connection.socket.get(), .events = POLLIN, .revents = 0});
        const auto ms = std::chrono::ceil<std::chrono::milliseconds>(time).count();
        if (::poll(watched.data(), watched.size(), static_cast<int>(ms)) < 0)
            return std::nullopt;
        std::vector<Connection> held = std::exchange(m_connections, {});
        std::optional<std::string> query;
        for (std::size_t i = 0; i < held.size(); ++i) {
            const bool isOpen = watched[i + 1].revents == 0 || receive(held[i]);
            if (isOpen && held[i].since + kPatience > Clock::now() && !settle(held[i], query))
                m_connections.push_back(std::move(held[i]));
        }
        if (watched.front().revents != 0)
            acceptAll();
        return query;
    }

    void acceptAll() {
        for (;;) {
            Socket socket(::accept4(m_listening.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
            if (socket.get() < 0)
                return;
            if (m_connections.size() == kMostConnections)
                m_connections.erase(m_connections.begin());
            m_connections.push_back({.socket = std::move(socket), .since = Clock::now()});
        }
    }

    /// @return false: it was closed
    static bool receive(Connection& connection) {
        std::array<char, 4096> room{};
        const auto count = ::recv(connection.socket.get(), room.data(), room.size(), MSG_DONTWAIT);
        if (count > 0)
            connection.bytes.append(room.data(), static_cast<std::size_t>(count));
        return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
    }

    /// Answers what is not waited for. The one that is moves to m_asking; others of its kind wait for the next look.
    /// @return whether nothing more is to be done with the connection
    bool settle(Connection& connection, std::optional<std::string>& query) {
        auto request = readRedirect(connection.bytes, m_path, m_port);
        switch (request.standing) {
        case RedirectRequest::Standing::incomplete:
            return false;
        case RedirectRequest::Standing::wanted:
            if (query)
                return false;
            query = std::move(request.query);
            m_asking = std::move(connection);
            return true;
        case RedirectRequest::Standing::notFound:
        case RedirectRequest::Standing::tooLong:
            break;
        }
        say(connection.socket, false);
        return true;
    }

    Socket m_listening;
    std::uint16_t m_port;
    std::string m_path;
    std::vector<Connection> m_connections;
    std::optional<Connection> m_asking; ///< waits for answer()
};

[[noreturn]] void fail(std::uint16_t port) {
    throw Error{ErrorKind::io, Message(MessageId::spotifyPortTaken, {std::to_string(port), std::strerror(errno)})};
}

class Listener final : public RedirectListener {
public:
    std::unique_ptr<OpenRedirect> open(std::uint16_t port, const std::string& path) override {
        Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (socket.get() < 0)
            fail(port);
        const int yes = 1; // a port that was just closed may be had again; one that is open may not
        ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket.get(), plain, size) != 0 || ::listen(socket.get(), kWaitingConnections) != 0 ||
            ::getsockname(socket.get(), plain, &size) != 0)
            fail(port);
        return std::make_unique<Port>(std::move(socket), ntohs(address.sin_port), path);
    }
};

} // namespace

std::shared_ptr<RedirectListener> makeRedirectListener() { return std::make_shared<Listener>(); }

} // namespace segue::app
