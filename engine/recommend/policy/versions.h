// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/song_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace segue::recommend {

/// A title taken apart.
struct TitleParts {
    std::string core; ///< folded, without the tails that name a version; never empty unless the title is
    VersionClass version = VersionClass::studio;
    std::vector<std::string> guests; ///< of "feat. ..."; as written
};

/// Takes tails off a title, "(...)", "[...]" or behind " - ", but only where the whole tail says which version it is: a
/// remaster with or without its year, mono, stereo, live (at, in, from ...), demo, acoustic, instrumental, an edit or mix, a
/// remix, guests, bonus track, edition. "Live Forever", "1999", "Symphony (Part 2)" stay whole.
[[nodiscard]] TitleParts parseTitle(std::string_view title);

/// "Intro", "Untitled", "Track 3" and their like, folded.
[[nodiscard]] bool isGenericTitle(std::string_view folded);

/// Whether both are the same song: the same recording; or titles and artists agree, and so do the lengths, within 3 %, or
/// where a tail names a version that has a length of its own (live, edit, remix ...), or their fingerprints match
/// (SongFacts::take). How alike they sound is no proof and is not asked, nor is a fingerprint where titles or artists differ. Songs
/// without artist are the same only if the recording is, generic titles also where fingerprints match. Titles of one letter ask for
/// lengths within a second, or for fingerprints.
/// @param keepsLiveApart a live version is the same only as another live one
[[nodiscard]] bool isSameSong(const SongFacts& a, const SongFacts& b, bool keepsLiveApart = false);

/// Whether only their fingerprints can tell if both are the same song.
[[nodiscard]] bool isForFingerprints(const SongFacts& a, const SongFacts& b);

/// Which of two versions is listed for both: that of the seed's class, else the studio's, else the better rated, else the more
/// played, else the lower id.
[[nodiscard]] bool isBetterVersion(const SongFacts& a, const SongFacts& b, VersionClass wanted);

} // namespace segue::recommend
