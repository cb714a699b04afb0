// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_writer.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;

namespace {

Track song(const std::filesystem::path& path, const std::string& artist = "Artist", const std::string& title = "Title") {
    return {.path = path, .title = title, .artist = artist, .duration = 61'600ms};
}

/// The path's line of a list of one song, in /home/me/lists.
std::string lineOf(const std::filesystem::path& path) {
    const std::vector songs{song(path)};
    const auto text = playlistText(songs, "/home/me/lists");
    const auto start = text.find('\n', text.find('\n') + 1) + 1;
    return text.substr(start, text.size() - start - 1);
}

} // namespace

TEST_CASE("a playlist has a line of facts and a line with the path for each song") {
    const std::vector songs{song("/home/me/lists/a.mp3"), song("/home/me/lists/b.mp3", "", "Mäh"),
                            song("/home/me/lists/c.mp3", "A\nB", "C\r\nD\x01\xff")};
    CHECK(playlistText(songs, "/home/me/lists") == "#EXTM3U\n"
                                                   "#EXTINF:62,Artist - Title\na.mp3\n"
                                                   "#EXTINF:62,Mäh\nb.mp3\n"
                                                   "#EXTINF:62,A B - C  D \xEF\xBF\xBD\nc.mp3\n");
    const std::vector unknown{Track{.path = "/home/me/lists/a.mp3", .title = "T"}};
    CHECK(playlistText(unknown, "/home/me/lists") == "#EXTM3U\n#EXTINF:-1,T\na.mp3\n");
    CHECK(playlistText({}, "/") == "#EXTM3U\n");
}

TEST_CASE("paths are relative to the playlist where both lie in one folder, else absolute") {
    CHECK(lineOf("/home/me/lists/sub/a.mp3") == "sub/a.mp3");
    CHECK(lineOf("/home/me/Music/a b.mp3") == "../Music/a b.mp3");
    CHECK(lineOf("/media/stick/a.mp3") == "/media/stick/a.mp3");
    CHECK(lineOf("/a.mp3") == "/a.mp3");
}

TEST_CASE("names that a list could mistake for something else still name their file") {
    CHECK(lineOf("/home/me/lists/#1 hit.mp3") == "./#1 hit.mp3");
    CHECK(lineOf("/home/me/lists/http:/x.mp3") == "./http:/x.mp3");
    CHECK(lineOf("/home/me/lists/two\nlines.mp3") == "file:///home/me/lists/two%0Alines.mp3");
    CHECK(lineOf("/home/me/lists/re\rturn ä.mp3") == "file:///home/me/lists/re%0Dturn%20%C3%A4.mp3");
    CHECK(lineOf("/home/me/lists/latin\xe4.mp3") == "file:///home/me/lists/latin%E4.mp3");
    CHECK(lineOf("/home/me/lists/ space.mp3") == "file:///home/me/lists/%20space.mp3");
}

TEST_CASE("a playlist is written whole, and overwrites nothing but a playlist") {
    const test::TemporaryFolder folder;
    const std::vector songs{song(folder / "a.mp3")};
    const auto file = folder / "list.m3u8";
    writePlaylist(file, songs);
    CHECK(test::readBytes(file) == "#EXTM3U\n#EXTINF:62,Artist - Title\na.mp3\n");
    writePlaylist(file, {});
    CHECK(test::readBytes(file) == "#EXTM3U\n");
    test::writeBytes(folder / "a.mp3", test::junk(100));
    CHECK_THROWS_AS(writePlaylist(folder / "a.mp3", songs), Error);
    CHECK(test::readBytes(folder / "a.mp3") == test::junk(100));
    CHECK_THROWS_AS(writePlaylist(folder / "missing" / "list.m3u8", songs), Error);
    CHECK_THROWS_AS(writePlaylist(folder.path(), songs), Error);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}
