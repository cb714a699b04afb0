// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/correct/correction_jobs.h"
#include "engine/store/correction_store.h"
#include "engine/store/library_store.h"
#include "engine/store/recording_store.h"
#include "engine/store/track_store.h"
#include "engine/store/track_writer.h"
#include "engine/store/transfer/library_export.h"
#include "engine/store/transfer/library_import.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/track_facts.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace segue::store;
using Catch::Matchers::Contains;

namespace {

constexpr auto kLength = std::chrono::milliseconds(1000);

/// Two files of one recording, and another song.
struct CorrectionsFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    CorrectionStore corrections{database};
    TrackStore tracks{database, "scripted/1"};
    LibraryId library = LibraryStore(database).add("Local Music #1", "/music");
    TrackId one = save("one.mp3", "One"), copy = save("copy.mp3", "One (copy)"), other = save("other.mp3", "Other");

    TrackId save(const std::string& name, const std::string& title, int modified = 1) {
        return tracks.save({.library = library,
                            .path = "/music/" + name,
                            .title = title,
                            .artist = "The Artist",
                            .album = "Album",
                            .genre = "Rock",
                            .trackNumber = 3,
                            .year = 1999,
                            .duration = kLength,
                            .orderArtist = "Artist, The"},
                           "/music", {100, modified});
    }
    void identify(TrackId track, const std::string& identity) {
        RecordingStore(database).assign(track, {.identity = identity, .rest = {}, .duration = kLength});
    }
    Track shown(TrackId track) {
        const auto song = tracks.find(track).value();
        const auto all = tracks.songs(library).all(); // both ways of reading agree
        const auto listed = std::ranges::find(all, track, &Track::id);
        CHECK(test::factsOf(*listed) == test::factsOf(song));
        CHECK(listed->corrected == song.corrected);
        return song;
    }
    void correct(TrackId track, TagField field, const std::string& value) {
        corrections.correct(std::vector{track}, std::vector{FieldValue{.field = field, .value = value}});
    }
};

} // namespace

TEST_CASE_METHOD(CorrectionsFixture,
                 "a corrected song shows what was said, in its place by that, and its own tags again when it is reverted") {
    const auto before = test::factsOf(shown(one));
    correct(one, TagField::title, "Uno");
    correct(one, TagField::artist, "A\nB");
    correct(one, TagField::trackNumber, "007");
    correct(one, TagField::year, "");
    auto song = shown(one);
    CHECK(song.title == "Uno");
    CHECK(song.artist == "A, B");
    CHECK(song.artists == "A\nB");
    CHECK(song.trackNumber == 7);
    CHECK(song.year == 0);
    CHECK(song.album == "Album");
    CHECK(song.corrected ==
          (bitOf(TagField::title) | bitOf(TagField::artist) | bitOf(TagField::trackNumber) | bitOf(TagField::year)));
    CHECK(song.albumOrder < shown(other).albumOrder); // "A" comes before "Artist, The"
    const auto known = corrections.find(one);
    REQUIRE(known.size() == 4);
    CHECK(known[0] == Correction{.field = TagField::title, .value = "Uno", .was = "One", .file = "One"});
    CHECK_FALSE(known[0].isOffered());
    corrections.revert(std::vector{one}, bitOf(TagField::title));
    CHECK(shown(one).title == "One");
    CHECK(shown(one).artist == "A, B");
    corrections.revert(std::vector{one}, 0xFFFF);
    CHECK(test::factsOf(shown(one)) == before);
    CHECK(corrections.isEmpty());
}

TEST_CASE_METHOD(CorrectionsFixture, "what is no other value is no correction, and a song keeps a title") {
    correct(one, TagField::title, "One");
    correct(one, TagField::title, "");
    correct(one, TagField::trackNumber, "3");
    CHECK(corrections.isEmpty());
    correct(one, TagField::album, "Else");
    correct(one, TagField::album, "Album");
    CHECK(corrections.isEmpty());
    CHECK(shown(one).corrected == 0);
}

TEST_CASE_METHOD(CorrectionsFixture, "a correction belongs to the recording: every file of it has it, also one that comes later") {
    identify(one, "mp3-1-a");
    correct(one, TagField::title, "Uno");
    CHECK(shown(copy).title == "One (copy)");
    identify(copy, "mp3-1-a");
    CHECK(shown(copy).title == "Uno");
    CHECK(corrections.find(copy).at(0).file == "One (copy)");
    corrections.revert(std::vector{copy}, bitOf(TagField::title));
    CHECK(shown(one).title == "One");
    CHECK(shown(copy).title == "One (copy)");
}

TEST_CASE_METHOD(CorrectionsFixture,
                 "a song that is identified keeps its corrections, and one that becomes another recording has that one's") {
    correct(one, TagField::genre, "Ambient");
    identify(one, "mp3-1-a");
    CHECK(shown(one).genre == "Ambient");
    save("one.mp3", "One", 2); // its file was replaced
    CHECK(shown(one).genre == "Ambient");
    identify(one, "mp3-1-b");
    CHECK(shown(one).genre == "Rock");
    CHECK(shown(one).corrected == 0);
}

TEST_CASE_METHOD(CorrectionsFixture, "corrections survive a retag, and the file's new value is offered until it is taken or left") {
    correct(one, TagField::title, "Uno");
    save("one.mp3", "One, better", 2);
    CHECK(shown(one).title == "Uno");
    auto known = corrections.find(one).at(0);
    CHECK(known.was == "One");
    CHECK(known.file == "One, better");
    CHECK(known.isOffered());
    SECTION("taken") {
        corrections.revert(std::vector{one}, bitOf(TagField::title));
        CHECK(shown(one).title == "One, better");
    }
    SECTION("left") {
        corrections.keep(std::vector{one}, bitOf(TagField::title));
        CHECK(shown(one).title == "Uno");
        CHECK_FALSE(corrections.find(one).at(0).isOffered());
    }
    SECTION("read again as the same file") {
        const Track tags{.library = library, .path = "/music/one.mp3", .title = "Third", .artist = "X"};
        TrackWriter(database).retag(tags, "/music", {100, 2}, 1);
        CHECK(shown(one).title == "Uno");
        CHECK(shown(one).artist == "X");
        CHECK(corrections.find(one).at(0).file == "Third");
    }
}

TEST_CASE_METHOD(CorrectionsFixture, "each change can be taken back") {
    const auto before = test::factsOf(shown(one));
    const auto first =
        corrections.correct(std::vector{one, other}, std::vector<FieldValue>{{TagField::album, "X"}, {TagField::year, "2000"}});
    const auto second = corrections.correct(std::vector{one}, std::vector<FieldValue>{{TagField::album, "Y"}});
    corrections.restore(second);
    CHECK(shown(one).album == "X");
    corrections.restore(first);
    CHECK(test::factsOf(shown(one)) == before);
    CHECK(shown(other).album == "Album");
    CHECK(corrections.isEmpty());
}

TEST_CASE_METHOD(CorrectionsFixture, "a chosen cover is a song's cover, and is the file's own again when it is reverted") {
    const CoverImage image{.width = 1, .height = 1, .pixels = {255, 0, 0, 255}, .file = {1, 2, 3}};
    correct(one, TagField::cover, corrections.putCover(image));
    CHECK(shown(one).hasCover);
    CHECK(corrections.coverOf(one)->pixels == image.pixels);
    CHECK_FALSE(corrections.coverOf(other));
    corrections.revert(std::vector{one}, bitOf(TagField::cover));
    CHECK_FALSE(shown(one).hasCover);
    CHECK_FALSE(corrections.coverOf(one));
}

TEST_CASE_METHOD(CorrectionsFixture, "an export takes corrections along, with what the files say") {
    identify(one, "mp3-1-a");
    correct(one, TagField::title, "Uno");
    correct(other, TagField::genre, "Jazz"); // which has no identity
    correct(other, TagField::cover, corrections.putCover({.width = 1, .height = 1, .pixels = {1, 2, 3, 4}, .file = {9}}));
    REQUIRE(exportLibraries(database, folder / "all.segue", {}, [](std::size_t, std::size_t) {}));
    Writer writer(Database(folder / "there.db", Access::write));
    ImportFile file(folder / "all.segue", folder / "scratch", {});
    const ImportOptions options{.isThere = [](const auto&) { return true; },
                                .idOfOther = [](const auto& here, const auto&) { return here.id; },
                                .text = [](std::string_view text) { return std::string(text); }};
    REQUIRE(importLibraries(writer, file, options, [](std::size_t, std::size_t) {}));
    Database there(folder / "there.db", Access::read);
    const TrackStore songs(there, {});
    const CorrectionStore known(there);
    const auto uno = songs.findByPath("/music/one.mp3").value();
    CHECK(uno.title == "Uno");
    CHECK(known.find(uno.id).at(0) == Correction{.field = TagField::title, .value = "Uno", .was = "One", .file = "One"});
    const auto jazz = songs.findByPath("/music/other.mp3").value();
    CHECK(jazz.genre == "Jazz");
    CHECK(jazz.corrected == (bitOf(TagField::genre) | bitOf(TagField::cover)));
    CHECK(known.coverOf(jazz.id)->pixels == std::vector<std::uint8_t>{1, 2, 3, 4});
    CHECK(known.find(songs.findByPath("/music/copy.mp3")->id).empty());
    writer.run([&](Database& writing) { CorrectionStore(writing).revert(std::vector{uno.id, jazz.id}, 0xFFFF); }).get();
    CHECK(songs.find(uno.id)->title == "One");
    CHECK(songs.find(jazz.id)->genre == "Rock");
}

TEST_CASE_METHOD(CorrectionsFixture, "the table of corrections is one that a spreadsheet reads and runs nothing of") {
    correct(one, TagField::title, "=SUM(A1) \"x\"");
    const std::vector<CorrectedSong> songs{{.track = shown(one), .corrections = corrections.find(one)}};
    CHECK_THAT(correctionsAsCsv(songs), Contains("path,title,artist,field,corrected,was,file\r\n\"/music/one.mp3\",") &&
                                            Contains("\"title\",\"'=SUM(A1) \"\"x\"\"\",\"One\",\"One\"\r\n"));
}
