// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/safetensors.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace segue::inference {

/// Length of a row of soundStatistics().
inline constexpr std::int64_t kSoundStatistics = 668;

/// The floor of patches, dB: nothing lies below it.
inline constexpr double kPatchFloorDb = -80.0;

/// How songs sound, whatever their style, by the 104 bands below 10.2 kHz (above, encoders differ more than songs): mean
/// and standard deviation of 20 MFCCs (40); the logarithm of the MFCCs' covariance matrix in the log-Euclidean metric of
/// Arsigny and others, 2006 (210: the upper triangle row by row, off the diagonal times the square root of 2); the same of
/// the MFCCs' change from one column to the next (210); mean and standard deviation of each band (208). Finite for any
/// finite input; columns that never change have zero deviations.
/// @param patches [n, 128, columns] dB, one song a row, at least two columns
/// @param floorDb what is softer is heard as this: there, encoders drop more than songs differ by
/// @return [n, kSoundStatistics]
[[nodiscard]] torch::Tensor soundStatistics(const torch::Tensor& patches, double floorDb = kPatchFloorDb);

/// The part of an embedding that hears sound: standardised statistics on the axes that tell artists apart and
/// recordings of the same music not. Immutable after it was made, so it may be used from many threads.
struct SoundPart {
    torch::Tensor mean;             ///< [kSoundStatistics]
    torch::Tensor deviation;        ///< [kSoundStatistics], > 0
    torch::Tensor projection;       ///< [kSoundStatistics, size]
    torch::Tensor offset;           ///< [size], taken off after the projection
    double floorDb = kPatchFloorDb; ///< of the statistics that it hears

    [[nodiscard]] std::int64_t size() const { return offset.size(0); }

    /// @param statistics [n, kSoundStatistics], made with its floor
    /// @return [n, size()], unit length
    [[nodiscard]] torch::Tensor hear(const torch::Tensor& statistics) const;
};

/// Standardised statistics are kept within so many deviations: [n, kSoundStatistics].
[[nodiscard]] torch::Tensor standardised(const SoundPart& part, const torch::Tensor& statistics);

/// The arrays as they are stored in a bundle beside the network's; their names begin with "sound.".
[[nodiscard]] std::vector<Tensor> arraysOf(const SoundPart& part);

/// Takes the arrays of a sound part out of a bundle's. Throws Error{badFile} that names the array that is missing or of
/// another shape. A part without a floor, as version 2 of segue-net has it, has that of patches.
[[nodiscard]] SoundPart takeSoundPart(std::vector<Tensor>& weights);

} // namespace segue::inference
