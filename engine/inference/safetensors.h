// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue::inference {

/// One named array of 32-bit floats, row-major.
struct Tensor {
    std::string name;
    std::vector<std::int64_t> shape; ///< empty = a single number
    std::vector<float> values;       ///< [product of shape]

    bool operator==(const Tensor&) const = default;
};

/// Reads every tensor of a safetensors file (8-byte length, JSON header, bytes), in order of name. Only F32 is
/// understood: it is what Segue's bundles hold. Nothing in the file is trusted: lengths are checked before memory is
/// taken.
///
/// Throws Error{io} when the file cannot be read, Error{badFile} when it is not a whole, well-formed safetensors file
/// (cut short, overlapping or missing bytes, shapes that do not fit), Error{unsupported} for another element type.
[[nodiscard]] std::vector<Tensor> readSafetensors(const std::filesystem::path& file);

/// Writes the tensors, in the order given, and replaces the file in one step. Throws Error{io, noSpace}, and
/// Error{usage} if a shape and its values disagree or a name occurs twice.
void writeSafetensors(const std::filesystem::path& file, const std::vector<Tensor>& tensors);

} // namespace segue::inference
