// SPDX-License-Identifier: GPL-3.0-or-later
// Playlists in every form, and the songs that their lines mean.
#include "engine/audio/tags.h"
#include "engine/playlist/playlist_text.h"
#include "engine/playlist/song_matching.h"
#include "engine/playlist/where_spelling.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool isTrue) {
    if (!isTrue)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto parsed = segue::parsePlaylist(bytes);
    const auto* const list = std::get_if<segue::PlaylistText>(&parsed);
    if (list == nullptr)
        return 0;
    segue::SongMatcher matcher;
    matcher.add({.id = 1, .path = "/music/A/b.mp3", .title = "B", .artist = "A", .duration = std::chrono::seconds(12)});
    matcher.add({.id = 2, .path = "/music/a b/c.mp3", .title = "C", .artist = "A", .duration = {}});
    matcher.add({.id = 3, .path = "/music/album.flac/.section-75-150", .title = "C", .artist = "A", .duration = {}});
    const auto isShown = [](const std::string& text) {
        return segue::audio::toValidUtf8(text) == text && std::ranges::none_of(text, [](char c) { return c == '\n' || c == '\r'; });
    };
    require(isShown(list->name));
    for (const auto& line : list->lines) {
        require(isShown(line.title) && isShown(line.artist) && line.length.count() >= 0);
        for (const auto& spelling : segue::spellingsOf(line.where)) {
            const auto path = segue::pathIn(spelling, "/music/lists");
            require(path.empty() || path.front() == '/');
            require(path.find("/../") == std::string::npos && path.find('\0') == std::string::npos);
        }
        for (const auto song : matcher.find(line, "/music/lists").songs)
            require(song >= 1 && song <= 3);
    }
    return 0;
}
