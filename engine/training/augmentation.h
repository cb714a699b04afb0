// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/augmentation_settings.h"

#include <torch/types.h>

#include <random>

namespace segue::training {

/// Patches with their targets.
struct Batch {
    torch::Tensor patches; ///< [n, bands, columns] float, dB, -80 .. 0 (a little above after gain)
    torch::Tensor targets; ///< [n, labels] float, each row sums to 1; undefined where there are no genres
    torch::Tensor teacher; ///< [n, size] float; NaN is not known, and what is mixed with it is not either; undefined where nothing
                           ///< is distilled
};

/// A varied copy; all randomness comes from `random`, so equal states give equal batches.
[[nodiscard]] Batch augment(const Batch& batch, const AugmentationSettings& settings, std::mt19937_64& random);

} // namespace segue::training
