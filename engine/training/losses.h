// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace segue::training {

/// Supervised contrastive loss (Khosla et al. 2020) on unit embeddings, temperature 0.1: clips by one artist are pulled
/// together, all others pushed apart. Rows whose artist is alone in the batch count as others only; 0 if all are.
/// @param embeddings [n, size], any length; @param artists [n] int64
/// @return a scalar
[[nodiscard]] torch::Tensor artistContrast(const torch::Tensor& embeddings, const torch::Tensor& artists);

/// Pulls the unit embeddings of clips together as far as their genres agree: cross-entropy between a row's softmax over the
/// cosines to the others (temperature 0.2) and the others' shares of the row's genres. Soft and mixed genres are welcome.
/// @param embeddings [n, size], any length; @param genres [n, labels], rows sum to 1; n > 1
/// @return a scalar
[[nodiscard]] torch::Tensor genreContrast(const torch::Tensor& embeddings, const torch::Tensor& genres);

} // namespace segue::training
