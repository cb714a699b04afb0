// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::app {

/// What one start of Segue asks of the Segue that runs: what its command line says. Sent as bytes between processes of the same
/// user; a path may be any bytes but zero.
struct InstanceOrder {
    enum class Action { raise, playPause, next, previous, stop };

    std::vector<Action> actions; ///< in this order
    std::vector<std::filesystem::path> paths;
    bool demo = false;
    std::string activationToken; ///< the desktop's leave to take the focus; empty: none

    /// Whether it makes sense where no Segue runs: one starts for it.
    [[nodiscard]] bool mayStart() const;
    bool operator==(const InstanceOrder&) const = default;
};

[[nodiscard]] std::string encode(const InstanceOrder& order);
/// Nothing: these bytes are no order, or one of another version.
[[nodiscard]] std::optional<InstanceOrder> decode(std::string_view bytes);

/// The action's name on the command line and on the bus: "play-pause".
[[nodiscard]] std::string_view nameOf(InstanceOrder::Action action);
/// Upper or lower case, with or without the dash: the desktop file says "PlayPause".
[[nodiscard]] std::optional<InstanceOrder::Action> actionOf(std::string_view name);

} // namespace segue::app
