// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "engine/words/section.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace segue::library;
namespace fs = std::filesystem;

namespace {

constexpr const char* kThree = "PERFORMER \"Cue Artist\"\nTITLE \"Cue Album\"\nREM DATE 1999\nFILE \"album.wav\" WAVE\n"
                               "TRACK 01 AUDIO\nTITLE \"First\"\nINDEX 01 00:00:00\n"
                               "TRACK 02 AUDIO\nTITLE \"Second\"\nPERFORMER \"Guest\"\nINDEX 00 00:00:70\nINDEX 01 00:01:00\n"
                               "TRACK 03 AUDIO\nTITLE \"Third\"\nINDEX 01 00:02:00\n";

struct SheetsFixture {
    test::TemporaryFolder folder;
    fs::path root = folder / "music";
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    audio::DirectReader files;
    std::vector<TrackId> removed;

    SheetsFixture() {
        fs::create_directories(root);
        writer.run([&](store::Database& database) { store::LibraryStore(database).add("Local Music #1", root); }).get();
    }

    void image(const fs::path& name, const audio::WriteTags& tags = {{"title", "Image"}, {"genre", "Rock"}}) {
        fs::create_directories((root / name).parent_path());
        audio::writeAudio(root / name, test::tone(440.0, 3.5, 44'100), 44'100, 1, tags);
    }

    void sheet(const fs::path& name, const std::string& text) { test::writeBytes(root / name, text); }

    ScanResult scan(ScanRequest request = {}) {
        removed.clear();
        const auto library = *store::LibraryStore(reader).findCounted(1);
        return scanLibrary(library, reader, writer, files, {},
                           {.progress = [](ScanProgress) {},
                            .stored = [](std::span<const TrackId>) {},
                            .changed = [](std::span<const TrackId>) {},
                            .removed = [this](std::span<const TrackId> ids) { removed.assign(ids.begin(), ids.end()); }},
                           request);
    }

    std::vector<Track> rows() { return store::TrackStore(reader, "m/1").songs(1).all(); }
    std::vector<std::string> titles() {
        std::vector<std::string> titles;
        for (const auto& row : rows())
            titles.push_back(row.title + (row.isMissing ? " (missing)" : ""));
        return titles;
    }
    /// What a listener would lose if a row were made anew.
    std::vector<TrackId> ids() {
        std::vector<TrackId> ids;
        for (const auto& row : rows())
            ids.push_back(row.id);
        return ids;
    }
};

using Titles = std::vector<std::string>;

} // namespace

TEST_CASE_METHOD(SheetsFixture, "a file with a sheet beside it is its songs, and itself none") {
    image("album.flac");
    sheet("album.cue", kThree);
    CHECK(scan().read == 3);
    REQUIRE(titles() == Titles{"First", "Second", "Third"});
    const auto songs = rows();
    CHECK(songs[0].path == sectionPath(root / "album.flac", {0, 75}));
    CHECK(songs[2].path == sectionPath(root / "album.flac", {150, 0}));
    CHECK(songs[0].artist == "Cue Artist");
    CHECK(songs[1].artist == "Guest");
    CHECK(songs[1].albumArtist == "Cue Artist");
    CHECK(songs[1].album == "Cue Album");
    CHECK(songs[1].genre == "Rock"); // the file's, since the sheet says nothing
    CHECK(songs[1].year == 1999);
    CHECK(songs[1].trackNumber == 2);
    CHECK(songs[1].duration == std::chrono::seconds(1));
    CHECK(songs[2].duration == std::chrono::milliseconds(1500));
    const auto before = ids();
    CHECK(scan().read == 0);
    CHECK(scan({.folders = {{.path = {}, .deep = false}}}).read == 0);
    CHECK(titles() == Titles{"First", "Second", "Third"});
    CHECK(ids() == before);
}

TEST_CASE_METHOD(SheetsFixture, "a sheet among the tags divides a file, and one beside it counts for more") {
    image("album.flac", {{"title", "Image"}, {"artist", "Tagged"}, {"CUESHEET", kThree}});
    scan();
    CHECK(titles() == Titles{"First", "Second", "Third"});
    const auto before = ids();
    CHECK(scan().read == 0);
    std::string other = kThree;
    other.replace(other.find("First"), 5, "Erste");
    sheet("album.cue", other);
    scan();
    CHECK(titles() == Titles{"Erste", "Second", "Third"});
    CHECK(ids() == before);
    fs::remove(root / "album.cue");
    scan();
    CHECK(titles() == Titles{"First", "Second", "Third"});
    CHECK(ids() == before);
}

TEST_CASE_METHOD(SheetsFixture, "an edited sheet is read again: songs keep their rows where they begin and end as before") {
    image("album.flac");
    sheet("album.cue", kThree);
    scan();
    const auto before = ids();
    std::string edited = kThree;
    edited.replace(edited.find("Third"), 5, "Last");
    edited.replace(edited.find("00:01:00"), 8, "00:01:10");
    sheet("album.cue", edited);
    scan({.folders = {{.path = {}, .deep = false}}});
    CHECK(titles() == Titles{"First", "Second", "Last"});
    CHECK(ids()[2] == before[2]);
    CHECK(ids()[0] != before[0]);
    std::ranges::sort(removed);
    CHECK(removed == std::vector<TrackId>{before[0], before[1]});
    CHECK(rows()[0].path == sectionPath(root / "album.flac", {0, 85}));
}

TEST_CASE_METHOD(SheetsFixture,
                 "a sheet that comes later divides a song that is known, and one that goes makes it one song again") {
    image("album.flac");
    scan();
    CHECK(titles() == Titles{"Image"});
    const auto whole = ids();
    sheet("album.cue", kThree);
    scan();
    CHECK(titles() == Titles{"First", "Second", "Third"});
    CHECK(removed == whole);
    fs::remove(root / "album.cue");
    scan();
    CHECK(titles() == Titles{"Image"});
}

TEST_CASE_METHOD(SheetsFixture, "songs of a file that is gone are missing, come back with it, and move with it and its sheet") {
    image("a/album.flac");
    sheet("a/album.cue", kThree);
    scan();
    const auto before = ids();
    fs::rename(root / "a", folder / "away");
    image("other.flac", {{"title", "Other"}});
    scan();
    CHECK(titles() == Titles{"Other", "First (missing)", "Second (missing)", "Third (missing)"});
    fs::rename(folder / "away", root / "a");
    scan();
    CHECK(titles() == Titles{"Other", "First", "Second", "Third"});
    fs::rename(root / "a", root / "b");
    scan();
    CHECK(titles() == Titles{"Other", "First", "Second", "Third"});
    auto after = ids();
    after.erase(after.begin());
    CHECK(after == before);
    CHECK(rows()[1].path == sectionPath(root / "b/album.flac", {0, 75}));
    CHECK(scan().read == 0);
}

TEST_CASE_METHOD(SheetsFixture, "a broken sheet, or one of another file, leaves its file one song") {
    image("album.flac");
    std::string beyond = kThree;
    beyond.replace(beyond.find("00:02:00"), 8, "59:00:00");
    for (const std::string& text : {beyond, std::string("FILE album.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 0:0:0\nTRACK 02 AUDIO\n"),
                                    std::string("FILE \"../album.flac\" WAVE\n"), test::junk(100'000), std::string()}) {
        sheet("album.cue", text);
        scan();
        CHECK(titles() == Titles{"Image"});
    }
}

TEST_CASE_METHOD(SheetsFixture, "a sheet reaches no file outside its own folder") {
    image("a/album.flac");
    fs::create_directories(root / "b");
    for (const std::string& name : {std::string("../a/album.flac"), (root / "a/album.flac").string()}) {
        std::string text = kThree;
        text.replace(text.find("album.wav"), 9, name);
        sheet("b/album.cue", text);
        scan();
        CHECK(titles() == Titles{"Image"});
    }
}

TEST_CASE_METHOD(SheetsFixture, "a sheet that is being written leaves everything as it is") {
    image("album.flac");
    sheet("album.cue", kThree);
    scan();
    const auto before = ids();
    sheet("album.cue", "FILE ");
    scan({.folders = {{.path = {}, .deep = false}}, .unfinished = {"album.cue"}});
    CHECK(ids() == before);
    sheet("album.cue", kThree);
    scan();
    CHECK(ids() == before);
}

TEST_CASE_METHOD(SheetsFixture, "a file that was written anew is divided anew") {
    image("album.flac");
    sheet("album.cue", kThree);
    scan();
    const auto before = ids();
    image("album.flac", {{"title", "Image"}, {"genre", "Jazz"}, {"comment", "another size"}});
    scan();
    CHECK(titles() == Titles{"First", "Second", "Third"});
    CHECK(rows()[0].genre == "Jazz");
    CHECK(ids() == before);
}

TEST_CASE_METHOD(SheetsFixture, "a sheet in an old code page is read by it") {
    image("album.flac");
    std::string text = kThree;
    text.replace(text.find("First"), 5, "\xC3\xF0\xF3\xEF\xEF\xE0 \xEA\xF0\xEE\xE2\xE8");
    text.replace(text.find("Third"), 5, "\xC7\xE2\xE5\xE7\xE4\xE0 \xEF\xEE \xE8\xEC\xE5\xED\xE8 \xD1\xEE\xEB\xED\xF6\xE5");
    sheet("album.cue", text);
    scan();
    CHECK(titles() == Titles{"Группа крови", "Second", "Звезда по имени Солнце"});
}
