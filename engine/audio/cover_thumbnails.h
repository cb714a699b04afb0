// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/cover_square.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::audio {

/// Where a cover is looked for.
enum class CoverSource : std::uint8_t {
    own,           ///< in the file
    beside,        ///< in its folder
    besideElseOwn, ///< the folder's counts for more
    ownElseBeside,
};

/// What is asked of FileReader::readThumbnails().
struct ThumbnailRequest {
    std::filesystem::path song;
    CoverSource from = CoverSource::besideElseOwn;
    std::string unless; ///< a content that is known: of that no files are made
};

/// A cover made small, as squares of its middle, in the process that reads files; what is on the shelf (engine/covers).
struct CoverThumbnails {
    static constexpr std::size_t kMostBytes = 1U << 19U; ///< of one file
    std::string content;   ///< names the image that it was made of, whatever file holds it: 32 digits; and the rule it was made by
    bool isBeside = false; ///< it lay in the folder
    std::array<std::vector<std::uint8_t>, kCoverSides.size()>
        files; ///< of kCoverSides, or smaller where the cover is: a JPEG, or a PNG where a part is transparent
    [[nodiscard]] bool hasFiles() const { return !files.front().empty(); }
};

/// Names a picture's bytes (XXH3 of 128 bits). Another rule for making thumbnails gives other names. Pure.
[[nodiscard]] std::string coverContent(std::span<const std::byte> picture);
[[nodiscard]] bool isCoverContent(std::string_view text); ///< 32 hexadecimal digits in lower case

/// One of CoverThumbnails::files, which nobody else made: whoever keeps them sees to that. Any thread. Throws Error{badFile}.
[[nodiscard]] CoverSquare decodeThumbnail(std::span<const std::uint8_t> file);

} // namespace segue::audio
