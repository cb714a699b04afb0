// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/gain_tags.h"
#include "engine/playback/player.h"
#include "engine/words/sound_settings.h"

#include <span>

namespace segue::playback {

/// Songs are made as loud as this: ReplayGain 2.0's reference, so that songs with tags and without sound alike.
inline constexpr float kTargetLufs = -18.F;

/// All that is known of how loud a song is.
struct KnownLoudness {
    audio::GainTags tags;
    MeasuredLoudness track, album;
};

/// By how much a song is made louder or softer. What the mode asks for and is not known is replaced by the next best: tags before
/// what was measured (unless they contradict what was measured of all of it), the album's before the song's; of a song of which
/// nothing is known, the pre-amplification is all. Pure.
/// @param isInAlbum the song plays among its album's others, in their order
[[nodiscard]] AppliedLevel levelOf(const SoundSettings& settings, const KnownLoudness& known, bool isInAlbum);

/// The factor for a gain.
[[nodiscard]] float factorOf(float gainDb);

/// Whether b comes right behind a on the record of both. Pure.
[[nodiscard]] bool continuesAlbum(const Track& a, const Track& b);

/// Bends what is beyond full scale, or near it, to below it; what is softer than -2 dB stays bit for bit.
void limitSoftly(std::span<float> samples);

} // namespace segue::playback
