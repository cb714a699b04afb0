// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace segue::inference {

/// An array that a pickle of PyTorch describes; its numbers lie in a file beside it.
struct PickledTensor {
    std::string name;         ///< its key in the dictionary
    std::string storage;      ///< name of the file of its numbers
    bool isFloat = false;     ///< of 32 bits; others are not read
    std::uint64_t offset = 0; ///< of the first number, in numbers
    std::vector<std::int64_t> shape;
};

/// What a pickle of a dictionary of tensors ("state dict") says.
///
/// A pickle is a program, and to run one runs whatever its author likes. This reader runs nothing: it knows the steps that describe
/// tensors and dictionaries and four names (OrderedDict, _rebuild_tensor_v2, _rebuild_parameter, the kinds of storage), and
/// refuses a pickle with any other step or name before it does anything with it. Keys that are no texts and values that are no
/// tensors are left out.
///
/// Throws Error{badFile} that says what is wrong; nesting, and the memory that is taken, are limited.
/// @param file for the error
[[nodiscard]] std::vector<PickledTensor> readPickle(const std::filesystem::path& file, std::string_view bytes);

} // namespace segue::inference
