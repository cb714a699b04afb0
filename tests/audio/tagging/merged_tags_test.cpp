// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/tags.h"
#include "tests/audio/tagging/id3_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <taglib/apetag.h>
#include <taglib/mpegfile.h>
#include <taglib/tpropertymap.h>

using namespace segue;
using namespace segue::test;
using namespace std::string_literals;

namespace {

/// An MP3's sound without any tag, between tags of the test's.
struct Mp3 {
    TemporaryFolder folder;
    std::string sound;

    Mp3() {
        audio::writeAudio(folder / "sound.mp3", tone(440.0, 1.0, 44'100), 44'100, 1);
        sound = readBytes(folder / "sound.mp3");
        sound = sound.substr(sound.find("\xFF\xFB"));
        if (sound.substr(sound.size() - 128).starts_with("TAG"))
            sound.resize(sound.size() - 128);
    }

    audio::Tags read(const std::string& before, const std::string& after = {}, const audio::TagOptions& options = {},
                     const char* name = "a.mp3") const {
        writeBytes(folder / name, before + sound + after);
        return audio::readTags(folder / name, options);
    }
};

/// UTF-16 of ASCII text without a mark of its byte order.
std::string wide(const std::string& text, bool isLittle) {
    std::string bytes;
    for (const char c : text)
        bytes += isLittle ? std::string{c, '\0'} : std::string{'\0', c};
    return bytes;
}

} // namespace

TEST_CASE_METHOD(Mp3, "the tags of an MP3 are merged field by field: ID3v2 before APE before ID3v1") {
    const auto v1 = id3v1("Old title", "Old artist", "Old album", "1981", 9, 17);
    auto tags = read(latinId3({{"TCON", "House"}}), v1);
    CHECK(tags.title == "Old title");
    CHECK(tags.artist == "Old artist");
    CHECK(tags.album == "Old album");
    CHECK(tags.genre == "House");
    CHECK(tags.year == 1981);
    CHECK(tags.trackNumber == 9);
    tags = read(latinId3({{"TIT2", "New title"}, {"TPE1", "   "}, {"TRCK", "0"}, {"TYER", "none"}}), v1);
    CHECK(tags.title == "New title");
    CHECK(tags.artist == "Old artist");
    CHECK(tags.trackNumber == 9);
    CHECK(tags.year == 1981);

    writeBytes(folder / "ape.mp3", latinId3({{"TPE1", "By ID3v2"}}) + sound + v1);
    {
        TagLib::MPEG::File file((folder / "ape.mp3").c_str());
        file.APETag(true)->addValue("TITLE", "By APE");
        file.APETag()->addValue("ARTIST", "By APE, too");
        REQUIRE(file.save(TagLib::MPEG::File::AllTags, TagLib::File::StripNone, TagLib::ID3v2::v3, TagLib::File::DoNotDuplicate));
    }
    tags = audio::readTags(folder / "ape.mp3");
    CHECK(tags.artist == "By ID3v2");
    CHECK(tags.title == "By APE");
    CHECK(tags.album == "Old album");
}

TEST_CASE_METHOD(Mp3, "a second ID3v2 tag behind the first one counts after it") {
    const auto tags = read(latinId3({{"TSSE", "encoder"}, {"TALB", "First"}}) +
                           latinId3({{"TIT2", "In second tag"}, {"TALB", "Second"}}) + latinId3({{"TPE1", "Third"}}, 4));
    CHECK(tags.title == "In second tag");
    CHECK(tags.album == "First");
    CHECK(tags.artist == "Third");
}

TEST_CASE("Vorbis comments in FLAC count before an ID3 tag around them") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", tone(440.0, 1.0, 44'100), 44'100, 1, {{"title", "By comment"}});
    const auto id3 = latinId3({{"TIT2", "By ID3"}, {"TPE1", "Odd"}});
    writeBytes(folder / "a.flac", id3 + readBytes(folder / "a.flac") + id3v1("By ID3v1", "Old", "Old album"));
    const auto tags = audio::readTags(folder / "a.flac");
    CHECK(tags.title == "By comment");
    CHECK(tags.artist == "Odd");
    CHECK(tags.album == "Old album");
}

TEST_CASE_METHOD(Mp3, "the artist of the album stands in for a missing one, and the release's date for the first one's") {
    auto tags = read(latinId3({{"TPE2", "The Album Artist"}, {"TORY", "1968"}}));
    CHECK(tags.artist == "The Album Artist");
    CHECK(tags.albumArtist == "The Album Artist");
    CHECK(tags.year == 1968);
    CHECK(read(latinId3({{"TYER", "1999"}, {"TORY", "1968"}})).year == 1999);
    CHECK(read(latinId3({{"TDRC", "May 1999"}, {"TDOR", "1968-01-01"}}, 4)).year == 1999);
    CHECK(read(latinId3({{"TDOR", "1968-01-01"}}, 4), id3v1("x", "y", "z", "2004")).year == 2004);
    CHECK(read(latinId3({{"TDRL", "2001-02-03"}}, 4)).year == 2001);
}

TEST_CASE_METHOD(Mp3, "the side of a record is a disc, and a disc's own tag counts before the track's") {
    auto tags = read(latinId3({{"TRCK", "A1"}, {"TPOS", "1"}}));
    CHECK(tags.discNumber == 1);
    CHECK(tags.trackNumber == 1);
    tags = read(latinId3({{"TRCK", "B2"}, {"TPOS", "1"}}));
    CHECK(tags.discNumber == 2);
    CHECK(tags.trackNumber == 2);
    tags = read(latinId3({{"TRCK", "1-03"}}));
    CHECK(tags.discNumber == 1);
    CHECK(tags.trackNumber == 3);
    tags = read(latinId3({{"TRCK", "1-03"}, {"TPOS", "2/2"}}));
    CHECK(tags.discNumber == 2);
    CHECK(tags.trackNumber == 3);
}

TEST_CASE_METHOD(Mp3, "several artists are each one, with the first of whom the song is ordered") {
    auto tags = read(latinId3({{"TPE1", "One; Two;Three"}}));
    CHECK(tags.artist == "One, Two, Three");
    CHECK(tags.artists == std::vector<std::string>{"One", "Two", "Three"});
    CHECK(tags.orderArtist == "One");
    tags = read(latinId3({{"TPE1", "One\0Two"s}}, 4));
    CHECK(tags.artists == std::vector<std::string>{"One", "Two"});
    tags = read(latinId3({{"TPE1", "AC/DC"}}));
    CHECK(tags.artist == "AC/DC");
    CHECK(tags.artists.empty());
    CHECK(tags.orderArtist.empty());
}

TEST_CASE_METHOD(Mp3, "names to order by are the sort names, or the many artists' of a compilation") {
    auto tags = read(latinId3({{"TPE1", "The Beatles"}, {"TSOP", "Beatles, The"}, {"TSOA", "Sort, The"}, {"TSOT", "Title, The"}}));
    CHECK(tags.orderArtist == "Beatles, The");
    CHECK(tags.orderAlbum == "Sort, The");
    CHECK(tags.orderTitle == "Title, The");
    tags = read(latinId3({{"TPE1", "The Beatles"}, {"TPE2", "The Beatles"}, {"TSOP", "Beatles, The"}}));
    CHECK(tags.orderArtist == "Beatles, The");
    tags = read(latinId3({{"TPE1", "Somebody"}, {"TPE2", "Various Artists"}, {"TSOP", "Body, Some"}}));
    CHECK(tags.orderArtist.empty());
    tags = read(latinId3({{"TPE1", "Somebody"}, {"TPE2", "The Band"}, {"TSO2", "Band, The"}}));
    CHECK(tags.orderArtist == "Band, The");
    tags = read(latinId3({{"TPE1", "Somebody"}, {"TXXX", "ALBUMARTISTSORT\0Band, The"s}, {"TPE2", "The Band"}}));
    CHECK(tags.orderArtist == "Band, The");
    tags = read(latinId3({{"TPE1", "Somebody"}, {"TCMP", "1"}}));
    CHECK(tags.orderArtist == "Various Artists");
    CHECK(tags.albumArtist.empty());
    tags = read(latinId3({{"TPE1", "Somebody"},
                          {"TXXX", "TCMP\0"
                                   "1"s}}));
    CHECK(tags.orderArtist == "Various Artists");
    tags = read(latinId3({{"TPE1", "Drake feat. Rihanna"}}));
    CHECK(tags.orderArtist == "Drake");
    CHECK(tags.artist == "Drake feat. Rihanna");
}

TEST_CASE("sort names of Vorbis comments order, too") {
    const TemporaryFolder folder;
    audio::writeAudio(
        folder / "a.ogg", tone(440.0, 1.0, 44'100), 44'100, 1,
        {{"artist", "The Beatles"}, {"ARTISTSORT", "Beatles, The"}, {"ALBUMSORT", "Album, The"}, {"COMPILATION", "0"}});
    const auto tags = audio::readTags(folder / "a.ogg");
    CHECK(tags.orderArtist == "Beatles, The");
    CHECK(tags.orderAlbum == "Album, The");
}

TEST_CASE_METHOD(Mp3, "UTF-16 that does not say its byte order is read in the one that makes sense") {
    for (const bool isLittle : {true, false})
        for (const int version : {3, 4}) {
            INFO("little endian " << isLittle << ", version " << version);
            const auto text = [&](const char* name, const std::string& value) {
                return fuzz::id3Frame(version, name, "\1" + wide(value, isLittle));
            };
            const auto tags = read(fuzz::id3Tag(version, {text("TIT2", "No Bom Title"), text("TPE1", "No Bom Artist")}));
            CHECK(tags.title == "No Bom Title");
            CHECK(tags.artist == "No Bom Artist");
        }
    // Cyrillic has no zero bytes: the byte that hardly changes is the high one.
    const std::string kino = "\x1A\x04\x38\x04\x3D\x04\x3E\x04"s;
    CHECK(read(fuzz::id3Tag(3, {fuzz::id3Frame(3, "TIT2", "\1" + kino)})).title == "Кино");
    CHECK(read(fuzz::id3Tag(3, {fuzz::id3Frame(3, "TIT2", "\1\xFF\xFE" + kino)})).title == "Кино");
}

TEST_CASE_METHOD(Mp3, "old tags of another code page are guessed from all of them, unless that is not wanted") {
    const std::string songs = "\xCB\xF3\xF7\xF8\xE8\xE5 \xEF\xE5\xF1\xED\xE8", kino = "\xCA\xE8\xED\xEE"; // Лучшие песни, Кино
    for (const auto& [before, after] :
         {std::pair(""s, id3v1(songs, kino)), std::pair(latinId3({{"TIT2", songs}, {"TPE1", kino}}), ""s),
          std::pair(latinId3({{"TIT2", songs}}), id3v1("", kino))}) {
        auto tags = read(before, after);
        CHECK(tags.title == "Лучшие песни");
        CHECK(tags.artist == "Кино");
        tags = read(before, after, {.guessCodePage = false});
        CHECK(tags.artist == "Êèíî");
    }
    CHECK(read("", id3v1("caf\xE9", "Bj\xF6rk")).title == "café");
    CHECK(read("", id3v1("Jóga", "Björk")).artist == "Björk"); // UTF-8, though the format knows none
}

TEST_CASE_METHOD(Mp3, "what a file is, its content tells and not its name") {
    const auto id3 = latinId3({{"TIT2", "Right Title"}, {"TPE1", "Right Artist"}});
    for (const char* name : {"a.wav", "a.flac", "a.ogg", "a.m4a", "a.xyz"}) {
        INFO(name);
        const auto tags = read(id3, {}, {}, name);
        CHECK(tags.title == "Right Title");
        CHECK(tags.artist == "Right Artist");
        REQUIRE(tags.duration);
        CHECK(static_cast<double>(tags.duration->count()) == Approx(1000).margin(100));
    }
    for (const char* from : {"b.flac", "b.ogg", "b.opus", "b.m4a"}) {
        audio::writeAudio(folder / from, tone(440.0, 1.0, 48'000), 48'000, 1, {{"title", "Content"}, {"artist", "Somebody"}});
        for (const char* name : {"c.mp3", "c.wav", "c.ape"}) {
            INFO(from << " called " << name);
            std::filesystem::copy_file(folder / from, folder / name, std::filesystem::copy_options::overwrite_existing);
            const auto tags = audio::readTags(folder / name);
            CHECK(tags.title == "Content");
            CHECK(tags.artist == "Somebody");
            CHECK(tags.duration);
        }
    }
}
