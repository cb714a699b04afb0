// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/export_reader.h"

#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/small_disk.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tree_print.h"
#include "tests/support/zip_file.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

const std::string kId = "0123456789abcdefghijAB";

std::string song(const std::string& title, const std::string& artist = "Ann", const std::string& id = kId) {
    return R"({"artist":")" + artist + R"(","album":"Alb","track":")" + title + R"(","uri":"spotify:track:)" + id + R"("})";
}

std::string library(const std::string& tracks) { return R"({"tracks":[)" + tracks + "]}"; }

std::string item(const std::string& title) {
    return R"({"track":{"trackName":")" + title + R"(","artistName":"Ann","albumName":"Alb","trackUri":"spotify:track:)" + kId +
           R"("},"episode":null,"localTrack":null,"addedDate":"2025-06-15"})";
}

std::string playlists(const std::string& items, const std::string& name = "P", const std::string& member = "items") {
    return R"({"playlists":[{"name":")" + name + R"(","lastModifiedDate":"2025-12-01","collaborators":[],"description":null,)" +
           R"("numberOfFollowers":0,")" + member + "\":[" + items + "]}]}";
}

ExportContents read(const fs::path& file, const ExportLimits& limits = {}) {
    auto contents = readExport(file, {}, {}, limits);
    REQUIRE(contents);
    return std::move(*contents);
}

/// Of one JSON file.
ExportContents readJson(const std::string& json) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "any.json", json);
    return read(folder / "any.json");
}

MessageId refusal(const fs::path& file, const ExportLimits& limits = {}) {
    try {
        static_cast<void>(readExport(file, {}, {}, limits));
    } catch (const Error& error) {
        INFO(test::said(error));
        CHECK(test::said(error).find('%') == std::string::npos);
        return error.message().id();
    }
    return MessageId::foreign;
}

MessageId refusalOf(const std::string& bytes) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "YourLibrary.json", bytes);
    return refusal(folder / "YourLibrary.json");
}

std::vector<std::string> titlesOf(const std::vector<SpotifyRow>& rows) {
    std::vector<std::string> titles;
    for (const auto& row : rows)
        titles.push_back(row.title);
    return titles;
}

using Titles = std::vector<std::string>;

/// As Spotify sends it, with what is nobody's business.
std::vector<test::ZipEntry> wholeExport() {
    return {{"Spotify Account Data/", ""},
            {"Spotify Account Data/Userdata.json", R"({"email":"SECRETSECRETSECRETSECRET"})"},
            {"Spotify Account Data/Payments.json", R"({"card":"SECRETSECRETSECRETSECRET"})"},
            {"Spotify Account Data/Playlist2.json", playlists(item("Third"), "Second")},
            {"Spotify Account Data/StreamingHistory_music_0.json", R"([{"endTime":"2024-01-01 10:00","msPlayed":1}])"},
            {"__MACOSX/Spotify Account Data/._YourLibrary.json", "not JSON"},
            {"Spotify Account Data/YourLibrary.json", library(song("One"))},
            {"Spotify Account Data/Playlist1.json", playlists(item("Two"), "First")},
            {"Spotify Account Data/Playlist10.json", playlists(item("Fourth"), "Tenth")}};
}

} // namespace

TEST_CASE("a zip as Spotify sends it gives liked songs and playlists, in the order of the playlists' files") {
    const test::TemporaryFolder folder;
    test::writeZip(folder / "my_spotify_data.zip", wholeExport());
    const auto contents = read(folder / "my_spotify_data.zip");
    CHECK(contents.hasLibrary);
    CHECK(titlesOf(contents.liked) == Titles{"One"});
    CHECK(contents.liked.at(0).artist == "Ann");
    CHECK(contents.liked.at(0).album == "Alb");
    CHECK(contents.liked.at(0).uri == "spotify:track:" + kId);
    REQUIRE(contents.playlists.size() == 3);
    CHECK(contents.playlists[0].name == "First");
    CHECK(contents.playlists[1].name == "Second");
    CHECK(contents.playlists[2].name == "Tenth");
    CHECK(contents.playlists[0].rows.at(0).added == std::chrono::sys_days(2025y / 6 / 15));
    CHECK(contents.skipped == SpotifySkipped{});
}

TEST_CASE("the folder that it was unpacked to gives the same as the zip, and so does every file of it") {
    const test::TemporaryFolder folder;
    for (const auto& [name, bytes, isLink] : wholeExport()) {
        const auto file = folder.path() / name;
        fs::create_directories(file.parent_path());
        if (!name.ends_with('/'))
            test::writeBytes(file, bytes);
    }
    test::writeZip(folder / "a.zip", wholeExport());
    const auto zipped = read(folder / "a.zip");
    fs::remove(folder / "a.zip");
    const auto unpacked = read(folder.path());
    CHECK(unpacked.liked == zipped.liked);
    CHECK(unpacked.playlists.size() == zipped.playlists.size());
    CHECK(unpacked.playlists.at(2).name == "Tenth");
    CHECK(read(folder / "Spotify Account Data/Playlist1.json").playlists.at(0).name == "First");
    CHECK_FALSE(read(folder / "Spotify Account Data/Playlist1.json").hasLibrary);
}

TEST_CASE("nothing else in the zip is inflated, and nothing is written anywhere") {
    const test::TemporaryFolder folder;
    auto entries = wholeExport();
    entries.push_back({"../../etc/Userdata.json", "SECOND"});
    entries.push_back({"../escaped/Playlist3.json", playlists(item("Fifth"))}); // only its name counts, and it stays in memory
    test::writeZip(folder / "a.zip", entries);
    // What would be noticed at once if anybody read it: bytes that are no deflated data, or have another sum.
    auto bytes = test::readBytes(folder / "a.zip");
    const auto at = bytes.find("Userdata.json") + 13;
    for (std::size_t i = 12; i < 40; ++i)
        bytes[at + i] = '\xFF';
    test::writeBytes(folder / "a.zip", bytes);
    const auto before = test::treePrint(folder.path());
    const auto contents = read(folder / "a.zip");
    CHECK(contents.playlists.size() == 4);
    CHECK(test::treePrint(folder.path()) == before);
    CHECK_FALSE(fs::exists(folder / "../escaped"));
}

TEST_CASE("a link in the zip or folder is not followed") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "elsewhere.txt", library(song("Secret")));
    test::writeZip(folder / "a.zip", {{"YourLibrary.json", "elsewhere.txt", true}, {"Playlist1.json", playlists(item("Two"))}});
    CHECK(read(folder / "a.zip").liked.empty());
    fs::create_directories(folder / "unpacked");
    fs::create_symlink(folder / "elsewhere.txt", folder / "unpacked/YourLibrary.json");
    CHECK(refusal(folder / "unpacked") == MessageId::spotifyExportNothing);
}

TEST_CASE("exports of every age are read") {
    SECTION("without addresses") {
        const auto contents = readJson(R"({"tracks":[{"artist":"Ann","album":"Alb","track":"One"},
            {"artist":"Ann","album":"Alb","track":"Two"}],"albums":[{"artist":"Ann","album":"Alb"}]})");
        CHECK(titlesOf(contents.liked) == Titles{"One", "Two"});
        CHECK(contents.liked[0].uri.empty());
        CHECK(contents.albums.at(0).album == "Alb");
        CHECK(contents.albums[0].title.empty());
    }
    SECTION("with a mark of the byte order, and blanks") {
        CHECK(titlesOf(readJson("\xEF\xBB\xBF \r\n" + library(song("One"))).liked) == Titles{"One"});
    }
    SECTION("with numbers for names") {
        const auto contents =
            readJson(R"({"tracks":[{"artist":1975,"album":1989,"track":-7,"uri":null},{"artist":"A","album":1.50,"track":"T"}]})");
        CHECK(contents.liked.at(0).title == "-7");
        CHECK(contents.liked[0].artist == "1975");
        CHECK(contents.liked[0].album == "1989");
        CHECK(contents.liked.at(1).album == "1.50");
    }
    SECTION("playlists whose songs are contents or tracks, flat or not, or a list of playlists without a name before it") {
        for (const char* member : {"items", "contents", "tracks"})
            CHECK(titlesOf(readJson(playlists(item("Two"), "P", member)).playlists.at(0).rows) == Titles{"Two"});
        const auto flat = readJson(R"({"playlists":[{"name":"P","tracks":[{"trackName":"T","artistName":"A"}]}]})");
        CHECK(flat.playlists.at(0).rows.at(0).artist == "A");
        const auto list = readJson(R"([{"name":"P","items":[)" + item("Two") + "]}]");
        CHECK(titlesOf(list.playlists.at(0).rows) == Titles{"Two"});
    }
    SECTION("missing and null arrays, unknown members") {
        const auto contents =
            readJson(R"({"tracks":null,"albums":[],"new":{"deep":[[1,{"tracks":[1]}]]},"artists":[{"name":"A"}]})");
        CHECK(contents.hasLibrary);
        CHECK(contents.liked.empty());
        CHECK(contents.skipped.other == 1);
    }
}

TEST_CASE("local files of Spotify are told by artist, album, title and length") {
    const auto contents = readJson(playlists(
        R"({"track":null,"episode":null,"localTrack":{"uri":"spotify:local:Oasis:Morning+Glory%3F:Wonder%20wall:258"}},
           {"track":null,"localTrack":{"uri":"spotify:local:::Nameless:","trackName":"By name"}},
           {"track":null,"localTrack":{"uri":"spotify:local:a:b:c%FFd%4:-3"}})"));
    const auto& rows = contents.playlists.at(0).rows;
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].artist == "Oasis");
    CHECK(rows[0].album == "Morning Glory?");
    CHECK(rows[0].title == "Wonder wall");
    CHECK(rows[0].duration == 258s);
    CHECK(rows[0].availability == SpotifyAvailability::localFile);
    CHECK(rows[0].uri == "spotify:local:Oasis:Morning+Glory%3F:Wonder%20wall:258");
    CHECK(rows[1].title == "By name");
    CHECK(rows[2].title == "c\uFFFDd%4");
    CHECK(rows[2].duration == 0s);
}

TEST_CASE("what is left out is counted by its reason") {
    const auto contents = readJson(R"({"tracks":[)" + song("One") + "," + song("One") + R"(,null,7,{"artist":"Ann"},{"track":" "}],
        "albums":[{"artist":"A","album":"B"},{"artist":"A","album":"B"},{"artist":"A"}],
        "episodes":[{"name":"E"}],"shows":[{"name":"S"}],"bannedTracks":[)" +
                                   song("Banned") + R"(],"artists":[{"name":"A"}],"other":["x"]})");
    CHECK(contents.liked.size() == 1);
    CHECK(contents.albums.size() == 1);
    CHECK(contents.skipped == SpotifySkipped{.episodes = 1, .nameless = 5, .twice = 2, .unreadable = 0, .other = 4});

    const auto lists = readJson(R"({"playlists":[{"name":"Pods","items":[{"track":null,"episode":{"episodeName":"E"}}]},
        {"name":"None","items":[]},{"name":"Twice","items":[)" +
                                item("Two") + "," + item("Two") + R"(,null,{"track":null,"episode":null,"localTrack":null},
        {"track":null,"audiobook":{"name":"B"}}]},{},3]})");
    REQUIRE(lists.playlists.size() == 3);
    CHECK(lists.playlists[0].state == SpotifyListState::podcastsOnly);
    CHECK(lists.playlists[1].state == SpotifyListState::empty);
    CHECK(lists.playlists[2].rows.size() == 2); // a playlist may hold a song twice
    CHECK(lists.skipped == SpotifySkipped{.episodes = 2, .nameless = 2, .twice = 0, .unreadable = 2, .other = 0});
}

TEST_CASE("each thing that is no export has a sentence of its own") {
    const test::TemporaryFolder folder;
    fs::create_directories(folder / "empty");
    CHECK(refusal(folder / "not there") == MessageId::fileNotThere);
    CHECK(refusal(folder / "empty") == MessageId::spotifyExportEmptyFolder);
    test::writeBytes(folder / "empty" / "other.txt", "x");
    CHECK(refusal(folder / "empty") == MessageId::spotifyExportNothing);
    test::writeBytes(folder / "empty" / "endsong_0.json", "[]");
    CHECK(refusal(folder / "empty") == MessageId::spotifyExportHistory);

    const auto zipWith = [&](const std::vector<test::ZipEntry>& entries, const std::string& password = {}) {
        test::writeZip(folder / "a.zip", entries, {.password = password});
        return refusal(folder / "a.zip");
    };
    CHECK(zipWith({}) == MessageId::spotifyExportNothing);
    CHECK(zipWith({{"Userdata.json", "{}"}}) == MessageId::spotifyExportNothing);
    CHECK(zipWith({{"Spotify Extended Streaming History/Streaming_History_Audio_2024_0.json", "[]"}}) ==
          MessageId::spotifyExportHistory);
    CHECK(zipWith(wholeExport(), "password") == MessageId::spotifyExportEncrypted);
    CHECK(zipWith({{"a/YourLibrary.json", library("")}, {"b/yourlibrary.JSON", library("")}}) == MessageId::spotifyExportSeveral);
    CHECK(zipWith({{"YourLibrary.json", "[1,2]"}}) == MessageId::spotifyExportOtherJson);

    test::writeBytes(folder / "text", "Hello");
    CHECK(refusal(folder / "text") == MessageId::spotifyExportNone);
    test::writeBytes(folder / "text", "");
    CHECK(refusal(folder / "text") == MessageId::spotifyExportNone);
    CHECK(refusal("/dev/zero") == MessageId::spotifyExportNone);
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(refusal(folder / "pipe") == MessageId::spotifyExportNone);
    CHECK(refusalOf(R"({"name":"x"})") == MessageId::spotifyExportOtherJson);
    CHECK(refusalOf(R"([{"ts":"2024","ms_played":1}])") == MessageId::spotifyExportHistory);
}

TEST_CASE("damaged, truncated and hostile bytes are refused, never guessed at") {
    const auto whole = library(song("One") + "," + song("Two"));
    for (std::size_t size = 1; size < whole.size(); size += 7) {
        INFO(size);
        CHECK(refusalOf(whole.substr(0, size)) == MessageId::spotifyExportBroken);
    }
    CHECK(refusalOf(whole + "x") == MessageId::spotifyExportBroken);
    CHECK(refusalOf(std::string(100'000, '[')) == MessageId::spotifyExportBroken);
    CHECK(refusalOf(R"({"tracks":[{"track":"\uD800"}]})") == MessageId::spotifyExportBroken);
    CHECK(refusalOf("{\"tracks\":[{\"track\":\"\xFF\"}]}") == MessageId::spotifyExportBroken);
    CHECK(refusalOf(R"({"tracks":[{"track":1e999}]})") == MessageId::spotifyExportBroken);

    const test::TemporaryFolder folder;
    test::writeZip(folder / "a.zip", wholeExport());
    const auto zip = test::readBytes(folder / "a.zip");
    for (std::size_t size = 4; size < zip.size(); size += 97) {
        INFO(size);
        test::writeBytes(folder / "a.zip", zip.substr(0, size));
        CHECK(refusal(folder / "a.zip") == MessageId::spotifyExportBrokenZip);
    }
    // A byte in the middle, so that the sum does not agree.
    std::string title;
    for (const char c : test::junk(4000))
        title += static_cast<char>('a' + static_cast<unsigned char>(c) % 26);
    test::writeZip(folder / "a.zip", {{"YourLibrary.json", library(song(title))}});
    auto bytes = test::readBytes(folder / "a.zip");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    test::writeBytes(folder / "a.zip", bytes);
    const auto refused = refusal(folder / "a.zip");
    CHECK((refused == MessageId::spotifyExportBrokenZip || refused == MessageId::spotifyExportBroken));
}

TEST_CASE("a file that unpacks to more than Spotify would send is refused before it is unpacked") {
    const test::TemporaryFolder folder;
    const std::string blanks(std::size_t{40} << 20U, ' ');
    test::writeZip(folder / "bomb.zip", {{"YourLibrary.json", "{" + blanks + "}"}});
    CHECK(fs::file_size(folder / "bomb.zip") < 100'000);
    CHECK(refusal(folder / "bomb.zip") == MessageId::spotifyExportTooLarge);

    test::writeZip(folder / "b.zip", {{"Playlist1.json", playlists(item("One"))}, {"Playlist2.json", playlists(item("Two"))}});
    CHECK(refusal(folder / "b.zip", {.fileBytes = 100}) == MessageId::spotifyExportTooLarge);
    CHECK(refusal(folder / "b.zip", {.totalBytes = 400}) == MessageId::spotifyExportTooLarge);
    CHECK(refusal(folder / "b.zip", {.entries = 1}) == MessageId::spotifyExportManyFiles);
    CHECK(read(folder / "b.zip").playlists.size() == 2);
    test::writeBytes(folder / "Playlist1.json", "{" + blanks + "}");
    CHECK(refusal(folder / "Playlist1.json") == MessageId::spotifyExportTooLarge);

    std::string rows;
    for (std::size_t i = 0; i <= kMostRows; ++i)
        rows += R"({"track":"a"},)";
    CHECK(refusalOf(R"({"playlists":[{"name":"P","items":[)" + rows + "null]}]}") == MessageId::spotifyExportTooLarge);
}

TEST_CASE("a folder that cannot be read says so") {
    const test::TemporaryFolder folder;
    fs::create_directories(folder / "closed");
    test::writeBytes(folder / "closed/YourLibrary.json", library(song("One")));
    fs::permissions(folder / "closed/YourLibrary.json", fs::perms::none);
    fs::permissions(folder.path(), fs::perms::all);
    const test::AsNobody nobody;
    CHECK(refusal(folder / "closed") == MessageId::fileCannotBeRead);
}

TEST_CASE("reading stops when it is told, and tells how far it is until then") {
    const test::TemporaryFolder folder;
    std::string rows;
    for (int i = 0; i < 20'000; ++i)
        rows += song("T" + std::to_string(i), "Ann", "id" + std::to_string(i)) + ",";
    test::writeBytes(folder / "YourLibrary.json", library(rows + "null"));
    std::stop_source stop;
    std::size_t told = 0;
    const auto stopped = readExport(folder / "YourLibrary.json", stop.get_token(), [&](std::size_t count) {
        told = count;
        if (count >= 1000)
            stop.request_stop();
    });
    CHECK_FALSE(stopped);
    CHECK(told >= 1000);
    CHECK(told < 20'000);
    CHECK(read(folder / "YourLibrary.json").liked.size() == 20'000);
}

TEST_CASE("texts come as one line of valid letters, and addresses only in Spotify's form") {
    CHECK(oneLine(" a\n\tb\x01 ") == "a b");
    CHECK(oneLine("\xC3\xA9\xC3") == "\u00e9\uFFFD");
    CHECK(oneLine("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
    CHECK(oneLine(std::string(10'000, 'x')).size() == kLongestText);
    CHECK(spotifyUri("spotify:track:" + kId, "track") == "spotify:track:" + kId);
    CHECK(spotifyUri("https://open.spotify.com/track/" + kId + "?si=1", "track") == "spotify:track:" + kId);
    CHECK(spotifyUri("https://open.spotify.com/intl-de/track/" + kId, "track") == "spotify:track:" + kId);
    for (const char* bad : {"file:///etc/passwd", "spotify:track:", "spotify:track:a b", "spotify:track:../x", "spotify:album:abc",
                            "https://open.spotify.com.evil/track/abc", "https://open.spotify.com/track/", ""})
        CHECK(spotifyUri(bad, "track").empty());
    CHECK(dateOf("2025-06-15T07:08:09Z") == std::chrono::sys_days(2025y / 6 / 15) + 7h + 8min);
    for (const char* bad : {"", "2025-06", "2025-13-01", "yyyy-mm-dd", "1000-01-01", "2025-02-30"})
        CHECK(dateOf(bad).time_since_epoch() == 0s);
}
