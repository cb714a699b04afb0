// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace segue {

/// What the listener said of a song, or did with it. The numbers are stored.
enum class FeedbackKind : std::uint8_t {
    moreLike = 0,     ///< songs like it come sooner
    lessLike = 1,     ///< and later
    notThisSong = 2,  ///< it is not listed any more; it still plays when asked for
    lessOfArtist = 3, ///< its artist is not listed for kLessOfArtist
    notThisArtist = 4,
    notThisAlbum = 5,
    skipped = 6, ///< in a radio, after some seconds and before its half: songs like it come a little later
};
inline constexpr std::chrono::days kLessOfArtist{30};

/// One of them, as it is kept.
struct Feedback {
    std::int64_t id = 0;
    FeedbackKind kind = FeedbackKind::moreLike;
    std::string title, artist, album; ///< UTF-8, as the tags were then
    std::chrono::sys_seconds at{};
    bool isOver = false;  ///< its time has run out
    bool isThere = false; ///< the song is in a library
    bool operator==(const Feedback&) const = default;
};

} // namespace segue
