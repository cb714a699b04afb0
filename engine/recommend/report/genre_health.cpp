// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/report/genre_health.h"

#include <algorithm>

namespace segue::recommend {

std::vector<GenreDoubt> findDoubts(std::span<const HeardSong> songs, const GenreWords& words,
                                   const std::function<bool(GenreId tagged, GenreId heard)>& isMeant, const HearingRules& rules) {
    std::vector<GenreDoubt> doubts;
    for (const HeardSong& one : songs) {
        if (one.tagged.empty() || !isSure(one.heard, rules) || one.heard.ownShare >= one.heard.confidence)
            continue;
        const auto& heard = words.key(one.heard.genre);
        if (std::ranges::any_of(one.tagged, [&](GenreId tagged) { return areKin(words.key(tagged), heard); }))
            continue;
        doubts.push_back(
            {.song = one.song,
             .heard = one.heard.genre,
             .strength = one.heard.confidence - one.heard.ownShare,
             .isMeant = std::ranges::any_of(one.tagged, [&](GenreId tagged) { return isMeant(tagged, one.heard.genre); })});
    }
    std::ranges::sort(doubts, [](const GenreDoubt& left, const GenreDoubt& right) {
        return left.strength != right.strength ? left.strength > right.strength : left.song < right.song;
    });
    return doubts;
}

} // namespace segue::recommend
