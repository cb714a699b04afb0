// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/taught_music.h"

#include <torch/types.h>

#include <cstddef>
#include <span>

namespace segue::training {

/// What is kept of a teacher's vectors, at most: what it is sure of.
inline constexpr std::size_t kLessonAxes = 64;

/// What several teachers say of all rows, in the form that a network learns, one teacher beside the other: each standardised
/// and reduced to its first kLessonAxes principal components, with a mean square of 1 over all of them. Mean, deviation and
/// components come from the given rows alone. A teacher that has heard none or one of them says nothing.
/// @return [rows of the music, sum of the teachers' components]; NaN where a teacher has not heard a row
[[nodiscard]] torch::Tensor lessonsOf(const TaughtMusic& music, std::span<const std::size_t> rows);

} // namespace segue::training
