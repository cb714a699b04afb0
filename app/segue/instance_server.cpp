// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/instance_server.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace segue::app {

InstanceServer::InstanceServer(Descriptor socket, QObject* parent)
    : QObject(parent)
    , m_socket(std::move(socket)) {
    if (!m_socket.isOpen())
        return;
    m_calls = std::make_unique<QSocketNotifier>(m_socket.number(), QSocketNotifier::Read);
    connect(m_calls.get(), &QSocketNotifier::activated, this, &InstanceServer::accept);
}

InstanceServer::~InstanceServer() = default;

void InstanceServer::accept() {
    Descriptor socket(::accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket.isOpen() || !isOfThisUser(socket.number()))
        return;
    if (m_callers.size() >= kMostCallers)
        m_callers.erase(m_callers.begin());
    const int number = socket.number();
    auto bytes = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
    connect(bytes.get(), &QSocketNotifier::activated, this, [this, number] { read(number); });
    m_callers.push_back({.socket = std::move(socket), .bytes = std::move(bytes), .order = {}});
}

void InstanceServer::read(int socket) {
    const auto caller = std::ranges::find(m_callers, socket, [](const Caller& one) { return one.socket.number(); });
    if (caller == m_callers.end())
        return;
    char bytes[4096];
    const auto got = ::recv(socket, bytes, sizeof bytes, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got > 0 && caller->order.size() <= kLongest) {
        caller->order.append(bytes, static_cast<std::size_t>(got));
        return;
    }
    // The notifier tells of this very moment: it goes when it has returned.
    Caller done = std::move(*caller);
    m_callers.erase(caller);
    done.bytes->setEnabled(false);
    done.bytes.release()->deleteLater();
    if (got == 0)
        answer(done);
}

void InstanceServer::answer(Caller& caller) {
    const auto order = decode(caller.order);
    const auto words = order ? kOrderDone : kOrderRefused;
    static_cast<void>(::send(caller.socket.number(), words.data(), words.size(), MSG_NOSIGNAL));
    if (order)
        Q_EMIT ordered(*order);
}

} // namespace segue::app
