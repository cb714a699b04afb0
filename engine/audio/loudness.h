// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

namespace segue::audio {

/// What a LoudnessMeter measures.
enum class LoudnessMode {
    integrated, ///< the loudness alone: a fraction of the cost
    full,       ///< range and true peak too
};

/// Loudness as EBU R 128 and ITU-R BS.1770-4 define it, by libebur128 (the mean of blocks here, the true peak by TruePeakMeter).
/// Feed it the sound in blocks of any size, in order; ask at any time for what was heard so far.
///
/// One channel counts as sound from two loudspeakers (dual mono), so a mono file is as loud as the same sound in stereo. The
/// mean of a stereo sound's channels measures the same as the sound itself if both channels are alike, and up to 3 LU less
/// the less they have in common (more if they cancel). Such a value orders songs until the channels themselves are measured.
/// For more channels the order is FFmpeg's (5.1: L R C LFE Ls Rs; 7.1: the back pair before the side pair); the LFE and every
/// channel after the eighth do not count.
///
/// Measures any rate from 8 kHz and any number of channels. NaN and infinity are read as 0, values beyond +-1,000,000 as
/// +-1,000,000. Every answer is finite.
///
/// Thread rule: one thread at a time.
class LoudnessMeter final {
public:
    /// Throws Error{usage} for no channels or a rate outside 16 Hz .. 2.8 MHz.
    LoudnessMeter(int rateHz, int channels, LoudnessMode mode = LoudnessMode::full);
    ~LoudnessMeter();
    LoudnessMeter(LoudnessMeter&&) noexcept;
    LoudnessMeter& operator=(LoudnessMeter&&) noexcept;

    /// @param interleaved [frames, channels]; a last frame that is not complete is left out
    void add(std::span<const float> interleaved);

    /// Gated loudness of all that was added, LUFS; -70 for silence and for less than 0.4 s.
    [[nodiscard]] float integratedLufs() const;

    /// Loudness range (EBU Tech 3342), LU; 0 for less than 3 s and in the mode `integrated`.
    [[nodiscard]] float rangeLu() const;

    /// Highest true peak of any channel, dBTP (0 = full scale); -120 for silence and in the mode `integrated`.
    [[nodiscard]] float truePeakDb() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::audio
