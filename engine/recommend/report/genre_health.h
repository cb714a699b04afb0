// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/genres/heard_as.h"

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace segue::recommend {

/// A song whose tag and sound disagree.
struct GenreDoubt {
    std::uint32_t song = 0; ///< as the caller counts them
    GenreId heard = kNoGenre;
    float strength = 0.F; ///< [0, 1]: how much louder the voices for what is heard are than those for the tag
    bool isMeant = false; ///< the listener said that the tag means something else here
    bool operator==(const GenreDoubt&) const = default;
};

/// One song for findDoubts().
struct HeardSong {
    std::uint32_t song = 0;
    HeardAs heard;
    std::span<const GenreId> tagged; ///< the genres of its tag
};

/// Songs that are surely heard as something else than their tags say, strongest first, then by song. Never one without a genre in
/// its tag, nor one whose tag and heard genre are kin ("Indie Rock" and "Rock").
/// @param isMeant what the listener said of a pair of tag and heard genre
[[nodiscard]] std::vector<GenreDoubt> findDoubts(std::span<const HeardSong> songs, const GenreWords& words,
                                                 const std::function<bool(GenreId tagged, GenreId heard)>& isMeant,
                                                 const HearingRules& rules = {});

} // namespace segue::recommend
