// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace segue::inference {

/// The arrays of floats of a published network, by the names that they have there; others are left out.
using PublishedArrays = std::map<std::string, Tensor>;

/// What Segue reads of a published network at most. The largest that it knows is 275 MB.
inline constexpr std::uint64_t kLargestPublished = 320U << 20U; // bytes, unpacked

/// Throws Error{kind}: the network in this file cannot be used, and why.
[[noreturn]] void refusePublished(const std::filesystem::path& file, const std::string& why, bool isUnsupported = false);

/// Values in an array of this shape. Throws as above for lengths that are negative, or more than kLargestPublished can hold.
[[nodiscard]] std::size_t valuesOf(const std::filesystem::path& file, const std::string& name,
                                   const std::vector<std::int64_t>& shape);

} // namespace segue::inference
