// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace segue {

/// A file or folder that could not be read.
struct Problem {
    enum class Kind : std::uint8_t {
        song,      ///< it could not be analysed
        wholeSong, ///< it was analysed, but not read to its end: it has no waveform
        tags,      ///< whoever read its tags, cover or format died of it
        unlisted,  ///< a folder or file that a scan could not look at; what is known below it is kept
    };
    Kind kind = Kind::song;
    TrackId track = 0; ///< 0: unlisted
    LibraryId library = 0;
    std::filesystem::path path;
    Message reason;
    std::chrono::sys_seconds since{}; ///< when it failed first, for this reason; 0: not known
};

} // namespace segue
