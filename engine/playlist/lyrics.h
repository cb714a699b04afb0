// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_extras.h"

#include <string_view>

namespace segue {

/// Reads lyrics, UTF-8: LRC where lines begin with times, else lines as they stand. Of LRC: several times before one line,
/// [mm:ss], [mm:ss.x] to [mm:ss.xxx] and [mm:ss:xx], blanks anywhere between, [offset:] in milliseconds (plus: the words come
/// sooner), times of words within a line (<mm:ss.xx>) left out, other [name:value] lines skipped, and so are lines without a time.
/// Pure; at most 20,000 lines; throws only std::bad_alloc.
[[nodiscard]] Lyrics parseLyrics(std::string_view text);

} // namespace segue
