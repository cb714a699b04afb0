// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace segue::training {

/// Supervised contrastive loss (Khosla et al. 2020) on unit embeddings, temperature 0.1: clips by one artist are pulled
/// together, all others pushed apart. Rows whose artist is alone in the batch count as others only; 0 if all are.
/// @param embeddings [n, size], any length; @param artists [n] int64
/// @return a scalar
[[nodiscard]] torch::Tensor artistContrast(const torch::Tensor& embeddings, const torch::Tensor& artists);

} // namespace segue::training
