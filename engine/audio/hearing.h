// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace segue::audio {

/// What the analysis hears of a song.
struct HeardSong {
    StreamFormat format;
    AudioIdentity identity;        ///< the one that readExcerpts() finds with the same plan: always from the same places
    std::vector<Excerpt> excerpts; ///< in order, none empty; no excerpt: less than kLeastSound of sound
    bool isSilent = false;         ///< there is no sound at all
};

/// Reads the parts of a song that are heard: its sound.
///
/// First reads the excerpts of readExcerpts(), from which the identity comes. If they sound throughout and the channels do
/// not cancel (see ChannelBalance), they are heard sample for sample. Otherwise:
/// - Silences (sounding.h) are cut out of them if at most a tenth of each is silent.
/// - If more is silent, the whole song is decoded once and the excerpts are planned again as if the silences were not there:
///   200 s of silence inside a song change nothing. In songs of more than half an hour ten seconds of sound in one excerpt
///   are enough; if there are not even ten, the song is read until all excerpts can be filled, but for two hours at most.
/// An excerpt of several stretches starts where the longest of them does. Where channels cancel, all is heard in another mix: from
/// the second excerpt on it is mixed as those before want it, and what all together want otherwise is read again.
///
/// Memory: as readExcerpts(). @return nothing if @p stop was requested. Throws like Decoder.
[[nodiscard]] std::optional<HeardSong> hearSong(const std::filesystem::path& path, const ExcerptPlan& plan = {},
                                                std::stop_token stop = {});

} // namespace segue::audio
