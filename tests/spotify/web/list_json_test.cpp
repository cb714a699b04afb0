// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/list_json.h"

#include <catch2/catch.hpp>

#include <string>

using namespace segue;
using namespace segue::spotify;
using namespace std::chrono_literals;

namespace {

const std::string kSong = R"({"id":"4uLU6hMCjMI75M1A2tKUQC","uri":"spotify:track:4uLU6hMCjMI75M1A2tKUQC","type":"track",
    "name":"Glass","duration_ms":215000,"explicit":false,"disc_number":1,"track_number":4,"is_local":false,"is_playable":true,
    "external_ids":{"isrc":"GBAYE0601498"},"external_urls":{"spotify":"https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"},
    "artists":[{"id":"1","name":"Ann","uri":"spotify:artist:1","type":"artist"},{"id":"2","name":"Bo","type":"artist"}],
    "album":{"id":"9","name":"Panes","uri":"spotify:album:9xyz","album_type":"album","total_tracks":9,"release_date":"1981-12",
             "release_date_precision":"month","images":[],"artists":[]}})";

std::string page(const std::string& items, const std::string& total = "1") {
    return R"({"href":"https://evil.example","limit":50,"offset":0,"next":"https://evil.example/next","previous":null,"total":)" +
           total + R"(,"items":[)" + items + "]}";
}

} // namespace

TEST_CASE("a liked song is read with all that is shown of it") {
    const auto read = songsIn(page(R"({"added_at":"2026-01-02T03:04:05Z","track":)" + kSong + "}", "1234"), 0);
    REQUIRE(read);
    CHECK(read->total == 1234);
    CHECK(read->read == 1);
    REQUIRE(read->songs.size() == 1);
    const auto& song = read->songs.front();
    CHECK(song.isrc == "GBAYE0601498");
    CHECK(song.row.uri == "spotify:track:4uLU6hMCjMI75M1A2tKUQC");
    CHECK(song.row.title == "Glass");
    CHECK(song.row.artist == "Ann, Bo");
    CHECK(song.row.album == "Panes");
    CHECK(song.row.albumUri == "spotify:album:9xyz");
    CHECK(song.row.duration == 215s);
    CHECK(song.row.added == std::chrono::sys_days(std::chrono::year(2026) / 1 / 2) + 3h + 4min + 5s);
    CHECK(song.row.availability == SpotifyAvailability::playable);
    CHECK(read->skipped == SpotifySkipped{});
}

TEST_CASE("items of a playlist are read in the new and the old form; episodes and what is null are counted") {
    const auto read = songsIn(page(R"({"added_at":null,"is_local":false,"item":)" + kSong + R"(},{"track":)" + kSong +
                                       R"(},{"item":null},null,{"item":{"type":"episode","name":"Talk","uri":"spotify:episode:1"}},
                                   {"item":null,"track":{"name":"No type","uri":"spotify:episode:2"}},
                                   {"item":{"type":"track","name":null}},7,[],"x",{"item":[]})",
                                   "42"),
                              50);
    REQUIRE(read);
    CHECK(read->read == 11);
    CHECK(read->total == 42);
    CHECK(read->songs.size() == 2);
    CHECK(read->skipped.episodes == 2);
    CHECK(read->skipped.nameless == 7);
    CHECK(read->songs.front().row.added.time_since_epoch() == 0s);
}

TEST_CASE("a file of the listener's own says in its address what it is") {
    const auto read = songsIn(page(R"({"is_local":true,"item":{"id":null,"uri":"spotify:local:Halsey:Manic+%28Deluxe%29:929:174",
        "name":"","type":"track","external_ids":{},"artists":[{"name":""}],"album":{"name":""}}})"),
                              0);
    REQUIRE(read);
    REQUIRE(read->songs.size() == 1);
    const auto& row = read->songs.front().row;
    CHECK(row.title == "929");
    CHECK(row.artist == "Halsey");
    CHECK(row.album == "Manic (Deluxe)");
    CHECK(row.duration == 174s);
    CHECK(row.uri == "spotify:local:Halsey:Manic+%28Deluxe%29:929:174");
    CHECK(row.availability == SpotifyAvailability::localFile);
    for (const auto* odd : {"spotify:local:", "spotify:local::::", "spotify:local:a:b:%FF:99999999999", "spotify:local:a"}) {
        INFO(odd);
        const auto bad = songsIn(page(R"({"is_local":true,"item":{"uri":")" + std::string(odd) + R"(","name":"n"}})"), 0);
        REQUIRE(bad);
        CHECK(bad->songs.size() == 1);
    }
}

TEST_CASE("numbers as names, missing members and other types are no reason to stop") {
    const auto read =
        songsIn(page(R"({"track":{"name":1979,"album":{"name":1989},"artists":"nobody","duration_ms":-5,"external_ids":null}},
        {"track":{"name":"b","album":null,"artists":[null,{"name":7}],"duration_ms":"long","uri":"https://evil.example",
                  "external_ids":{"isrc":5},"restrictions":{"reason":"market"}}},
        {"added_at":"yesterday","track":{"name":"c","is_playable":false,"uri":"spotify:track:a b"}},
        {"added_at":"2026-02-31T03:04:05Z","track":{"name":"d\u0000\u0007","duration_ms":1e300}})",
                     "null"),
                100);
    REQUIRE(read);
    REQUIRE(read->songs.size() == 4);
    CHECK(read->total == 104);
    CHECK(read->songs[0].row.title == "1979");
    CHECK(read->songs[0].row.album == "1989");
    CHECK(read->songs[0].row.duration == 0ms);
    CHECK(read->songs[1].row.artist == "7");
    CHECK(read->songs[1].row.uri.empty());
    CHECK(read->songs[1].row.availability == SpotifyAvailability::unavailable);
    CHECK(read->songs[2].row.availability == SpotifyAvailability::unavailable);
    CHECK(read->songs[2].row.uri.empty());
    CHECK(read->songs[3].row.title == "d  ");
    CHECK(read->songs[3].row.added.time_since_epoch() == 0s);
}

TEST_CASE("albums that were kept are rows without a title") {
    const auto read =
        albumsIn(page(R"({"added_at":"2026-01-02T03:04:05Z","album":{"id":"9","uri":"spotify:album:9xyz","name":"Panes",
        "artists":[{"name":"Ann"}],"total_tracks":9}},{"album":null})",
                      "2"),
                 0);
    REQUIRE(read);
    REQUIRE(read->songs.size() == 1);
    CHECK(read->songs.front().row.title.empty());
    CHECK(read->songs.front().row.album == "Panes");
    CHECK(read->songs.front().row.artist == "Ann");
    CHECK(read->songs.front().row.uri == "spotify:album:9xyz");
    CHECK(read->songs.front().row.albumUri == "spotify:album:9xyz");
    CHECK(read->skipped.nameless == 1);
}

TEST_CASE("playlists are read in the new and the old form, and how many items one has is not known where nothing says so") {
    const auto read = playlistsIn(page(R"({"id":"own1","name":"Mine","collaborative":false,"public":true,"snapshot_id":"s1",
          "owner":{"id":"ann1","display_name":"Ann"},"uri":"spotify:playlist:own1","items":{"href":"https://evil.example","total":42}},
        {"id":"old1","name":"Old","snapshot_id":"s2","owner":{"id":"ann1","display_name":null},"tracks":{"total":7}},
        {"id":"theirs","name":"Theirs","snapshot_id":"s3","owner":{"id":"bo","display_name":"Bo"},"collaborative":true},
        null,{"id":null,"name":"x"},{"id":"../../me","name":"y"},{"id":"a?b","name":"z"})",
                                       "7"),
                                  0);
    REQUIRE(read);
    CHECK(read->read == 7);
    REQUIRE(read->playlists.size() == 3);
    CHECK(read->skipped.nameless == 4);
    const auto& own = read->playlists[0];
    CHECK(own.uri == "spotify:playlist:own1");
    CHECK(own.owner == "Ann");
    CHECK(own.ownerId == "ann1");
    CHECK(own.snapshot == "s1");
    CHECK(own.hasItems);
    CHECK(own.count == 42u);
    CHECK(read->playlists[1].hasItems);
    CHECK(read->playlists[1].count == 7u);
    CHECK(read->playlists[1].owner == "ann1");
    CHECK_FALSE(read->playlists[2].hasItems);
    CHECK_FALSE(read->playlists[2].count);
    CHECK(read->playlists[2].isCollaborative);
}

TEST_CASE("an answer that is cut off anywhere is no page") {
    const auto whole = page(R"({"added_at":"2026-01-02T03:04:05Z","track":)" + kSong + "}");
    for (std::size_t size = 0; size + 1 < whole.size(); ++size)
        if (songsIn(whole.substr(0, size), 0))
            FAIL("taken: " << whole.substr(0, size));
    CHECK(songsIn(whole, 0));
}

TEST_CASE("hostile answers are no pages, however deep or odd") {
    for (const std::string& odd : {std::string(), std::string("null"), std::string("[]"), std::string("{}"),
                                   std::string(R"({"items":null})"), std::string(R"({"items":{}})"), std::string("<html>"),
                                   std::string("\0{", 2), std::string(R"({"items":[)") + "\xFF" + "]}", std::string(300'000, '['),
                                   R"({"items":)" + std::string(300'000, '[') + std::string(300'000, ']') + ",}"}) {
        INFO(odd.substr(0, 40));
        CHECK_FALSE(songsIn(odd, 0));
        CHECK_FALSE(albumsIn(odd, 0));
        CHECK_FALSE(playlistsIn(odd, 0));
    }
    const auto lengthy = songsIn(page(R"({"track":{"name":")" + std::string(900'000, 'x') + R"("}})"), 0);
    REQUIRE(lengthy);
    CHECK(lengthy->songs.front().row.title.size() == 2000);
    CHECK(songsIn(page("", "1e30"), 7)->total == 7);
}
