// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue::fuzz {

/// An ID3v2 tag of the version (3 or 4) that holds these frames, as they are.
[[nodiscard]] std::string id3Tag(int version, const std::vector<std::string>& frames);
[[nodiscard]] std::string id3Frame(int version, std::string_view id, std::string_view body);

/// Text in four encodings, a picture, a comment, two chapters.
[[nodiscard]] std::string richId3Tag(int version);

/// An APE tag with a title and a cover, as it ends a file.
[[nodiscard]] std::string apeTag();

/// A FLAC file without sound: stream information, Vorbis comments, a picture.
[[nodiscard]] std::string flacHeaders();

} // namespace segue::fuzz
