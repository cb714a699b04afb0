// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/loopback_server.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace segue::test {

namespace {

constexpr std::size_t kMostBytes = 8 << 20;

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::map<std::string, std::string> headersIn(const std::string& head) {
    std::map<std::string, std::string> headers;
    for (auto at = head.find("\r\n"); at != std::string::npos && at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
        const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        const auto colon = line.find(": ");
        if (colon != std::string::npos)
            headers[lowered(line.substr(0, colon))] = line.substr(colon + 2);
    }
    return headers;
}

/// Everything up to the end of the body that the head announces, or of the connection.
std::pair<std::string, std::string> received(int socket) {
    std::string bytes;
    std::array<char, 16384> room{};
    std::size_t headEnd = std::string::npos, whole = kMostBytes;
    while (bytes.size() < whole) {
        const auto count = ::recv(socket, room.data(), room.size(), 0);
        if (count <= 0)
            break;
        bytes.append(room.data(), static_cast<std::size_t>(count));
        if (headEnd == std::string::npos && (headEnd = bytes.find("\r\n\r\n")) != std::string::npos) {
            const auto headers = headersIn(bytes.substr(0, headEnd + 2));
            const auto length = headers.find("content-length");
            const bool isRequest = !bytes.starts_with("HTTP/");
            whole = length != headers.end() ? headEnd + 4 + std::stoul(length->second) : isRequest ? headEnd + 4 : kMostBytes;
        }
    }
    if (headEnd == std::string::npos)
        return {};
    return {bytes.substr(0, headEnd + 2), bytes.substr(headEnd + 4)};
}

/// @return false: the other side has hung up
bool sendAll(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

WireRequest requestOf(const std::string& head, std::string body) {
    WireRequest request{.body = std::move(body), .headers = headersIn(head)};
    const auto line = head.substr(0, head.find("\r\n"));
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    request.method = line.substr(0, first);
    auto target = first == std::string::npos || last <= first ? std::string() : line.substr(first + 1, last - first - 1);
    const auto mark = target.find('?');
    if (mark != std::string::npos)
        request.query = target.substr(mark + 1);
    request.path = target.substr(0, mark);
    return request;
}

std::string textOf(const WireAnswer& answer) {
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " Said\r\nConnection: close\r\n";
    if (!answer.isEndless)
        text += "Content-Length: " + std::to_string(answer.length.value_or(answer.body.size())) + "\r\n";
    for (const auto& [name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n" + answer.body.substr(0, answer.cutAfter.value_or(answer.stallsAfter.value_or(answer.body.size())));
}

void sayAll(int socket, const WireAnswer& answer) {
    bool isHeard = sendAll(socket, textOf(answer));
    while (isHeard && answer.isEndless && !answer.body.empty())
        isHeard = sendAll(socket, answer.body);
    if (answer.beforeEnd)
        answer.beforeEnd();
    if (isHeard && answer.stallsAfter)
        static_cast<void>(received(socket)); // until one of both ends
}

} // namespace

LoopbackServer::LoopbackServer(Answering answering, std::uint16_t port)
    : m_answering(std::move(answering))
    , m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int yes = 1;
    ::setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto address = loopback(port);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_socket, plain, size) != 0 || ::listen(m_socket, 64) != 0 || ::getsockname(m_socket, plain, &size) != 0)
        throw std::runtime_error("no socket on loopback");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() {
    ::shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& guest : m_guests)
            ::shutdown(guest.socket, SHUT_RDWR);
    }
    for (auto& guest : m_guests) {
        guest.thread.join();
        ::close(guest.socket);
    }
    ::close(m_socket);
}

void LoopbackServer::serve() {
    for (;;) {
        const int client = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        forgetDone();
        const std::lock_guard lock(m_mutex);
        auto& guest = m_guests.emplace_back();
        guest.socket = client;
        guest.thread = std::thread([this, &guest] { answer(guest); });
    }
}

void LoopbackServer::forgetDone() {
    std::list<Guest> done;
    {
        const std::lock_guard lock(m_mutex);
        for (auto guest = m_guests.begin(); guest != m_guests.end();) {
            const auto next = std::next(guest);
            if (guest->isDone)
                done.splice(done.end(), m_guests, guest);
            guest = next;
        }
    }
    for (auto& guest : done) {
        guest.thread.join();
        ::close(guest.socket);
    }
}

void LoopbackServer::answer(Guest& guest) {
    auto [head, body] = received(guest.socket);
    if (!head.empty()) {
        const auto told = m_answering(requestOf(head, std::move(body)));
        if (told.isSilent)
            static_cast<void>(received(guest.socket)); // until one of both ends
        else if (!told.hangsUp)
            sayAll(guest.socket, told);
    }
    ::shutdown(guest.socket, SHUT_RDWR);
    const std::lock_guard lock(m_mutex);
    guest.isDone = true;
}

WireAnswer askLoopback(std::uint16_t port, const std::string& target, const std::string& method, const std::string& body,
                       const std::string& host) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    auto address = loopback(port);
    WireAnswer answer{.status = 0};
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        const auto named = host.empty() ? "127.0.0.1:" + std::to_string(port) : host;
        sendAll(socket, method + ' ' + target + " HTTP/1.1\r\nHost: " + named +
                            (body.empty() ? "" : "\r\nContent-Length: " + std::to_string(body.size())) + "\r\n\r\n" + body);
        auto [head, told] = received(socket);
        if (head.size() > 12)
            answer = {.status = std::stoi(head.substr(9, 3)), .body = std::move(told), .headers = headersIn(head)};
    }
    ::close(socket);
    return answer;
}

} // namespace segue::test
