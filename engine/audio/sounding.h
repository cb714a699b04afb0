// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <chrono>
#include <span>
#include <vector>

namespace segue::audio {

/// Where a song sounds, and where it is silent; all pure. Levels are mean squares of blocks of equal length, 1 = full scale.
///
/// Silence is a second or more in which every block is below a level: 60 dB below the song's loudest block, but not
/// above -70 dBFS and not below -90 dBFS. Shorter rests are part of the music.
inline constexpr std::chrono::milliseconds kLevelBlock{100};
inline constexpr std::chrono::milliseconds kShortestSilence{1000};
/// A song with less sound than this cannot be compared.
inline constexpr std::chrono::milliseconds kLeastSound{3000};

/// The levels of mono sound, of kLevelBlock each; the last block may be shorter.
[[nodiscard]] std::vector<float> levelsOf(std::span<const float> samples, int rateHz);

/// The level below which a block of a song with this loudest level is silent.
[[nodiscard]] float silentBelow(float loudest);

/// Everything but the silences, in order.
/// @param block length of a block, at most kShortestSilence
[[nodiscard]] std::vector<ExcerptSpan> soundingStretches(std::span<const float> levels, std::chrono::milliseconds block,
                                                         float silentBelow);

[[nodiscard]] std::chrono::milliseconds lengthOf(std::span<const ExcerptSpan> spans);

/// planExcerpts() for the song without its silences. Each excerpt is given as the stretches of the real song that it consists
/// of, in order, none empty.
[[nodiscard]] std::vector<std::vector<ExcerptSpan>> planOnSound(std::span<const ExcerptSpan> sounding,
                                                                std::chrono::milliseconds length, int count);

/// Takes the silences out of an excerpt; it then begins where its sound does. Without silence nothing changes.
/// @return how much was silent
std::chrono::milliseconds cutSilence(Excerpt& excerpt, int rateHz, float silentBelow);

} // namespace segue::audio
