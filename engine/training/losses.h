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

/// Mean squared error over the numbers that are known; 0 if none is.
/// @param predicted, wanted [n, size]; what is NaN in `wanted` is not known
/// @return a scalar
[[nodiscard]] torch::Tensor errorOfKnown(const torch::Tensor& predicted, const torch::Tensor& wanted);

/// Cross-entropy between the neighbours that another space gives each row and those that the embeddings give it, both as a softmax
/// over the cosines to the other rows (temperatures 0.3 and 0.2): who is whose neighbour, not where (relational distillation, Park
/// and others, 2019, in the form of Passalis and Tefas, 2018).
/// @param embeddings [n, size], any length; @param wanted [n, another size], any length; n > 1
/// @return a scalar
[[nodiscard]] torch::Tensor neighbourDifference(const torch::Tensor& embeddings, const torch::Tensor& wanted);

/// The cosines of each two rows after the rows' mean was taken off their unit vectors: what all have in common says nothing.
/// @param embeddings [n, size], any length
/// @return [n, n]
[[nodiscard]] torch::Tensor centredCosines(const torch::Tensor& embeddings);

/// Mean squared difference between the centred cosines of each two rows and those wanted (similarity-preserving distillation, Tung
/// and Mori, 2019).
/// @param embeddings [n, size], any length; @param cosines [n, n]; n > 1
/// @return a scalar
[[nodiscard]] torch::Tensor cosineDifference(const torch::Tensor& embeddings, const torch::Tensor& cosines);

} // namespace segue::training
