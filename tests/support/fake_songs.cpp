// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_songs.h"

#include <cstdio>

namespace segue::test {

using nlohmann::json;

namespace {

/// As long as Spotify's.
std::string idOf(const std::string& kind, std::size_t n) {
    auto id = kind + std::to_string(n);
    return id + std::string(22 - std::min<std::size_t>(22, id.size()), 'x');
}

std::string isrcOf(std::size_t n) {
    char text[13];
    std::snprintf(text, sizeof text, "QZSEG%07zu", n % 10'000'000);
    return text;
}

json artistOf(std::size_t n) {
    const auto id = idOf("ar", n);
    return {{"id", id}, {"name", "Artist " + std::to_string(n)}, {"uri", "spotify:artist:" + id}, {"type", "artist"}};
}

json albumOf(std::size_t n) {
    const auto id = idOf("al", n);
    return {{"id", id},
            {"name", "Album " + std::to_string(n)},
            {"uri", "spotify:album:" + id},
            {"album_type", "album"},
            {"total_tracks", 10},
            {"release_date", "1981-12"},
            {"release_date_precision", "month"},
            {"images", json::array({{{"url", "https://i.scdn.co/image/none"}, {"height", 640}, {"width", 640}}})},
            {"artists", json::array({artistOf(n)})},
            {"type", "album"}};
}

} // namespace

json fakeTrack(std::size_t n, const std::string& word) {
    const auto id = idOf(word == "Song" ? "tr" : "ot", n);
    return {{"id", id},
            {"uri", "spotify:track:" + id},
            {"type", "track"},
            {"name", word + ' ' + std::to_string(n)},
            {"duration_ms", 180'000 + n % 1000 * 100},
            {"explicit", false},
            {"disc_number", 1},
            {"track_number", n % 10 + 1},
            {"is_local", false},
            {"is_playable", true},
            {"external_ids", {{"isrc", isrcOf(n)}}},
            {"external_urls", {{"spotify", "https://open.spotify.com/track/" + id}}},
            {"artists", json::array({artistOf(n / 20)})},
            {"album", albumOf(n / 10)}};
}

json fakeEpisode(std::size_t n) {
    const auto id = idOf("ep", n);
    return {{"id", id}, {"uri", "spotify:episode:" + id}, {"type", "episode"}, {"name", "Talk " + std::to_string(n)}};
}

json fakeLocal(const std::string& artist, const std::string& title) {
    return {{"id", nullptr},
            {"uri", "spotify:local:" + artist + "::" + title + ":180"},
            {"type", "track"},
            {"name", title},
            {"duration_ms", 180'000},
            {"is_local", true},
            {"external_ids", json::object()},
            {"artists", json::array({{{"id", nullptr}, {"name", artist}, {"type", "artist"}}})},
            {"album", {{"id", nullptr}, {"name", ""}, {"uri", nullptr}}}};
}

json fakeEntry(json what, const std::string& member) {
    json entry{{"added_at", "2026-01-02T03:04:05Z"}};
    if (member == "item")
        entry["is_local"] = what.is_object() && what.value("is_local", false);
    entry[member] = std::move(what);
    return entry;
}

std::vector<json> fakeLikes(std::size_t count, const std::string& word) {
    std::vector<json> likes;
    for (std::size_t n = 0; n < count; ++n)
        likes.push_back(fakeEntry(fakeTrack(n, word)));
    return likes;
}

std::vector<json> fakeAlbums(std::size_t count) {
    std::vector<json> albums;
    for (std::size_t n = 0; n < count; ++n)
        albums.push_back(fakeEntry(albumOf(n), "album"));
    return albums;
}

FakePlaylist fakePlaylist(const std::string& id, const std::string& owner, std::size_t songs) {
    FakePlaylist playlist{.id = id, .name = "List " + id, .owner = owner};
    for (std::size_t n = 0; n < songs; ++n)
        playlist.items.push_back(fakeEntry(fakeTrack(n), "item"));
    return playlist;
}

} // namespace segue::test
