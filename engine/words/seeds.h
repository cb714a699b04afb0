// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace segue {

/// Of so many songs the mean is taken. Of more, kMostSeeds are taken all over them: their mean stands for the whole's (`seeds_test`
/// states how near they are), and a reason can still name the one that a song resembles.
inline constexpr std::size_t kMostSeeds = 20;

/// What songs stand for when a list or a radio is to sound like them.
enum class SeedsOf : std::uint8_t {
    songs,  ///< themselves
    album,  ///< all songs of the first one's album
    artist, ///< all songs by the first one's first artist
};

/// What a radio is to sound like.
struct RadioSeeds {
    std::vector<TrackId> songs; ///< the first plays at once; none: nothing happens
    SeedsOf of = SeedsOf::songs;
    std::string name; ///< UTF-8, what it is called; empty: the first song's title
    bool operator==(const RadioSeeds&) const = default;
};

/// Up to kMostSeeds of a list, one from each of as many equal parts, in its order, the first among them. Which one of its part it
/// is has no period, as lists may have one. The same of the same list.
template <typename Value>
[[nodiscard]] std::vector<Value> spread(const std::vector<Value>& all) {
    if (all.size() <= kMostSeeds)
        return all;
    std::vector<Value> some;
    for (std::size_t i = 0; i < kMostSeeds; ++i) {
        const std::size_t begin = i * all.size() / kMostSeeds, end = (i + 1) * all.size() / kMostSeeds;
        const std::uint32_t scrambled = static_cast<std::uint32_t>(i) * 2'654'435'761U; // Knuth's multiplicative hash
        some.push_back(all[begin + (scrambled >> 8U) % (end - begin)]);
    }
    return some;
}

} // namespace segue
