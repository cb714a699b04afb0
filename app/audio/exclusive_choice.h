// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue::app {

/// What the ids of outputs begin with that Segue has for itself; ALSA's name follows.
inline const std::string kExclusive = "alsa:";

/// ALSA's name of a choice; empty: it is an output of the sound server.
[[nodiscard]] inline std::string alsaNameOf(const std::string& chosen) {
    return chosen.starts_with(kExclusive) ? chosen.substr(kExclusive.size()) : std::string();
}

} // namespace segue::app
