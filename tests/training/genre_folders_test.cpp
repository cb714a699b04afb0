// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/genre_folders.h"

#include "engine/audio/direct_reader.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/music_for_tests.h"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace segue;
using training::LabelledSong;
using training::Side;
using training::SongList;

namespace {

/// By file name.
std::map<std::string, training::DatasetRow> rowsOf(const SongList& list) {
    std::map<std::string, training::DatasetRow> rows;
    for (const LabelledSong& song : list.songs)
        rows[song.file.filename().string()] = song.row;
    return rows;
}

/// An empty file; tags and names are all that is looked at.
void touch(const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    test::writeBytes(file, "");
}

/// Dies of files of a certain name, as the reading process would.
class DyingReader final : public audio::FileReader {
public:
    void readTags(std::span<const std::filesystem::path> songs, const audio::TagOptions& options, const std::stop_token& stop,
                  const Told& told) override {
        for (std::size_t i = songs.size(); i-- > 0;) { // in no order
            if (songs[i].stem() == "dies")
                told(i,
                     audio::NotRead{.why = audio::NotRead::Why::crashed, .reason = {MessageId::fileCrashesReader, {"signal 11"}}});
            else
                told(i, m_files.FileReader::readTags(songs[i], options, stop));
        }
    }
    [[nodiscard]] audio::Reading<std::optional<CoverImage>> readCover(const std::filesystem::path&,
                                                                      const std::stop_token&) override {
        return audio::NotRead{};
    }
    [[nodiscard]] audio::Reading<std::optional<audio::CoverThumbnails>> readThumbnails(const audio::ThumbnailRequest&,
                                                                                       const std::stop_token&) override {
        return audio::NotRead{};
    }
    [[nodiscard]] audio::Reading<audio::StreamFormat> readFormat(const std::filesystem::path&, const std::stop_token&) override {
        return audio::NotRead{};
    }
    [[nodiscard]] audio::Reading<audio::Extras> readExtras(const std::filesystem::path&, const std::stop_token&) override {
        return audio::NotRead{};
    }

private:
    audio::DirectReader m_files;
};

} // namespace

TEST_CASE("a song whose tags end the reader is left out with the reason, and the others stay in their order") {
    const test::TemporaryFolder folder;
    for (const char* name : {"a.mp3", "b.mp3", "dies.mp3", "z.mp3"})
        touch(folder / "Rock" / name);
    DyingReader files;
    const auto list = training::listGenreFolders(folder.path(), files);
    REQUIRE(list.songs.size() == 3);
    CHECK(list.songs[0].file == folder / "Rock" / "a.mp3");
    CHECK(list.songs[2].file == folder / "Rock" / "z.mp3");
    REQUIRE(list.leftOut.size() == 1);
    CHECK(list.leftOut[0].reason.id() == MessageId::fileCrashesReader);
}

TEST_CASE("every music file below a genre's folder is a song of that genre") {
    const test::TemporaryFolder folder;
    touch(folder / "Rock" / "a.mp3");
    touch(folder / "Rock" / "Band" / "Album" / "b.flac");
    touch(folder / "Folk" / "c.OGG");
    touch(folder / "Folk" / "cover.jpg");
    touch(folder / "Folk" / ".hidden.mp3");
    touch(folder / ".trash" / "d.mp3");
    touch(folder / "e.mp3");
    std::filesystem::create_directories(folder / "Empty");
    CHECK(training::isFolderOfGenres(folder.path()));
    const auto list = test::listGenres(folder.path());
    REQUIRE(list.songs.size() == 3);
    CHECK(list.songs[0].file == folder / "Folk" / "c.OGG");
    CHECK(list.songs[0].row.genre == "Folk");
    CHECK(list.songs[1].row.genre == "Rock");
    CHECK(list.songs[2].row.genre == "Rock");
}

TEST_CASE("a folder without folders of music is none of genres") {
    const test::TemporaryFolder folder;
    touch(folder / "a.mp3");
    std::filesystem::create_directories(folder / "Empty");
    CHECK_FALSE(training::isFolderOfGenres(folder.path()));
    CHECK_THROWS_AS(test::listGenres(folder / "missing"), Error);
}

TEST_CASE("the artist is the tag's, else the folder, else the song stands alone") {
    const test::TemporaryFolder folder;
    test::writeTone(folder / "Rock" / "1.flac", 200, "Some Band");
    test::writeTone(folder / "Rock" / "deep" / "2.flac", 200, "some band");
    touch(folder / "Rock" / "album" / "3.mp3");
    touch(folder / "Rock" / "album" / "4.mp3");
    touch(folder / "Rock" / "5.mp3");
    touch(folder / "Rock" / "6.mp3");
    const auto rows = rowsOf(test::listGenres(folder.path()));
    CHECK(rows.at("1.flac").artist == rows.at("2.flac").artist);
    CHECK(rows.at("3.mp3").artist == rows.at("4.mp3").artist);
    std::set<std::int64_t> artists;
    for (const auto& [name, row] : rows)
        artists.insert(row.artist);
    CHECK(artists.size() == 4);
}

TEST_CASE("sides are split by artist: about a tenth, the same when others are added") {
    const test::TemporaryFolder folder;
    for (int artist = 0; artist < 200; ++artist)
        for (const char* song : {"a.mp3", "b.mp3"})
            touch(folder / "Rock" / ("Band " + std::to_string(artist)) / song);
    const auto before = test::listGenres(folder.path());
    std::map<std::int64_t, std::set<Side>> sides;
    std::size_t validation = 0;
    for (const LabelledSong& song : before.songs) {
        sides[song.row.artist].insert(song.row.side);
        validation += song.row.side == Side::validation ? 1 : 0;
    }
    CHECK(sides.size() == 200);
    for (const auto& [artist, own] : sides)
        CHECK(own.size() == 1);
    CHECK(validation > 20);
    CHECK(validation < 60);

    for (int artist = 200; artist < 250; ++artist)
        touch(folder / "Rock" / ("Band " + std::to_string(artist)) / "a.mp3");
    std::map<std::filesystem::path, Side> after;
    for (const LabelledSong& song : test::listGenres(folder.path()).songs)
        after[song.file] = song.row.side;
    for (const LabelledSong& song : before.songs)
        CHECK(after.at(song.file) == song.row.side);
}

TEST_CASE("each genre of a small collection is on both sides, as far as it has two artists") {
    const test::TemporaryFolder folder;
    const int artists = GENERATE(1, 2, 3);
    for (const char* genre : {"Ambient", "Folk", "Jazz", "Rock"})
        for (int artist = 0; artist < artists; ++artist)
            touch(folder / genre / ("Band " + std::to_string(artist) + genre) / "a.mp3");
    std::map<std::string, std::map<Side, int>> counts;
    for (const LabelledSong& song : test::listGenres(folder.path()).songs)
        ++counts[song.row.genre][song.row.side];
    CHECK(counts.size() == 4);
    for (auto& [genre, sides] : counts) {
        CHECK(sides[Side::training] >= 1);
        CHECK((sides[Side::validation] >= 1) == (artists > 1));
    }
}
