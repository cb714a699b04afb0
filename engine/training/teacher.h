// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"

#include <torch/types.h>

#include <cstddef>
#include <vector>

namespace segue::training {

/// The output of a data set's teacher for its clips, in the form that a network learns. All constants come from the training
/// rows alone.

/// [rows of the data set, teacherSize], each number standardised over the given rows.
[[nodiscard]] torch::Tensor standardisedTeacher(const Dataset& dataset, const std::vector<std::size_t>& rows);

/// The genres as a logistic regression on the teacher's vectors hears them: softer and less wrong than labels that artists
/// chose themselves. Each of the rows is heard by a regression that was trained without its artist (five folds); rows
/// that are not among those given are zeros.
/// @param teacher as standardisedTeacher() gives it
/// @return [rows of the data set, labels]
[[nodiscard]] torch::Tensor genresTeacherHears(const Dataset& dataset, const std::vector<std::size_t>& rows,
                                               const torch::Tensor& teacher);

} // namespace segue::training
