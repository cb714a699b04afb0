// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/extensions.h"

#include <algorithm>
#include <array>
#include <string>

namespace segue::audio {

namespace {

constexpr auto kExtensions = std::to_array<std::string_view>({"mp3", "flac", "ogg", "oga", "opus", "m4a", "mp4", "aac", "alac",
                                                              "wav", "aiff", "aif", "wma", "ape", "wv", "mka"});

} // namespace

std::span<const std::string_view> musicExtensions() { return kExtensions; }

bool isMusicFile(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    if (extension.size() < 2)
        return false;
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::ranges::find(kExtensions, std::string_view(extension).substr(1)) != kExtensions.end();
}

} // namespace segue::audio
