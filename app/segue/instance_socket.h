// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue/instance_order.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace segue::app {

/// A file descriptor that is closed once.
class Descriptor final {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number = -1;
};

/// One Segue for one database of one user. The first takes a local socket with a name that only it can have, and listens there;
/// who comes later speaks to it. The name lives in memory (Linux's abstract names), so that nothing is left behind by whoever
/// was killed, no file system has a say, and no bus is needed.
///
/// Of another user's process that took the name nothing is believed: each then works alone, as without this.
struct InstanceClaim {
    enum class Outcome {
        first,      ///< nobody else runs: listen on `socket`, which is not open if there can be none
        handedOver, ///< the one that runs has the order
        refused,    ///< it does not understand it: another version
        silent,     ///< it runs, but did not answer
    };
    Outcome outcome = Outcome::first;
    Descriptor socket;
};

/// By the database's path as it is written; no disk is asked.
[[nodiscard]] std::string instanceName(const std::filesystem::path& database);

/// Takes the name, or hands the order to whoever has it; waits for one that is just ending.
/// @param patience at most so long; may be called before there is any Qt
[[nodiscard]] InstanceClaim claimInstance(const std::string& name, const InstanceOrder& order, std::chrono::milliseconds patience);

/// What the first one answers with, each a line.
inline constexpr std::string_view kOrderDone = "done\n";
inline constexpr std::string_view kOrderRefused = "refused\n";

/// Whether the other end is a process of this user.
[[nodiscard]] bool isOfThisUser(int socket);

} // namespace segue::app
