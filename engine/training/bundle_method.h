// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_bundle.h"
#include "engine/inference/safetensors.h"
#include "engine/training/dataset.h"
#include "engine/training/method_output.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::training {

/// The group that model bundles stand in.
inline constexpr const char* kNetworks = "Method 2 and Segue's own: networks on mel patches";

/// The folders inside the folder that hold a model.json, in order of name; none if it cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> bundlesIn(const std::filesystem::path& folder);

/// How many weights were learned by training or from a data set, without those that only standardise (names that end in mean,
/// var or deviation).
[[nodiscard]] std::size_t learnedNumbers(const std::vector<inference::Tensor>& weights);

/// What a model bundle says of the rows, each heard as a song of one excerpt. Throws what readBundle(),
/// loadTorchEmbedder() and hear() throw.
/// @return nothing if it was stopped.
[[nodiscard]] std::optional<MethodOutput> bundleMethod(const inference::ModelBundle& bundle, const Dataset& dataset,
                                                       std::span<const std::size_t> rows, const std::stop_token& stop = {},
                                                       const std::function<void(std::size_t done)>& onRow = {});

} // namespace segue::training
