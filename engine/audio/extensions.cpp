// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/extensions.h"

#include <algorithm>
#include <array>

namespace segue::audio {

namespace {

constexpr auto kExtensions = std::to_array<std::string_view>({"mp3", "flac", "ogg", "oga", "opus", "m4a", "mp4", "aac", "alac",
                                                              "wav", "aiff", "aif", "wma", "ape", "wv", "mka"});

} // namespace

std::span<const std::string_view> musicExtensions() { return kExtensions; }

bool isMusicFile(const std::filesystem::path& path) {
    const auto name = path.filename();
    return isMusicName(name.native());
}

bool isMusicName(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) // a leading dot makes no extension
        return false;
    const auto isSame = [](char c, char small) { return (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) == small; };
    return std::ranges::any_of(kExtensions, [&](std::string_view extension) {
        return std::ranges::equal(name.substr(dot + 1), extension, isSame);
    });
}

} // namespace segue::audio
