// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/safetensors.h"

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace segue::inference {

[[nodiscard]] bool hasArray(const std::vector<Tensor>& weights, const std::string& name);

/// One array of a bundle as a tensor of its own, taken out of the others. Throws Error{badFile} if it is missing or has another
/// number of dimensions.
[[nodiscard]] torch::Tensor takeArray(std::vector<Tensor>& weights, const std::string& name, std::int64_t dimensions);

/// A tensor of floats as a named array.
[[nodiscard]] Tensor arrayOf(const std::string& name, const torch::Tensor& tensor);

} // namespace segue::inference
