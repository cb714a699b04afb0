// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::training {

/// Lays songs out on a plane so that those whose embeddings are near are near each other: t-SNE (van der Maaten and
/// Hinton 2008), exact, begun from the two principal components. Nothing in it is random: the same embeddings give the
/// same map. Takes time and memory by the square of the rows: seconds for a thousand.
///
/// @param embeddings [rows, size], finite; throws Error{usage} if they do not make whole rows
/// @param perplexity about how many neighbours each song has; less where there are few rows
/// @return [rows], {x, y}; finite, even if all embeddings are equal. As far as it got if it was stopped.
[[nodiscard]] std::vector<std::array<double, 2>> mapSongs(std::span<const float> embeddings, std::size_t rows,
                                                          double perplexity = 30.0, const std::stop_token& stop = {});

} // namespace segue::training
