// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"

#include <string>
#include <vector>

namespace segue::training {

/// Throws Error{usage} if a network cannot learn from the data set: no row to train on, a single genre, or a genre that
/// only songs of the other sides have.
void checkTrainable(const Dataset& dataset, Split split);

/// Throws Error{usage} if there is no row that a trained network could be measured on.
void checkMeasurable(const Dataset& dataset, Split split);

/// What whoever trains on it should know, one sentence each: genres that cannot be measured, or that one artist alone
/// stands for.
[[nodiscard]] std::vector<std::string> doubtsAbout(const Dataset& dataset, Split split);

} // namespace segue::training
