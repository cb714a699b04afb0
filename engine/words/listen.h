// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace segue {

/// A song that was heard, as a server that keeps listens is told. All text is UTF-8.
struct Listen {
    std::int64_t id = 0;           ///< its row while it waits; 0: it waits nowhere
    std::chrono::sys_seconds at{}; ///< when it began
    std::string submission;        ///< tells it from every other listen, so that one that is sent twice counts once
    std::string artist, title;     ///< never empty
    std::string album, albumArtist;
    int trackNumber = 0;                   ///< 0: not known
    std::chrono::milliseconds duration{0}; ///< 0: not known
    bool operator==(const Listen&) const = default;
};

} // namespace segue
