// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// librosa.feature.tempo(onset_envelope=envelope): the lag at which the envelope is most like itself, in windows of 8 s
/// averaged over the sound, where 120 beats a minute are the most probable (a log-normal prior, one octave wide) and
/// none are more than 320. Only the tempi of whole lags exist: 117.45, 123.05, 129.2, ... at 22,050 Hz and a hop of
/// 512.
/// @param envelope of onsetStrength
/// Where hardly anything rises, as in a steady tone, rounding decides, as in librosa.
/// @return beats a minute; 0 where there is no pulse: silence, an envelope without rises, no frames
[[nodiscard]] float tempo(std::span<const float> envelope, int rateHz, int hopLength = 512);

/// A pulse and the frames it falls on.
struct Beats {
    float tempoBpm = 0.0F;           ///< 0: no pulse, and then no frames
    std::vector<std::size_t> frames; ///< ascending
};

/// librosa.beat.beat_track(onset_envelope=envelope): the tempo, and the chain of frames that keeps it best and falls
/// where the envelope is high (dynamic programming, tightness 100); weak beats at both ends are left out.
[[nodiscard]] Beats beatTrack(std::span<const float> envelope, int rateHz, int hopLength = 512);

/// The tempo that the beats themselves keep: the slope of the straight line through them. Not librosa's; finer than the
/// whole lags of tempo(), which miss 120 by 2 %. Fewer than four beats: beats.tempoBpm.
[[nodiscard]] float steadyBpm(const Beats& beats, int rateHz, int hopLength = 512);

} // namespace segue::features
