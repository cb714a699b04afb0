// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <memory>
#include <span>

namespace segue::features {

/// What librosa.cqt is asked for; the defaults are its own.
struct ConstantQOptions {
    int hopLength = 512;         ///< samples between frames, a multiple of 2^(octaves - 1) for more octaves than one
    float lowestHz = 32.703196F; ///< the lowest bin before tuning: C1
    int bins = 84;               ///< 7 octaves
    int binsPerOctave = 12;
    float tuning = 0.0F; ///< fraction of a bin by which all bins move up, [-0.5, 0.5); see estimateTuning
};

/// |librosa.cqt|: each bin's own window, as long as its frequency asks for. Octave by octave from the top: frames are
/// transformed, filtered in the frequency domain (filters of L1 norm 1 and a Hann envelope, of which the smallest
/// coefficients that make 1 % are left out), then the sound is halved in rate and the same filters see the next octave.
/// Divided by the root of the filters' lengths, as librosa's scale=True. Frames are centred, zeros around the ends.
///
/// Bins that reach above half the rate are 0, and the others are what librosa returns when it is asked for those alone
/// (it refuses the rest). So any rate works: at 8 kHz one bin of the 84 is missing.
/// A sound shorter than a filter is filled up with zeros. NaN and infinity are read as 0.
///
/// The filters are made once, in the constructor: keep one per rate and options where many sounds are transformed.
/// Thread rule: const and shareable; compute() may run in many threads at once.
class ConstantQ final {
public:
    /// Throws Error{usage} for numbers that are not positive, a tuning outside [-0.5, 0.5], a hop that cannot be
    /// halved once for each octave but the first, or filters longer than four million samples.
    explicit ConstantQ(int rateHz, const ConstantQOptions& options = {});
    ~ConstantQ();
    ConstantQ(ConstantQ&&) noexcept;
    ConstantQ& operator=(ConstantQ&&) noexcept;

    /// @return [bins, frames], lowest bin first, frames = 1 + samples / hopLength (one more where the first
    /// halving of a high rate rounds the length up to a whole hop); no samples: one frame of zeros
    [[nodiscard]] Matrix compute(std::span<const float> mono) const;

private:
    class Impl;
    std::unique_ptr<const Impl> m_impl;
};

/// The same for one sound.
[[nodiscard]] Matrix constantQ(std::span<const float> mono, int rateHz, const ConstantQOptions& options = {});

} // namespace segue::features
