// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/genre_store.h"
#include "engine/store/library_counts.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;

namespace {

struct GenreFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    TrackStore tracks{database, "m/1"};
    AnalysisStore analyses{database, "m/1"};
    GenreStore genres{database, "m/1"};
    LibraryId library = LibraryStore(database).add("Local Music #1", "/music");

    TrackId add(const std::string& name, const std::string& genre, std::int64_t time = 1) {
        return tracks.save({.library = library,
                            .path = std::filesystem::path("/music") / name,
                            .title = name,
                            .artist = "Artist of " + name,
                            .genre = genre},
                           "/music", {100, time});
    }
    void hear(TrackId track, const std::string& identity) {
        analyses.save(track, {.identity = identity, .embedding = {1.F, 0.F}, .probabilities = {1.F}, .heardGenre = "Rock"}, 1);
    }
    void heardAs(const std::string& identity, const std::string& genre) {
        const StoredHeardAs row{.identity = identity, .genre = genre, .confidence = 0.75F, .ownShare = 0.25F, .basis = 7};
        genres.save({&row, 1});
    }
    std::size_t voters() {
        std::size_t count = 0;
        genres.forEachVoter(true, [&](const GenreVoter&) { ++count; }, {});
        return count;
    }
};

} // namespace

TEST_CASE_METHOD(GenreFixture, "what a recording is heard as is shown with each of its songs, alone and in lists") {
    const auto one = add("a.mp3", "Folk"), other = add("b.mp3", "Folk");
    hear(one, "x");
    hear(other, "x");
    heardAs("x", "Jazz");
    CHECK(tracks.find(one)->heardAs == "Jazz");
    CHECK(tracks.find(other)->heardAsConfidence == 0.75F);
    for (const Track& song : tracks.songs(library)) {
        CHECK(song.heardAs == "Jazz");
        CHECK(song.heardGenre == "Rock");
    }
    CHECK(TrackStore(database, "m/2").find(one)->heardAs.empty()); // another network's ears
}

TEST_CASE_METHOD(GenreFixture, "a song that is heard anew is compared anew") {
    const auto song = add("a.mp3", "Folk");
    hear(song, "x");
    heardAs("x", "Jazz");
    hear(song, "x");
    CHECK_FALSE(genres.find("x"));
    heardAs("gone", "Jazz");
    CHECK_FALSE(genres.find("gone")); // nobody has heard that
}

TEST_CASE_METHOD(GenreFixture, "an accepted genre stands in lists until the file's tag is another") {
    const auto song = add("a.mp3", "Folk");
    hear(song, "x");
    genres.setAnswer({"x", "Folk", "Jazz", true});
    CHECK(tracks.find(song)->acceptedGenre == "Jazz");
    CHECK(tracks.find(song)->genre == "Folk");
    CHECK(tracks.songs(library)[0].acceptedGenre == "Jazz");
    genres.setAnswer({"x", "Folk", "Jazz", false});
    CHECK(tracks.find(song)->acceptedGenre.empty());
    CHECK(tracks.songs(library)[0].acceptedGenre.empty());
    genres.setAnswer({"x", "Other tag", "Jazz", true});
    CHECK(tracks.find(song)->acceptedGenre.empty());
    CHECK(tracks.songs(library)[0].acceptedGenre.empty());
    genres.removeAnswer("x");
    CHECK_FALSE(genres.answer("x"));
}

TEST_CASE_METHOD(GenreFixture, "each recording votes once, with the tag of a file that has one, and with what was accepted") {
    const auto bare = add("a.mp3", ""), tagged = add("b.mp3", "Folk");
    hear(bare, "x");
    hear(tagged, "x");
    add("c.mp3", "Rock"); // not heard yet
    CHECK(voters() == 1);
    std::string tag, genre, artist;
    const auto look = [&] {
        genres.forEachVoter(false,
                            [&](const GenreVoter& voter) {
                                tag = voter.tag;
                                genre = voter.genre;
                                artist = voter.artist;
                                CHECK(voter.embedding.empty());
                            },
                            {});
    };
    look();
    CHECK(tag == "Folk");
    CHECK(genre == "Folk");
    CHECK(artist == "Artist of b.mp3");
    genres.setAnswer({"x", "Folk", "Jazz", true});
    look();
    CHECK(tag == "Folk");
    CHECK(genre == "Jazz");
}

TEST_CASE_METHOD(GenreFixture, "songs are counted by what is known of them") {
    hear(add("a.mp3", "Folk"), "x");
    add("b.mp3", "");
    const auto silent = add("c.mp3", ""), broken = add("d.mp3", "");
    analyses.saveFailure(silent, {.kind = "silent", .reason = MessageId::songSilent, .analyzerVersion = 1});
    analyses.saveFailure(broken, {.kind = "badFile", .reason = "It is broken.", .analyzerVersion = 1});
    LibraryQuality quality;
    countSongs(database, "m/1", quality);
    CHECK(quality.songs == 4);
    CHECK(quality.analysed == 1);
    CHECK(quality.waiting == 1);
    CHECK(quality.silent == 1);
    CHECK(quality.failed == 1);
    CHECK(quality.withGenre == 1);
    CHECK(quality.withArtist == 4);
    LibraryQuality none;
    countSongs(database, "another/1", none);
    CHECK(none.analysed == 0);
    Database empty(folder / "empty.db", Access::write);
    countSongs(empty, "m/1", none);
    CHECK(none.songs == 0);
}
