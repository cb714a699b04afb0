// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue::test {

/// YourLibrary.json with these liked songs, of an artist and an album; each has an address made of its place and title.
[[nodiscard]] inline std::string spotifyLibrary(const std::vector<std::string>& titles, const std::string& artist = "Ann",
                                                const std::string& album = "Album") {
    std::string json = R"({"tracks":[)";
    for (std::size_t i = 0; i < titles.size(); ++i) {
        std::string id;
        for (const char c : titles[i])
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
                id += c;
        json += (i > 0 ? "," : "") + std::string(R"({"artist":")") + artist + R"(","album":")" + album + R"(","track":")" +
                titles[i] + R"(","uri":"spotify:track:)" + id.substr(0, 60) + R"("})";
    }
    return json + R"(],"albums":[{"artist":")" + artist + R"(","album":")" + album + R"(","uri":"spotify:album:Album1"}]})";
}

/// Playlist1.json with one playlist.
[[nodiscard]] inline std::string spotifyPlaylist(const std::string& name, const std::vector<std::string>& titles) {
    std::string json = R"({"playlists":[{"name":")" + name + R"(","items":[)";
    for (std::size_t i = 0; i < titles.size(); ++i)
        json += (i > 0 ? "," : "") + std::string(R"({"track":{"trackName":")") + titles[i] +
                R"(","artistName":"Ann","albumName":"Album","trackUri":"spotify:track:)" + titles[i] +
                R"("},"episode":null,"localTrack":null,"addedDate":"2025-06-15"})";
    return json + "]}]}";
}

} // namespace segue::test
