// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/listens.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::bring;

namespace {

struct ListensFixture {
    test::TemporaryFolder folder;
    Reading reading(BringSource source, std::string_view content) {
        test::writeBytes(folder / "file", content);
        return {.file = folder / "file", .source = source};
    }
    ForeignLibrary brainz(std::string_view content) { return readListenBrainz(reading(BringSource::listenBrainz, content)); }
    ForeignLibrary lastFm(std::string_view content) { return readLastFm(reading(BringSource::lastFm, content)); }

    template <typename Read>
    MessageId refusal(Read&& read) {
        try {
            read();
        } catch (const Error& error) {
            return error.message().id();
        }
        return MessageId::foreign;
    }
};

std::string listen(int at, std::string_view artist, std::string_view title) {
    return R"({"listened_at": )" + std::to_string(at) + R"(, "track_metadata": {"artist_name": ")" + std::string(artist) +
           R"(", "track_name": ")" + std::string(title) + R"(", "release_name": "X", "additional_info": {"a": ["}", 1]}}})";
}

} // namespace

TEST_CASE_METHOD(ListensFixture, "ListenBrainz's listens are counted by artist and title, in an array or a line each") {
    const std::string listens[] = {listen(1'500'000'000, "Björk", "One"), listen(1'500'000'100, "BJÖRK", "one"),
                                   listen(1'400'000'000, "B", "Two \\\" {")};
    for (const bool isArray : {true, false}) {
        const auto text = isArray ? "[" + listens[0] + ", " + listens[1] + ", " + listens[2] + "]"
                                  : listens[0] + "\n" + listens[1] + "\r\n" + listens[2] + "\n";
        const auto library = brainz(text);
        REQUIRE(library.songs.size() == 2);
        CHECK(library.songs[0].plays == 2);
        CHECK(library.songs[0].lastPlayed.time_since_epoch().count() == 1'500'000'100);
        CHECK(library.songs[1].title == "Two \" {");
    }
}

TEST_CASE_METHOD(ListensFixture, "what is loved at ListenBrainz has five stars, and what is hated none") {
    const auto library = brainz(R"({"score": 1, "track_metadata": {"artist_name": "A", "track_name": "One"}}
        {"score": -1, "track_metadata": {"artist_name": "A", "track_name": "Two"}})");
    REQUIRE(library.songs.size() == 1);
    CHECK(library.songs[0].rating == 5);
    CHECK(library.songs[0].plays == 0);
}

TEST_CASE_METHOD(ListensFixture, "an export of listens that is damaged or something else is refused with a sentence") {
    const auto refused = [&](std::string_view text) { return refusal([&] { brainz(text); }); };
    CHECK(refused("") == MessageId::bringDamaged);
    CHECK(refused("hello") == MessageId::bringDamaged);
    CHECK(refused(listen(1, "A", "B").substr(0, 60)) == MessageId::bringDamaged);
    CHECK(refused("{\"a\": nonsense}") == MessageId::bringDamaged);
    CHECK(refused("[{\"other\": 1}]") == MessageId::bringOtherVersion);
    CHECK(refused("{\"track_metadata\": " + std::string(900'000, '[')) == MessageId::bringDamaged);
    CHECK(refused("{\"a\": \"" + std::string(100'000'000, 'x') + "\"}") == MessageId::bringDamaged);
    CHECK(refused(test::junk(100'000)) == MessageId::bringDamaged);
    CHECK(refused("PK\x03\x04zip") == MessageId::bringPacked);
}

TEST_CASE_METHOD(ListensFixture, "last.fm's tables are read with names in their first line or without, by any separator") {
    const char* const tables[] = {
        "A,X,One,31 Oct 2014 10:11\nA,X,One,1 Nov 2014 10:11\n\"B, the\",Y,\"Say \"\"Two\"\"\",30 Oct 2014 10:11\n",
        "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n1414750260,31 Oct,A,,X,,One,\n"
        "1414836660,,A,,X,,One,\n1414663860,,\"B, the\",,Y,,\"Say \"\"Two\"\"\",\n",
        "Artist;Album;AlbumId;Track;Date#me\nA;X;;One;1414750260000\nA;X;;One;1414836660000\n\"B, the\";Y;;\"Say "
        "\"\"Two\"\"\";1414663860000\n",
        "\xEF\xBB\xBF"
        "Artist\tTitle\tDate\nA\tOne\t2014-10-31 10:11\nA\tOne\t2014-11-01 10:11\nB, the\t\"Say \"\"Two\"\"\"\t2014-10-30 10:11\n"};
    for (const char* table : tables) {
        INFO(table);
        const auto library = lastFm(table);
        REQUIRE(library.songs.size() == 2);
        CHECK(library.songs[0].artist == "A");
        CHECK(library.songs[0].plays == 2);
        CHECK(library.songs[0].lastPlayed.time_since_epoch().count() == 1'414'836'660);
        CHECK(library.songs[1].artist == "B, the");
        CHECK(library.songs[1].title == "Say \"Two\"");
    }
}

TEST_CASE_METHOD(ListensFixture, "a table that is damaged or something else is refused with a sentence") {
    const auto refused = [&](std::string_view text) { return refusal([&] { lastFm(text); }); };
    CHECK(refused("") == MessageId::bringDamaged);
    CHECK(refused(std::string_view("A,X,\0,y", 7)) == MessageId::bringDamaged);
    CHECK(refused("just words\nand more\n") == MessageId::bringOtherVersion);
    CHECK(refused("A,X,\"" + std::string(100'000'000, 'x')) == MessageId::bringDamaged);
}
