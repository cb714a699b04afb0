// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/bus_probe.h"

#include "app/segue/instance_socket.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace segue::app {

namespace {

/// A busy machine's bus may take a moment.
constexpr std::chrono::seconds kPatience{2};

/// The value of a key in the first address of a list: "unix:path=/run/user/1000/bus,guid=...". Empty: it has none.
std::string valueOf(std::string_view address, std::string_view key) {
    address = address.substr(0, address.find(';'));
    if (!address.starts_with("unix:"))
        return {};
    address.remove_prefix(5);
    while (!address.empty()) {
        const auto part = address.substr(0, address.find(','));
        if (part.starts_with(key) && part.substr(key.size()).starts_with('='))
            return std::string(part.substr(key.size() + 1));
        address.remove_prefix(std::min(address.size(), part.size() + 1));
    }
    return {};
}

/// Connected, without waiting; closed: nobody listens there.
Descriptor callBus(std::string_view address) {
    const auto path = valueOf(address, "path");
    const auto abstract = valueOf(address, "abstract");
    const std::string name = path.empty() ? std::string(1, '\0') + abstract : path;
    sockaddr_un place{};
    if (name.size() < 2 || name.size() >= sizeof place.sun_path)
        return {};
    place.sun_family = AF_UNIX;
    std::memcpy(place.sun_path, name.data(), name.size());
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + (path.empty() ? 0 : 1));
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.isOpen() || ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&place), length) != 0)
        return {};
    return socket;
}

} // namespace

bool mayAnswer(std::string_view address, std::chrono::milliseconds patience) {
    const auto socket = callBus(address);
    if (!socket.isOpen())
        return true;
    // How every client begins: a zero, and who it is, in hexadecimal digits of the number's digits.
    std::string hello(1, '\0');
    hello += "AUTH EXTERNAL ";
    for (const char digit : std::to_string(::geteuid()))
        hello += {'3', digit};
    hello += "\r\n";
    if (::send(socket.number(), hello.data(), hello.size(), MSG_NOSIGNAL) < 0)
        return true;
    pollfd answer{.fd = socket.number(), .events = POLLIN, .revents = 0};
    return ::poll(&answer, 1, static_cast<int>(patience.count())) > 0;
}

std::string sessionBusAddress() {
    if (const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS"))
        return address;
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    return runtime == nullptr ? std::string() : "unix:path=" + std::string(runtime) + "/bus";
}

void doWithoutSilentBus() {
    if (!mayAnswer(sessionBusAddress(), kPatience))
        ::setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
}

} // namespace segue::app
