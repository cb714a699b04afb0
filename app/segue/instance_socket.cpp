// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/instance_socket.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace segue::app {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

using Outcome = InstanceClaim::Outcome;

constexpr int kWaiting = 16; // starts that may wait at once
constexpr milliseconds kRetry{50};

struct Address {
    sockaddr_un value{};
    socklen_t length = 0;
};

Address addressOf(const std::string& name) {
    Address address;
    address.value.sun_family = AF_UNIX;
    // A zero in front: a name that is no file.
    const auto room = std::min(name.size(), sizeof(address.value.sun_path) - 1);
    std::memcpy(address.value.sun_path + 1, name.data(), room);
    address.length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + room);
    return address;
}

const sockaddr* raw(const Address& address) { return reinterpret_cast<const sockaddr*>(&address.value); }

Descriptor openSocket() { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)); }

milliseconds left(Clock::time_point until) {
    return std::max(milliseconds{0}, std::chrono::duration_cast<milliseconds>(until - Clock::now()));
}

bool waitFor(int socket, short what, Clock::time_point until) {
    pollfd one{.fd = socket, .events = what, .revents = 0};
    return ::poll(&one, 1, static_cast<int>(left(until).count())) > 0;
}

bool sendAll(int socket, std::string_view bytes, Clock::time_point until) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        else if (!waitFor(socket, POLLOUT, until))
            return false;
    }
    return ::shutdown(socket, SHUT_WR) == 0;
}

/// All that comes until the other end closes; what came when the time is over.
std::string readAnswer(int socket, Clock::time_point until) {
    std::string answer;
    char bytes[64];
    while (waitFor(socket, POLLIN, until)) {
        const auto got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0)
            break;
        answer.append(bytes, static_cast<std::size_t>(got));
        if (answer.back() == '\n')
            break;
    }
    return answer;
}

/// What came of speaking to the one that has the name. Nothing: it went meanwhile, so that the name may be free.
std::optional<Outcome> speak(const Address& address, const std::string& order, Clock::time_point until) {
    const auto socket = openSocket();
    if (!socket.isOpen())
        return Outcome::first;
    if (::connect(socket.number(), raw(address), address.length) != 0)
        return errno == EAGAIN && left(until).count() == 0 ? std::optional(Outcome::silent) : std::nullopt;
    if (!isOfThisUser(socket.number()))
        return Outcome::first;
    static_cast<void>(sendAll(socket.number(), order, until));
    const auto answer = readAnswer(socket.number(), until);
    if (answer == kOrderDone)
        return Outcome::handedOver;
    if (answer == kOrderRefused)
        return Outcome::refused;
    return left(until).count() == 0 ? std::optional(Outcome::silent) : std::nullopt;
}

} // namespace

Descriptor::~Descriptor() {
    if (isOpen())
        ::close(m_number);
}

Descriptor::Descriptor(Descriptor&& other) noexcept
    : m_number(std::exchange(other.m_number, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
}

bool isOfThisUser(int socket) {
    ucred other{};
    socklen_t size = sizeof other;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &other, &size) == 0 && other.uid == ::geteuid();
}

/// FNV-1a of the path: names have room for a hundred bytes.
std::string instanceName(const std::filesystem::path& database) {
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    const auto path = database.lexically_normal();
    for (const char letter : path.native())
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211ULL;
    char name[64];
    std::snprintf(name, sizeof name, "segue-%u-%016llx", static_cast<unsigned>(::geteuid()), static_cast<unsigned long long>(hash));
    return name;
}

InstanceClaim claimInstance(const std::string& name, const InstanceOrder& order, milliseconds patience) {
    const auto until = Clock::now() + patience;
    const auto address = addressOf(name);
    const auto bytes = encode(order);
    for (;;) {
        auto socket = openSocket();
        if (!socket.isOpen())
            return {};
        if (::bind(socket.number(), raw(address), address.length) == 0 && ::listen(socket.number(), kWaiting) == 0)
            return {.outcome = Outcome::first, .socket = std::move(socket)};
        if (errno != EADDRINUSE)
            return {};
        if (const auto outcome = speak(address, bytes, until))
            return {.outcome = *outcome, .socket = {}};
        if (left(until).count() == 0)
            return {.outcome = Outcome::silent, .socket = {}};
        std::this_thread::sleep_for(kRetry);
    }
}

} // namespace segue::app
