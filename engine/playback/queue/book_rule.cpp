// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/book_rule.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace segue::playback {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kHardlyBegun = std::chrono::seconds(10);
constexpr milliseconds kAtTheEnd = std::chrono::seconds(10);

} // namespace

bool isBook(const Track& track, bool hasChapters) {
    constexpr auto kGenres =
        std::to_array<std::string_view>({"audiobook", "audio book", "spoken", "hörbuch", "hörspiel", "podcast"});
    if (hasChapters && track.duration >= kLongBook)
        return true;
    const auto genre = lowered(track.genre);
    return lowered(track.path.extension().native()) == ".m4b" ||
           std::ranges::any_of(kGenres, [&](std::string_view one) { return genre.find(one) != std::string::npos; });
}

milliseconds placeToKeep(milliseconds position, milliseconds length) {
    const bool isOver = length.count() > 0 && position >= length - kAtTheEnd;
    return position < kHardlyBegun || isOver ? milliseconds(0) : position;
}

} // namespace segue::playback
