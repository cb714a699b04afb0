// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::audio {

/// What a file says about itself. All text is valid UTF-8 without control characters; empty or 0 where it says nothing.
struct Tags {
    std::string title; ///< the file's name without its extension where the tag is missing
    std::string artist;
    std::string albumArtist;
    std::string album;
    std::string genre;
    int trackNumber = 0;
    int discNumber = 0;
    int year = 0;
    std::optional<std::chrono::milliseconds> duration; ///< as the header claims, if it does
};

/// A picture as it lies in the file.
struct Cover {
    std::string mimeType; ///< by its first bytes: "image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"
    std::vector<std::byte> bytes;
};

/// Largest picture that readCover() returns.
inline constexpr std::size_t kMaxCoverBytes = 32U << 20U;

/// Reads the tags; never writes. Broken or unknown tags are empty tags. Any thread. Throws Error{io} if the file cannot
/// be opened.
[[nodiscard]] Tags readTags(const std::filesystem::path& path);

/// The front cover embedded in the file, else its first picture, else cover/folder/front .jpg/.jpeg/.png beside it.
/// Nothing if there is none, or it is larger than kMaxCoverBytes. Any thread. Throws nothing about the file's content;
/// a file that cannot be opened has no embedded cover.
[[nodiscard]] std::optional<Cover> readCover(const std::filesystem::path& path);

/// A file's name (last part, with extension) to be shown: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string displayName(const std::filesystem::path& path);

/// @p text with every byte that is not part of valid UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string toValidUtf8(std::string_view text);

} // namespace segue::audio
