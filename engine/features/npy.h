// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace segue::features {

/// Element types of .npy files that Segue reads and writes, little-endian.
enum class NpyType { u1, f2, f4, i4, f8 };

/// Bytes of one element.
[[nodiscard]] std::size_t elementSize(NpyType type);

/// An array as NumPy stores it: C order, so the last axis lies together.
struct NpyArray {
    NpyType type = NpyType::f4;
    std::vector<std::size_t> shape; ///< empty = a single number
    std::vector<std::byte> bytes;   ///< [product of shape] elements

    /// Number of elements.
    [[nodiscard]] std::size_t size() const { return bytes.size() / elementSize(type); }

    /// Every element as float, whatever the type. [size()]
    [[nodiscard]] std::vector<float> floats() const;
};

/// Reads a .npy file (format 1.0 to 3.0). Nothing in the file is trusted: the size is checked before memory is taken.
/// Throws Error{io} when it cannot be read, Error{badFile} when it is no .npy file, is cut short, or holds another type
/// or order.
[[nodiscard]] NpyArray readNpy(const std::filesystem::path& file);

/// The same of a file's bytes. Throws Error{badFile} that names @p file.
[[nodiscard]] NpyArray parseNpy(std::string_view bytes, const std::filesystem::path& file);

/// Writes an array. Throws Error{io, noSpace}, and Error{usage} if the shape and the number of bytes disagree.
void writeNpy(const std::filesystem::path& file, const NpyArray& array);

/// Writes floats of the given shape. As above.
void writeNpy(const std::filesystem::path& file, std::span<const float> values, std::vector<std::size_t> shape);

} // namespace segue::features
