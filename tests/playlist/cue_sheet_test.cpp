// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/cue_sheet.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;

namespace {

CueSheet sheetIn(std::string_view text) {
    auto parsed = parseCueSheet(text);
    REQUIRE(std::holds_alternative<CueSheet>(parsed));
    return std::get<CueSheet>(std::move(parsed));
}

CueFault faultIn(std::string_view text) {
    const auto parsed = parseCueSheet(text);
    REQUIRE(std::holds_alternative<CueFault>(parsed));
    return std::get<CueFault>(parsed);
}

constexpr const char* kAlbum = R"cue(REM GENRE "Trip Hop"
REM DATE 1994-08-22
REM DISCNUMBER 2
REM COMMENT "ExactAudioCopy v1.3"
REM REPLAYGAIN_ALBUM_GAIN -7.30 dB
REM REPLAYGAIN_ALBUM_PEAK 0.988
PERFORMER "The Band"
TITLE "The "Best" Of"
FILE "Some Where\The Band.wav" WAVE
  TRACK 01 AUDIO
    TITLE "First"
    PERFORMER "Guest"
    SONGWRITER "Writer"
    ISRC GBAAA9400001
    FLAGS DCP
    REM REPLAYGAIN_TRACK_GAIN +1.5 dB
    REM REPLAYGAIN_TRACK_PEAK 0.5
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE Second
    INDEX 00 03:58:10
    INDEX 01 4:00:37
  TRACK 03 AUDIO
    INDEX 01 123:00:00
)cue";

} // namespace

TEST_CASE("a sheet tells its songs, with a gap as the end of the song before it") {
    const auto sheet = sheetIn(kAlbum);
    CHECK(sheet.performer == "The Band");
    CHECK(sheet.title == "The \"Best\" Of");
    CHECK(sheet.genre == "Trip Hop");
    CHECK(sheet.year == 1994);
    CHECK(sheet.discNumber == 2);
    CHECK(sheet.gain.gainDb == -7.3F);
    CHECK(sheet.gain.peak == 0.988F);
    REQUIRE(sheet.tracks.size() == 3);
    CHECK(sheet.tracks[0].performer == "Guest");
    CHECK(sheet.tracks[0].songwriter == "Writer");
    CHECK(sheet.tracks[0].isrc == "GBAAA9400001");
    CHECK(sheet.tracks[0].gain.gainDb == 1.5F);
    CHECK(sheet.tracks[0].section() == Section{0, 4 * 60 * 75 + 37});
    CHECK(sheet.tracks[1].title == "Second");
    CHECK(sheet.tracks[1].section() == Section{4 * 60 * 75 + 37, 119 * 60 * 75 - 37});
    CHECK(sheet.tracks[2].section() == Section{123 * 60 * 75, 0});
    CHECK(sheet.tracks[2].number == 3);
    CHECK(sheet.partsOf(0).size() == 3);
}

TEST_CASE("line ends, blanks and the case of words do not matter") {
    std::string text(kAlbum);
    for (const char* end : {"\r\n", "\r", "\n\n"}) {
        std::string other;
        for (const char c : text)
            other += c == '\n' ? std::string(end) : std::string(1, c);
        CHECK(sheetIn(other).tracks.size() == 3);
    }
    CHECK(sheetIn("\xEF\xBB\xBF\tfile a b.flac WAVE\ntrack 1 audio\nindex 1 0:00:00\nTRACK 2\nINDEX 01   0:02:00  ").files ==
          std::vector<std::string>{"a b.flac"});
}

TEST_CASE("a sheet of several files divides each of them, and only those with several songs") {
    const auto sheet = sheetIn("FILE \"a.flac\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 01:00:00\n"
                               "TRACK 03 AUDIO\nINDEX 00 02:00:00\nFILE \"b.flac\" WAVE\nINDEX 01 00:00:00\n"
                               "FILE c.flac WAVE\nTRACK 04 AUDIO\nINDEX 01 00:00:00\nTRACK 05 AUDIO\nINDEX 01 00:30:00\n");
    CHECK(sheet.files == std::vector<std::string>{"a.flac", "b.flac", "c.flac"});
    REQUIRE(sheet.partsOf(0).size() == 2);
    CHECK(sheet.partsOf(0)[1]->section() == Section{60 * 75, 0});
    CHECK(sheet.partsOf(1).empty()); // the third song is that file, whole
    CHECK(sheet.partsOf(2).size() == 2);
    CHECK(sheet.partsOf(3).empty());
    const auto again = sheetIn("FILE a.flac WAVE\nTRACK 1 AUDIO\nINDEX 1 0:0:0\nFILE a.flac WAVE\nTRACK 2 AUDIO\nINDEX 1 0:9:0\n");
    CHECK(again.files.size() == 1);
    CHECK(again.partsOf(0).size() == 2);
}

TEST_CASE("a track of data is no song, and ends the one before it") {
    const auto sheet = sheetIn("FILE a.bin BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 MODE1/2352\nINDEX 01 01:00:00\n");
    REQUIRE(sheet.partsOf(0).size() == 1);
    CHECK(sheet.partsOf(0)[0]->section() == Section{0, 60 * 75});
}

TEST_CASE("a sheet that leaves in doubt where songs begin divides nothing, and says why") {
    const std::string head = "FILE a.flac WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\n";
    CHECK(faultIn("") == CueFault::noSheet);
    CHECK(faultIn("TITLE \"Nothing else\"\n") == CueFault::noSheet);
    CHECK(faultIn("TRACK 01 AUDIO\nINDEX 01 00:00:00\n") == CueFault::noStart);
    CHECK(faultIn(head) == CueFault::noStart);
    CHECK(faultIn(head + "INDEX 01 00:00:00\n") == CueFault::timesGoBack);
    CHECK(faultIn(head + "INDEX 01 00:05:00\nTRACK 03 AUDIO\nINDEX 01 00:04:74\n") == CueFault::timesGoBack);
    for (const char* time : {"00:60:00", "00:00:75", "00:00", "-1:00:00", "1:2:3:4", "", "99999999999999999999:00:00", "a:b:c"})
        CHECK(faultIn(head + "INDEX 01 " + time + "\n") == CueFault::badTime);
}

TEST_CASE("a sheet of ten thousand songs or more than a megabyte is refused at once") {
    std::string many = "FILE a.flac WAVE\n";
    for (int i = 0; i < 10'000; ++i)
        many += "TRACK 01 AUDIO\nINDEX 01 " + std::to_string(i) + ":00:00\n";
    CHECK(faultIn(many) == CueFault::tooLong);
    CHECK(faultIn(std::string(2U << 20U, '"')) == CueFault::tooLong);
    CHECK(faultIn(std::string(1U << 20U, '"')) == CueFault::noSheet);
    CHECK(faultIn(std::string(1U << 20U, '\0')) == CueFault::noSheet);
}

TEST_CASE("texts of a sheet are one line of valid UTF-8") {
    const auto sheet = sheetIn("FILE a.flac WAVE\nTRACK 01 AUDIO\nTITLE \"\xFF\x01 x\"\nINDEX 01 00:00:00\n");
    CHECK(sheet.tracks[0].title == "\xEF\xBF\xBD  x");
}

TEST_CASE("a sheet's file is one of its own folder: by name, in another case, with another ending") {
    const std::vector<std::string> names{"Other.flac", "Album.flac", "album.mp3", "b.WAV"};
    CHECK(fileMeant("Album.flac", names) == 1);
    CHECK(fileMeant("album.FLAC", names) == 1);
    CHECK(fileMeant("Album.wav", names) == 1);
    CHECK(fileMeant("album.wav", names) == 2);
    CHECK(fileMeant("B.wav", names) == 3);
    CHECK(fileMeant("C:\\rips\\The Band\\Album.wav", names) == 1);
    CHECK(fileMeant("/etc/Album.flac", names) == 1);
    CHECK_FALSE(fileMeant("../../../etc/passwd", names));
    CHECK_FALSE(fileMeant("..", names));
    CHECK_FALSE(fileMeant("", names));
    CHECK_FALSE(fileMeant("Third.wav", names));
}
