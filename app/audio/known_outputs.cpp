// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/known_outputs.h"

#include <algorithm>

namespace segue::app {

const KnownOutput* KnownOutputs::find(const std::string& id) const {
    const auto found = std::ranges::find(outputs, id, &KnownOutput::id);
    return id.empty() || found == outputs.end() ? nullptr : &*found;
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
