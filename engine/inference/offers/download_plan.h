// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/offers/file_fetch.h"
#include "engine/inference/offers/offered_networks.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How a file is fetched that may be there in part: pure decisions.

namespace segue::inference {

/// What is kept beside a part of a file, so that it can go on.
struct PartNote {
    std::string sha256; ///< of the file that was wanted
    std::string etag;   ///< of the one that the server has
    std::uint64_t bytes = 0;

    bool operator==(const PartNote&) const = default;
};
[[nodiscard]] std::string formatNote(const PartNote& note);
[[nodiscard]] std::optional<PartNote> readNote(std::string_view text); ///< none: it is none

/// Whether an ETag says that two files are the same to the byte; only such a one may be asked by.
[[nodiscard]] bool isStrong(std::string_view etag);

/// Where to go on with a part: at its end, if its note is of this file; else at the beginning.
[[nodiscard]] FetchStart startOf(const OfferedFile& file, std::uint64_t partBytes, const std::optional<PartNote>& note);

/// What an answer means for the part.
enum class AnswerMeaning {
    goesOn,     ///< what comes belongs behind the part
    beginsAnew, ///< all of it comes: the part is void
    askAnew,    ///< not what was asked: without the part it can be asked for
    differs,    ///< what is there cannot be the file that was pinned
    refused,
};
[[nodiscard]] AnswerMeaning meaningOf(const OfferedFile& file, const FetchStart& start, const FetchHead& head);

} // namespace segue::inference
