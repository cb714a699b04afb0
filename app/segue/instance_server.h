// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue/instance_socket.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <optional>
#include <vector>

namespace segue::app {

/// The first Segue's ear: takes the orders of those that are started later (claimInstance), one after another, and answers each
/// as soon as it is taken. Only this user's processes are heard, and none may be endless or keep others from being heard.
class InstanceServer final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kLongest = 8U << 20U; ///< bytes of an order; a longer one is dropped
    static constexpr std::size_t kMostCallers = 16;    ///< at once; the oldest has to go

    /// @param socket listens; one that is not open hears nothing
    explicit InstanceServer(Descriptor socket, QObject* parent = nullptr);
    ~InstanceServer() override;

Q_SIGNALS:
    void ordered(const segue::app::InstanceOrder& order);

private:
    struct Caller {
        Descriptor socket;
        std::unique_ptr<QSocketNotifier> bytes;
        std::string order;
    };
    void accept();
    void read(int socket);
    void answer(Caller& caller);

    Descriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_calls;
    std::vector<Caller> m_callers;
};

} // namespace segue::app
