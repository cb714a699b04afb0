// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/guests/published_arrays.h"

#include <filesystem>

namespace segue::inference {

// The forms in which networks are published. Nothing in a file is trusted and nothing of it is run: each reader throws Error{io}
// for a file that cannot be read, Error{badFile} for one that is cut short, broken, or unpacks to more than kLargestPublished, and
// Error{unsupported} for arrays of a kind that Segue does not read.

/// TensorFlow.js: a JSON file that lists arrays, and files of numbers beside it.
[[nodiscard]] PublishedArrays readTensorFlowJs(const std::filesystem::path& file);

/// PyTorch: a zip archive of a pickle (pickle_reader.h), which is judged before anything else is read, and files of numbers.
[[nodiscard]] PublishedArrays readTorchZip(const std::filesystem::path& file);

/// NumPy: a zip archive of .npy files.
[[nodiscard]] PublishedArrays readNpz(const std::filesystem::path& file);

} // namespace segue::inference
