// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"
#include "engine/training/method_output.h"

#include <span>
#include <stop_token>

namespace segue::training {

/// The name of the method below.
inline constexpr const char* kTeacherName = "VGGish, cosine and logistic regression";

/// What the data set's teacher makes of the evaluated rows: its vectors, standardised by the training rows and compared
/// by cosine, and the genres of a logistic regression learned on the training rows. It is what figures are measured
/// against, since networks of another split or data set can be compared by their ratios to it.
///
/// Throws Error{usage} if the data set has no teacher or one of the sides has no row. Half trained if stopped.
[[nodiscard]] MethodOutput teacherMethod(const Dataset& dataset, std::span<const std::size_t> trainingRows,
                                         std::span<const std::size_t> evaluatedRows, const std::stop_token& stop = {});

} // namespace segue::training
