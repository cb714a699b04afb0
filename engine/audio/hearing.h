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
    AudioIdentity identity;        ///< as readExcerpts() finds it with the same plan: always from the same places
    std::vector<Excerpt> excerpts; ///< none empty, in order; none at all: less than kLeastSound of sound
    bool isSilent = false;         ///< there is none at all
};

/// Reads what is to be heard of a song: its sound.
///
/// First the excerpts of readExcerpts(), from which the identity comes. If they sound throughout, and the channels do
/// not cancel (see ChannelBalance), they are what is heard, sample for sample. Otherwise:
/// - Silences (sounding.h) are cut out of them, as long as at most a tenth of each is silent.
/// - Where more is, the whole song is looked through and the excerpts are planned again as if the silences were not
/// there:
///   200 s of silence inside a song change nothing. That decodes the whole song once. In songs
///   of more than half an hour ten seconds of sound in one excerpt are enough; where not even they are there, the song
///   is looked through until all excerpts could be filled, but for two hours at most.
/// An excerpt of several stretches starts where the longest of them does. Where channels cancel the excerpts are read
/// again in another mix.
///
/// Memory: as readExcerpts(). @return nothing if @p stop was requested. Throws like Decoder.
[[nodiscard]] std::optional<HeardSong> hearSong(const std::filesystem::path& path, const ExcerptPlan& plan = {},
                                                std::stop_token stop = {});

} // namespace segue::audio
