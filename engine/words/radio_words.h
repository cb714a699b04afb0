// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"
#include "engine/words/reason.h"
#include "engine/words/seeds.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace segue {

/// How far radio strays from what it sounds like: from among how many of the nearest songs it draws.
enum class RadioReach : std::uint8_t { lockedIn, close, balanced, varied, adventurous };
inline constexpr int kRadioReaches = 5;

/// Radio as the listener wants it.
struct RadioSettings {
    bool startsByItself = true; ///< when the queue ends
    bool follows = true;        ///< goes where the last five songs that were heard lead; false: stays with the first
    RadioReach reach = RadioReach::balanced;
    bool operator==(const RadioSettings&) const = default;
};

/// What had to be given way for want of songs, one after the other; each includes those before.
enum class RadioRelaxed : std::uint8_t {
    none,
    steps,   ///< tempo and loudness may change by more
    window,  ///< an artist or an album comes again after three songs instead of ten
    albums,  ///< an album comes again at once
    artists, ///< an artist comes again at once
};

/// Why a song was chosen.
struct RadioNote {
    std::string like;       ///< title of the song that it resembles most of those that radio goes by
    float similarity = 0.F; ///< to that one, [0, 1]
    RadioRelaxed relaxed = RadioRelaxed::none;
    bool isSteered = false;      ///< it came sooner, since songs like those that were skipped come later
    std::vector<Reason> reasons; ///< what it has in common with that song, rarest first
    bool operator==(const RadioNote&) const = default;
};
using RadioNotes = std::map<EntryId, RadioNote>; ///< why each of radio's entries is there

/// A session of radio, as it goes on after a restart.
struct RadioState {
    RadioSeeds seeds;             ///< those it began with; none: it is off
    std::vector<TrackId> through; ///< heard to their half at least, the latest last
    std::vector<TrackId> skipped; ///< likewise; songs like them come later
    std::vector<TrackId> session; ///< songs that do not come again; ascending
    std::uint64_t dice = 0;       ///< makes one session unlike another
    bool isAsked = false;         ///< the listener started it
    bool isStopped = false;       ///< until the listener starts it again, or another list
    bool operator==(const RadioState&) const = default;
};

} // namespace segue
