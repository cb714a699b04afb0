// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <cstdint>
#include <string>

namespace segue {

/// What the listener says where a song's tag and its sound disagree. Segue remembers it; the file stays as it is.
enum class GenreAnswer : std::uint8_t {
    none,     ///< not answered
    accepted, ///< the song has the genre that it is heard as, and is listed with it
    left,     ///< the tag is right for this song
    means,    ///< the tag means something else here: no song that has it is reported again where that is heard
};

/// A song that sounds like another genre's than its tag says.
struct GenreDoubt {
    Track track;
    std::string heard;    ///< in the words of the library's tags
    float strength = 0.F; ///< [0, 1]: how much louder the voices for `heard` are than those for the tag
    GenreAnswer answer = GenreAnswer::none;
};

} // namespace segue
