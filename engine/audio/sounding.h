// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <chrono>
#include <cstddef>
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

/// Measures the levels of mono sound, of kLevelBlock each, while it is read.
///
/// Thread rule: a value.
class LevelMeter final {
public:
    explicit LevelMeter(int rateHz);
    void add(std::span<const float> samples);
    /// So far; the last block may be shorter.
    [[nodiscard]] std::vector<float> levels() const;

private:
    std::size_t m_blockSize;
    std::vector<float> m_levels; ///< of whole blocks
    float m_energy = 0.0F;       ///< of the block that is being filled
    std::size_t m_inBlock = 0;
};

/// The levels of mono sound that is there as a whole.
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

/// Leaves what sounds of an excerpt, and drops the rest; it then begins where its sound does.
/// @param sounding its soundingStretches(), in blocks of kLevelBlock
/// @return how much was dropped
std::chrono::milliseconds cutSilence(Excerpt& excerpt, int rateHz, std::span<const ExcerptSpan> sounding);

} // namespace segue::audio
