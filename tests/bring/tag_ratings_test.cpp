// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/bring/reading.h"
#include "engine/service/bring/foreign_reading.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/popularimeterframe.h>

using namespace segue;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const audio::WriteTags& tags = {}) {
    audio::writeAudio(path, test::tone(440.0, 0.5, 44'100), 44'100, 1, tags);
}

void addPopularity(const fs::path& path, const char* player, int rating) {
    TagLib::MPEG::File file(path.c_str());
    auto* frame = new TagLib::ID3v2::PopularimeterFrame;
    frame->setEmail(player);
    frame->setRating(rating);
    file.ID3v2Tag(true)->addFrame(frame);
    REQUIRE(file.save());
}

int ratingOf(const fs::path& path) {
    audio::DirectReader reader;
    auto& files = static_cast<audio::FileReader&>(reader);
    const auto read = files.readTags(path);
    REQUIRE(std::holds_alternative<audio::Tags>(read));
    return std::get<audio::Tags>(read).rating;
}

} // namespace

TEST_CASE("ratings are found in the tags of every kind of file, in the scale of whoever wrote them") {
    const test::TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.ogg"}) {
        INFO(name);
        write(folder / name);
        CHECK(ratingOf(folder / name) == 0);
        write(folder / name, {{"RATING", "80"}});
        CHECK(ratingOf(folder / name) == 4);
        write(folder / name, {{"RATING", "80"}, {"FMPS_RATING", "0.4"}});
        CHECK(ratingOf(folder / name) == 2);
    }
    write(folder / "a.mp3", {{"FMPS_Rating", "0.6"}});
    CHECK(ratingOf(folder / "a.mp3") == 3);
    write(folder / "b.mp3");
    addPopularity(folder / "b.mp3", "Windows Media Player 9 Series", 196);
    CHECK(ratingOf(folder / "b.mp3") == 4);
    addPopularity(folder / "b.mp3", "another", 255);
    CHECK(ratingOf(folder / "b.mp3") == 5);
}

TEST_CASE("ratings in tags are those of the libraries' songs, below a folder if one is named, and files are not written") {
    const test::TemporaryFolder folder;
    fs::create_directories(folder / "x");
    fs::create_directories(folder / "xy");
    for (const char* name : {"x/a.flac", "xy/b.flac"})
        write(folder / name, {{"RATING", "5"}});
    write(folder / "x/c.flac");
    const SongList songs{{.id = 1, .path = folder / "x/a.flac"},
                         {.id = 2, .path = folder / "xy/b.flac"},
                         {.id = 3, .path = folder / "x/c.flac"},
                         {.id = 4, .path = folder / "x/gone.flac"}};
    audio::DirectReader files;
    const auto before = fs::last_write_time(folder / "x/a.flac");
    const auto all = readRatingsInTags({.source = BringSource::tags}, songs, files);
    REQUIRE(all.songs.size() == 2);
    CHECK(all.songs[0].rating == 5);
    CHECK(readRatingsInTags({.file = folder / "x", .source = BringSource::tags}, songs, files).songs.size() == 1);
    CHECK(fs::last_write_time(folder / "x/a.flac") == before);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(readRatingsInTags({.source = BringSource::tags, .stop = stop.get_token()}, songs, files), bring::Stopped);
}
