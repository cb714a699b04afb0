// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/known_outputs.h"

#include <algorithm>
#include <array>

namespace segue::app {

bool isRemovableOutput(std::string_view bus, std::string_view formFactor, std::string_view profile) {
    constexpr auto kBuses = std::to_array<std::string_view>({"usb", "bluetooth", "firewire"});
    constexpr auto kForms =
        std::to_array<std::string_view>({"headphone", "headset", "handset", "hands-free", "portable", "car", "tv"});
    return std::ranges::find(kBuses, bus) != kBuses.end() || std::ranges::find(kForms, formFactor) != kForms.end() ||
           profile.starts_with("hdmi");
}

const KnownOutput* KnownOutputs::find(const std::string& id) const {
    const auto found = std::ranges::find(outputs, id, &KnownOutput::id);
    return id.empty() || found == outputs.end() ? nullptr : &*found;
}

bool KnownOutputs::isRemovable(const std::string& id) const {
    const KnownOutput* output = find(id);
    return output != nullptr && output->isRemovable;
}

Place KnownOutputs::placeOf(const std::string& id) const {
    const KnownOutput* output = find(id);
    if (output == nullptr)
        return {.output = id, .port = {}, .name = id};
    return {.output = id, .port = output->port, .name = output->portName.empty() ? output->name : output->portName};
}

bool KnownOutputs::isLost(const Place& place) const {
    const KnownOutput* output = find(place.output);
    return output == nullptr || (output->port != place.port && output->portsGone.contains(place.port));
}

bool KnownOutputs::isBack(const Place& place) const {
    const KnownOutput* output = find(place.output);
    return output != nullptr && (place.port.empty() || output->port == place.port);
}

std::vector<OutputChoice::Output> KnownOutputs::listed() const {
    std::vector<OutputChoice::Output> list;
    list.reserve(outputs.size());
    for (const KnownOutput& output : outputs)
        list.push_back({.id = output.id, .name = output.name});
    return list;
}

} // namespace segue::app
