// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/instance_order.h"

#include <algorithm>
#include <array>

namespace segue::app {

namespace {

using Action = InstanceOrder::Action;

constexpr std::string_view kVersion = "segue-order-1";
constexpr std::array<std::pair<Action, std::string_view>, 5> kNames{{{Action::raise, "raise"},
                                                                     {Action::playPause, "play-pause"},
                                                                     {Action::next, "next"},
                                                                     {Action::previous, "previous"},
                                                                     {Action::stop, "stop"}}};

/// Without what a name may be written with or without.
std::string plain(std::string_view name) {
    std::string plain;
    for (const char letter : name)
        if (letter != '-')
            plain += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return plain;
}

/// The next field and the zero behind it, taken off; nothing: there is no whole one.
std::optional<std::string_view> takeField(std::string_view& bytes) {
    const auto end = bytes.find('\0');
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto field = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    return field;
}

/// @return whether such a field is known
bool takeInto(InstanceOrder& order, std::string_view key, std::string_view value) {
    if (key == "action") {
        const auto action = actionOf(value);
        if (action)
            order.actions.push_back(*action);
        return action.has_value();
    }
    if (key == "path")
        order.paths.emplace_back(value);
    else if (key == "demo")
        order.demo = true;
    else if (key == "token")
        order.activationToken = value;
    else
        return false;
    return true;
}

} // namespace

bool InstanceOrder::mayStart() const {
    const auto starts = [](Action action) { return action == Action::raise || action == Action::playPause; };
    return actions.empty() || !paths.empty() || demo || std::ranges::any_of(actions, starts);
}

std::string encode(const InstanceOrder& order) {
    std::string bytes(kVersion);
    bytes += '\0';
    const auto add = [&bytes](std::string_view key, std::string_view value) {
        bytes.append(key).push_back('\0');
        bytes.append(value).push_back('\0');
    };
    if (!order.activationToken.empty())
        add("token", order.activationToken);
    if (order.demo)
        add("demo", "");
    for (const auto& path : order.paths)
        add("path", path.native());
    for (const Action action : order.actions)
        add("action", nameOf(action));
    return bytes;
}

std::optional<InstanceOrder> decode(std::string_view bytes) {
    if (takeField(bytes) != kVersion)
        return std::nullopt;
    InstanceOrder order;
    while (!bytes.empty()) {
        const auto key = takeField(bytes);
        const auto value = key ? takeField(bytes) : std::nullopt;
        if (!value || !takeInto(order, *key, *value))
            return std::nullopt;
    }
    return order;
}

std::string_view nameOf(Action action) { return std::ranges::find(kNames, action, &decltype(kNames)::value_type::first)->second; }

std::optional<Action> actionOf(std::string_view name) {
    const auto wanted = plain(name);
    for (const auto& [action, known] : kNames)
        if (plain(known) == wanted)
            return action;
    return std::nullopt;
}

} // namespace segue::app
