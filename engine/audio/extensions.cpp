// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/extensions.h"

#include <algorithm>
#include <array>

namespace segue::audio {

namespace {

/// In byte order. FFmpeg decodes all of these except OptimFROG (ofr), which the list of problems then says.
constexpr auto kExtensions = std::to_array<std::string_view>(
    {"3g2", "3gp", "aa3",   "aac",  "ac3",    "adts", "aif", "aifc", "aiff", "alac", "amr",  "ape", "au",   "awb", "caf", "dff",
     "dsf", "dts", "dtshd", "eac3", "flac",   "it",   "m4a", "m4b",  "m4r",  "mka",  "mkv",  "mlp", "mod",  "mp+", "mp1", "mp2",
     "mp3", "mp4", "mpc",   "mpga", "mptm",   "mtm",  "ofr", "oga",  "ogg",  "oma",  "opus", "ra",  "rf64", "s3m", "shn", "snd",
     "spx", "stm", "tak",   "thd",  "truehd", "tta",  "voc", "w64",  "wav",  "weba", "webm", "wma", "wsd",  "wv",  "xm"});
static_assert(std::ranges::is_sorted(kExtensions));
constexpr std::size_t kLongest = 8;
constexpr auto kSheets = std::to_array<std::string_view>({"cue"});
constexpr auto kFilms = std::to_array<std::string_view>({"3g2", "3gp", "mkv", "mp4", "webm"});
static_assert(std::ranges::is_sorted(kFilms));

bool hasExtensionOf(std::span<const std::string_view> extensions, std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) // a leading dot makes no extension
        return false;
    const std::string_view extension = name.substr(dot + 1);
    if (extension.size() > kLongest)
        return false;
    std::array<char, kLongest> small{};
    std::ranges::transform(extension, small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::ranges::binary_search(extensions, std::string_view(small.data(), extension.size()));
}

} // namespace

std::span<const std::string_view> musicExtensions() { return kExtensions; }

bool isMusicFile(const std::filesystem::path& path) {
    const auto name = path.filename();
    return isMusicName(name.native());
}

bool isMusicName(std::string_view name) { return hasExtensionOf(kExtensions, name); }

bool isSheetName(std::string_view name) { return hasExtensionOf(kSheets, name); }

bool mayBeFilm(const std::filesystem::path& path) { return hasExtensionOf(kFilms, path.filename().native()); }

} // namespace segue::audio
