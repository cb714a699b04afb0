// SPDX-License-Identifier: GPL-3.0-or-later
// What a listener has on Spotify, in an archive or a JSON file of any bytes: an Error, or rows that can be shown and opened.
#include "engine/audio/tags.h"
#include "engine/spotify/export_reader.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"

#include <algorithm>
#include <cstdlib>

using namespace segue;

namespace {

constexpr const char* kNames[] = {"a.zip", "YourLibrary.json", "Playlist1.json"};

void require(bool isTrue) {
    if (!isTrue)
        std::abort();
}

void requireShowable(const std::string& text) {
    require(text.size() <= spotify::kLongestText + 4 && audio::toValidUtf8(text) == text);
    require(std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
}

void requireGood(const std::vector<SpotifyRow>& rows) {
    for (const auto& row : rows) {
        for (const auto* text : {&row.title, &row.artist, &row.album, &row.uri, &row.albumUri})
            requireShowable(*text);
        require(!row.title.empty() || !row.album.empty());
        require(row.uri.empty() || row.uri.starts_with("spotify:"));
        require(row.duration.count() >= 0 && row.added.time_since_epoch().count() >= 0);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    try {
        const auto contents = spotify::readExport(fuzz::writeAsChosen({bytes, size}, kNames), {});
        require(contents.has_value());
        requireGood(contents->liked);
        requireGood(contents->albums);
        for (const auto& playlist : contents->playlists) {
            requireShowable(playlist.name);
            requireGood(playlist.rows);
        }
    } catch (const Error& error) {
        require(!error.message().empty());
    }
    return 0;
}
