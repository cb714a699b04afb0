// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace segue {

struct LyricLine {
    std::chrono::milliseconds at{0}; ///< when it is sung; 0 where nobody says
    std::string text;                ///< UTF-8, one line; empty: a pause
    bool operator==(const LyricLine&) const = default;
};

struct Lyrics {
    std::vector<LyricLine> lines; ///< in the order of time, or as written
    bool isTimed = false;         ///< the lines' times are known
    bool operator==(const Lyrics&) const = default;
};

/// A part of a book or a set, to jump to.
struct Chapter {
    std::chrono::milliseconds start{0};
    std::string title; ///< UTF-8, one line; may be empty
    bool operator==(const Chapter&) const = default;
};

/// What a file holds besides its sound and its tags.
struct SongExtras {
    Lyrics lyrics;                 ///< no lines: there are none
    std::vector<Chapter> chapters; ///< in order; two or more, or none
};

} // namespace segue
