// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/extensions.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <taglib/apetag.h>
#include <taglib/flacfile.h>
#include <taglib/flacpicture.h>
#include <taglib/mp4coverart.h>
#include <taglib/mp4file.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavpackfile.h>

using namespace segue;
using namespace segue::test;

namespace {

const std::string kTagsPng = "\x89PNG\r\n\x1A\n and some pixels";
const std::string kJpeg = "\xFF\xD8\xFF\xE0 and some pixels";

TagLib::ByteVector tagsBytesOf(const std::string& text) { return {text.data(), static_cast<unsigned>(text.size())}; }

bool tagsHolds(const std::optional<audio::Cover>& cover, const std::string& bytes) {
    return cover && std::string(reinterpret_cast<const char*>(cover->bytes.data()), cover->bytes.size()) == bytes;
}

} // namespace

TEST_CASE("tags that were written are read") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.mp3", "a.ogg", "a.opus", "a.m4a"}) {
        INFO(name);
        audio::writeAudio(folder / name, tone(440.0, 3.0, 48'000), 48'000, 1,
                          {{"title", "Ein Stück für Zoë"},
                           {"artist", "新しい"},
                           {"album_artist", "Various"},
                           {"album", "Ålbum"},
                           {"genre", "Folk"},
                           {"date", "2003-05-01"},
                           {"track", "3/12"},
                           {"disc", "2"}});
        const audio::Tags tags = audio::readTags(folder / name);
        CHECK(tags.title == "Ein Stück für Zoë");
        CHECK(tags.artist == "新しい");
        CHECK(tags.album == "Ålbum");
        CHECK(tags.genre == "Folk");
        CHECK(tags.year == 2003);
        CHECK(tags.trackNumber == 3);
        REQUIRE(tags.duration);
        CHECK(static_cast<double>(tags.duration->count()) == Approx(3000).margin(100));
        if (std::string(name) != "a.opus" && std::string(name) != "a.ogg" && std::string(name) != "a.flac") {
            CHECK(tags.albumArtist == "Various");
            CHECK(tags.discNumber == 2);
        }
    }
}

TEST_CASE("a file without tags is called by its name") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "01 - Untitled.song.wav", tone(440.0, 1.0, 44'100), 44'100, 1);
    const audio::Tags tags = audio::readTags(folder / "01 - Untitled.song.wav");
    CHECK(tags.title == "01 - Untitled.song");
    CHECK(tags.artist.empty());
    CHECK(tags.trackNumber == 0);
}

TEST_CASE("broken tags are empty tags, a missing file is an error") {
    const TemporaryFolder folder;
    for (const char* name :
         {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.wav", "a.aiff", "a.wma", "a.ape", "a.wv", "a.mka", "a.aac"}) {
        INFO(name);
        writeBytes(folder / name, "");
        CHECK(audio::readTags(folder / name).title == "a");
        CHECK(!audio::readCover(folder / name));
        writeBytes(folder / name, "ID3\x04" + junk(50'000));
        CHECK(audio::readTags(folder / name).title == "a");
        CHECK(!audio::readCover(folder / name));
    }
    CHECK_THROWS_AS(audio::readTags(folder / "missing.mp3"), Error);
    CHECK_THROWS_AS(audio::readTags(folder.path()), Error);
    CHECK(!audio::readCover(folder / "missing.mp3"));
}

TEST_CASE("text from tags is one line without control characters") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", tone(440.0, 1.0, 44'100), 44'100, 1,
                      {{"title", " two\nlines\t\x01 "}, {"artist", "   "}, {"album", std::string(5000, 'x')}, {"track", "minus"}});
    const audio::Tags tags = audio::readTags(folder / "a.flac");
    CHECK(tags.title == "two lines");
    CHECK(tags.artist.empty());
    CHECK(tags.album.size() == 1000);
    CHECK(tags.trackNumber == 0);
}

TEST_CASE("an embedded front cover wins, whatever the format") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.mp3", "a.ogg", "a.m4a"})
        audio::writeAudio(folder / name, tone(440.0, 1.0, 44'100), 44'100, 1);
    CHECK(!audio::readCover(folder / "a.flac"));
    writeBytes(folder / "cover.jpg", kJpeg);
    const auto beside = audio::readCover(folder / "a.flac");
    CHECK(tagsHolds(beside, kJpeg));
    CHECK(beside->mimeType == "image/jpeg");

    const auto picture = [](TagLib::FLAC::Picture::Type type, const std::string& bytes) {
        auto* made = new TagLib::FLAC::Picture; // the file takes it
        made->setType(type);
        made->setData(tagsBytesOf(bytes));
        return made;
    };
    {
        TagLib::FLAC::File file((folder / "a.flac").c_str());
        file.addPicture(picture(TagLib::FLAC::Picture::BackCover, kJpeg + "back"));
        file.addPicture(picture(TagLib::FLAC::Picture::FrontCover, kTagsPng));
        REQUIRE(file.save());
        TagLib::Ogg::Vorbis::File ogg((folder / "a.ogg").c_str());
        ogg.tag()->addPicture(picture(TagLib::FLAC::Picture::FrontCover, kTagsPng));
        REQUIRE(ogg.save());
        TagLib::MP4::File mp4((folder / "a.m4a").c_str());
        mp4.tag()->setItem(
            "covr", TagLib::MP4::CoverArtList().append(TagLib::MP4::CoverArt(TagLib::MP4::CoverArt::PNG, tagsBytesOf(kTagsPng))));
        REQUIRE(mp4.save());
    }
    retag(folder / "a.mp3");
    for (const char* name : {"a.flac", "a.ogg", "a.m4a"}) {
        INFO(name);
        const auto cover = audio::readCover(folder / name);
        CHECK(tagsHolds(cover, kTagsPng));
        CHECK(cover->mimeType == "image/png");
    }
    CHECK(audio::readCover(folder / "a.mp3")->bytes.size() == 200'004);
}

TEST_CASE("reading changes no byte of a file") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.mp3", tone(440.0, 1.0, 44'100), 44'100, 1, {{"title", "x"}});
    const std::string before = readBytes(folder / "a.mp3");
    (void)audio::readTags(folder / "a.mp3");
    (void)audio::readCover(folder / "a.mp3");
    CHECK((readBytes(folder / "a.mp3") == before));
}

TEST_CASE("music is told by its extension, in any case") {
    for (const char* name :
         {"a.mp3", "b.FLAC", "c.Ogg", "d.oga",  "e.opus", "f.m4a",   "g.aac",  "h.wav", "i.aiff", "j.aif",  "k.wma",
          "l.ape", "m.wv",   "n.mka", "o.mp4",  "p.alac", "x.y.mp3", "q.m4b",  "r.mkv", "s.webm", "t.mpc",  "u.spx",
          "v.tta", "w.dsf",  "x.dff", "y.aifc", "z.caf",  "a.w64",   "b.rf64", "c.mp2", "d.ac3",  "e.eac3", "f.dts",
          "g.ofr", "h.m4r",  "i.3gp", "j.amr",  "k.au",   "l.XM",    "m.it",   "n.s3m", "o.mod"})
        CHECK(audio::isMusicFile(name));
    for (const char* name : {"a.txt", "mp3", ".mp3", "a.mp3.part", "a.", "", "cover.jpg", "a.mp33", "a.verylongextension", "a.avi"})
        CHECK_FALSE(audio::isMusicFile(name));
}
