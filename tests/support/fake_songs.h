// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_player.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace segue::test {

/// Songs, albums and playlists as Spotify's Web API has them, made up; the n-th is the same every time, and another than the m-th.
[[nodiscard]] nlohmann::json fakeTrack(std::size_t n, const std::string& word = "Song");
[[nodiscard]] nlohmann::json fakeEpisode(std::size_t n);
[[nodiscard]] nlohmann::json fakeLocal(const std::string& artist, const std::string& title); ///< a file of the listener's own

/// Entries of a list: {"added_at", MEMBER}. @param member "track", "item" or "album"
[[nodiscard]] nlohmann::json fakeEntry(nlohmann::json what, const std::string& member = "track");
[[nodiscard]] std::vector<nlohmann::json> fakeLikes(std::size_t count, const std::string& word = "Song");
[[nodiscard]] std::vector<nlohmann::json> fakeAlbums(std::size_t count);

struct FakePlaylist {
    std::string id, name;
    std::string owner;                 ///< id of a user
    std::vector<nlohmann::json> items; ///< {"added_at", "is_local", "item"}
    std::string snapshot = "s1";
    bool isForbidden = false; ///< 403 even for its owner
    bool isGone = false;      ///< 404, though it is listed
    bool isCollaborative = false;
};
[[nodiscard]] FakePlaylist fakePlaylist(const std::string& id, const std::string& owner, std::size_t songs);

struct FakeUser {
    std::string id, account, name;
    std::vector<nlohmann::json> likes, albums;
    std::vector<FakePlaylist> playlists;
    bool isRegistered = true; ///< among the users of the app
    FakePlayer player;
};

} // namespace segue::test
