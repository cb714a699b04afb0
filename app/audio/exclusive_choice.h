// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue::app {

/// What the ids of outputs begin with that Segue has for itself; ALSA's name follows.
inline const std::string kExclusive = "alsa:";

/// The id of the output that Qt Multimedia plays through.
inline const std::string kByQt = "qt:";

/// ALSA's name of a choice; empty: it is none that Segue has for itself.
[[nodiscard]] inline std::string alsaNameOf(const std::string& chosen) {
    return chosen.starts_with(kExclusive) ? chosen.substr(kExclusive.size()) : std::string();
}

} // namespace segue::app
