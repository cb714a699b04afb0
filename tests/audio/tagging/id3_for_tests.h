// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fuzz/tagged_seeds.h"

#include <string>
#include <utility>
#include <vector>

namespace segue::test {

/// ID3v2.3 with texts that say they are Latin-1, as bytes: {{"TIT2", "Title"}}.
[[nodiscard]] inline std::string latinId3(const std::vector<std::pair<std::string, std::string>>& texts, int version = 3) {
    std::vector<std::string> frames;
    for (const auto& [name, text] : texts)
        frames.push_back(fuzz::id3Frame(version, name, std::string(1, '\0') + text));
    return fuzz::id3Tag(version, frames);
}

[[nodiscard]] inline std::string field(std::string text, std::size_t size) {
    text.resize(size, '\0');
    return text;
}

/// The 128 bytes at a file's end.
[[nodiscard]] inline std::string id3v1(const std::string& title, const std::string& artist, const std::string& album = {},
                                       const std::string& year = {}, int track = 0, int genre = 255) {
    return "TAG" + field(title, 30) + field(artist, 30) + field(album, 30) + field(year, 4) + std::string(29, '\0') +
           static_cast<char>(track) + static_cast<char>(genre);
}

} // namespace segue::test
