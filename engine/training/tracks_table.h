// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace segue::training {

/// What both kinds of folders of arrays have in common: tracks.tsv and mel128_u8.npy.

/// Throws Error{badFile} that names file and line.
[[noreturn]] void refuseLine(const std::filesystem::path& file, std::size_t line, const std::string& why);

/// At every tab; as many fields as there are tabs, and one more.
[[nodiscard]] std::vector<std::string> splitAtTabs(std::string_view line);

/// The whole text as a number. @return false: it is none
template <typename Number>
[[nodiscard]] bool parseNumber(std::string_view text, Number& number) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc{} && end == text.data() + text.size();
}

/// "[7103, 128]"
[[nodiscard]] std::string shapeText(const std::vector<std::size_t>& shape);

struct StoredPatches {
    std::vector<std::uint8_t> bytes; ///< [rows, bands, columns]; 0 is the floor, 255 is 0 dB
    features::FrontEnd frontEnd;
};

/// Throws Error{io}, and Error{badFile} if it does not hold bytes [rows, bands, columns] with so many rows.
[[nodiscard]] StoredPatches readStoredPatches(const std::filesystem::path& file, std::size_t rows);

/// Bytes as they are stored, in dB.
[[nodiscard]] std::vector<float> decibelsOf(std::span<const std::uint8_t> stored, const features::FrontEnd& frontEnd);

/// A number mixed so well (the last steps of SplitMix64) that neighbours fall anywhere.
[[nodiscard]] std::uint64_t mixed(std::uint64_t number);

/// Artists, or clips, one of so many of which is for validation.
inline constexpr std::uint64_t kValidationEvery = 10;

} // namespace segue::training
