// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::audio {

/// The highest value that a sound takes between its samples (ITU-R BS.1770-4, annex 2). Samples are interpolated, fourfold
/// below 96 kHz and twofold below 192 kHz, by libebur128's filter (a sinc over 49 points under a Hann window). Here this is
/// done in single precision and for many samples at a time, in a fifth of the time. A stretch that cannot reach the highest
/// value so far is skipped.
///
/// Thread rule: one thread at a time. Samples must be finite.
class TruePeakMeter final {
public:
    /// @param rateHz, channels positive
    TruePeakMeter(int rateHz, std::size_t channels);

    /// @param interleaved [frames, channels]
    void add(std::span<const float> interleaved);

    [[nodiscard]] float highest() const { return m_highest; } ///< of any channel; 1 = full scale

private:
    static constexpr std::size_t kBlock = 64; ///< samples of a channel that are examined together

    /// @param samples [m_history + count, and some more whose values do not matter]
    void measure(std::span<const float> samples, std::size_t count);

    std::size_t m_history;                      ///< how many earlier samples an interpolated one depends on
    std::vector<std::vector<float>> m_phases;   ///< [factor - 1] of [history + 1]; the samples themselves need no phase
    float m_mostOvershoot;                      ///< an interpolated sample is at most this times the highest around it
    std::vector<std::vector<float>> m_channels; ///< for each: the history, then the latest sound
    float m_highest = 0.0F;
};

} // namespace segue::audio
