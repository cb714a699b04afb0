// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/tags.h"
#include "tests/audio/tagging/id3_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/asftag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/wavpackfile.h>

using namespace segue;
using namespace segue::test;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

const std::string kId = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae";

void writeRelease(const fs::path& path, const audio::WriteTags& tags = {}) {
    const int rateHz = path.extension() == ".opus" ? 48'000 : 44'100;
    audio::writeAudio(path, tone(440.0, 2.0, rateHz), rateHz, 2, tags);
}

bool convert(const fs::path& from, const fs::path& to, const std::string& words = {}) {
    return std::system(("ffmpeg -v quiet -y -nostdin -i '" + from.string() + "' " + words + " '" + to.string() + "'").c_str()) == 0;
}

/// ID3's texts with a name: name, zero byte, text.
std::string named(const std::string& name, const std::string& text) { return name + '\0' + text; }

void checkRelease(const fs::path& path, int originalYear = 1969) {
    INFO(path);
    const auto tags = audio::readTags(path);
    CHECK(tags.releaseId == kId);
    CHECK(tags.originalYear == originalYear);
}

} // namespace

TEST_CASE("which release an album is, and when it first came out, is found in the tags of every kind of file") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.ogg", "a.opus"}) {
        writeRelease(folder / name, {{"MUSICBRAINZ_ALBUMID", kId}, {"ORIGINALDATE", "1969-09-26"}, {"DATE", "2009"}});
        checkRelease(folder / name);
        CHECK(audio::readTags(folder / name).year == 2009);
        writeRelease(folder / name, {{"musicbrainz_albumid", kId}, {"originalyear", "1969"}});
        checkRelease(folder / name);
        CHECK(audio::readTags(folder / name).year == 1969); // nothing else is known
    }
    writeRelease(folder / "plain.mp3");
    const auto sound = readBytes(folder / "plain.mp3");
    writeBytes(folder / "a.mp3", latinId3({{"TXXX", named("MusicBrainz Album Id", kId)}, {"TORY", "1969"}, {"TYER", "2009"}}) +
                                     sound.substr(sound.find("\xFF\xFB")));
    checkRelease(folder / "a.mp3");
    writeBytes(folder / "b.mp3",
               latinId3({{"TXXX", named("MusicBrainz Album Id", kId)}, {"TDOR", "1969-09"}, {"TDRC", "2009"}}, 4) +
                   sound.substr(sound.find("\xFF\xFB")));
    checkRelease(folder / "b.mp3");
    CHECK(audio::readTags(folder / "b.mp3").year == 2009);
    writeRelease(folder / "a.m4a");
    {
        TagLib::MP4::File file((folder / "a.m4a").c_str());
        for (const auto& [name, text] : {std::pair("MusicBrainz Album Id", kId.c_str()), {"originaldate", "1969-09-26"}})
            file.tag()->setItem("----:com.apple.iTunes:"s + name, TagLib::StringList(text));
        REQUIRE(file.save());
    }
    checkRelease(folder / "a.m4a");
    {
        TagLib::MPEG::File file((folder / "a.mp3").c_str(), false);
        REQUIRE(file.strip());
        file.APETag(true)->addValue("MUSICBRAINZ_ALBUMID", kId);
        file.APETag()->addValue("ORIGINALYEAR", "1969");
        REQUIRE(file.save(TagLib::MPEG::File::APE, TagLib::File::StripOthers));
    }
    checkRelease(folder / "a.mp3");
}

TEST_CASE("the release is found in Windows Media, WavPack and Matroska, too") {
    const TemporaryFolder folder;
    writeRelease(folder / "source.flac", {{"MUSICBRAINZ_ALBUMID", kId}, {"ORIGINALDATE", "1969"}});
    if (!convert(folder / "source.flac", folder / "a.mka", "-c:a copy") || !convert(folder / "source.flac", folder / "a.wma") ||
        !convert(folder / "source.flac", folder / "a.wv", "-c:a wavpack")) {
        WARN("skipped: FFmpeg's program is not here, or cannot write these");
        return;
    }
    checkRelease(folder / "a.mka");
    {
        TagLib::ASF::File file((folder / "a.wma").c_str());
        file.tag()->setAttribute("MusicBrainz/Album Id", TagLib::ASF::Attribute(kId));
        file.tag()->setAttribute("WM/OriginalReleaseYear", TagLib::ASF::Attribute("1969"s));
        REQUIRE(file.save());
    }
    checkRelease(folder / "a.wma");
    {
        TagLib::WavPack::File file((folder / "a.wv").c_str());
        file.APETag(true)->addValue("MUSICBRAINZ_ALBUMID", kId);
        file.APETag()->addValue("ORIGINALDATE", "1969-01-01");
        REQUIRE(file.save());
    }
    checkRelease(folder / "a.wv");
}

TEST_CASE("the number of the recording is found in the tags of every kind of file, written as it is compared") {
    const TemporaryFolder folder;
    const auto check = [&](const char* name, const char* isrc) {
        INFO(name);
        CHECK(audio::readTags(folder / name).isrc == isrc);
    };
    for (const char* name : {"a.flac", "a.ogg", "a.opus"}) {
        writeRelease(folder / name, {{"ISRC", "gb-aye-06-01498"}});
        check(name, "GBAYE0601498");
    }
    writeRelease(folder / "a.flac", {{"ISRC", "not a number"}});
    check("a.flac", "");
    writeRelease(folder / "plain.mp3");
    const auto sound = readBytes(folder / "plain.mp3");
    writeBytes(folder / "a.mp3", latinId3({{"TSRC", "GBAYE0601498"}}) + sound.substr(sound.find("\xFF\xFB")));
    check("a.mp3", "GBAYE0601498");
    writeBytes(folder / "a.mp3",
               latinId3({{"TSRC", named("GBAYE0601498", "USRC17607839")}}, 4) + sound.substr(sound.find("\xFF\xFB")));
    check("a.mp3", "GBAYE0601498 USRC17607839");
    writeRelease(folder / "a.m4a");
    {
        TagLib::MP4::File file((folder / "a.m4a").c_str());
        file.tag()->setItem("----:com.apple.iTunes:ISRC", TagLib::StringList("GBAYE0601498"));
        REQUIRE(file.save());
    }
    check("a.m4a", "GBAYE0601498");
    {
        TagLib::MPEG::File file((folder / "a.mp3").c_str(), false);
        REQUIRE(file.strip());
        file.APETag(true)->addValue("ISRC", "GBAYE0601498");
        REQUIRE(file.save(TagLib::MPEG::File::APE, TagLib::File::StripOthers));
    }
    check("a.mp3", "GBAYE0601498");
    writeRelease(folder / "source.flac", {{"ISRC", "GBAYE0601498"}});
    if (!convert(folder / "source.flac", folder / "a.mka", "-c:a copy") || !convert(folder / "source.flac", folder / "a.wma")) {
        WARN("skipped: FFmpeg's program is not here, or cannot write these");
        return;
    }
    check("a.mka", "GBAYE0601498");
    TagLib::ASF::File file((folder / "a.wma").c_str());
    file.tag()->setAttribute("WM/ISRC", TagLib::ASF::Attribute("GBAYE0601498"s));
    REQUIRE(file.save());
    check("a.wma", "GBAYE0601498");
}

TEST_CASE("an id that is none is none, whatever stands there") {
    const TemporaryFolder folder;
    for (const auto& bad : {""s, "8f3471b5"s, "8f3471b5-7e6a-48da-86a9-c1c07a0f47ag"s, std::string(100'000, '-')}) {
        writeRelease(folder / "a.flac", {{"MUSICBRAINZ_ALBUMID", bad}, {"ORIGINALDATE", "when I was young"}});
        CHECK(audio::readTags(folder / "a.flac").releaseId.empty());
        CHECK(audio::readTags(folder / "a.flac").originalYear == 0);
    }
    writeRelease(folder / "a.flac", {{"MUSICBRAINZ_ALBUMID", "8F3471B5-7E6A-48DA-86A9-C1C07A0F47AE"}});
    CHECK(audio::readTags(folder / "a.flac").releaseId == kId);
}

TEST_CASE("what a song is stored as, and how many bits a second it takes, is told with its tags") {
    const TemporaryFolder folder;
    const auto check = [&](const char* name, const std::string& format, int least, int most) {
        INFO(name);
        const auto tags = audio::readTags(folder / name);
        CHECK(tags.format == format);
        CHECK(tags.bitRateKbps >= least);
        CHECK(tags.bitRateKbps <= most);
    };
    for (const char* name : {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.wav"})
        writeRelease(folder / name);
    check("a.mp3", "MP3", 32, 321);
    check("a.flac", "FLAC", 50, 1412);
    check("a.ogg", "Vorbis", 16, 500);
    check("a.opus", "Opus", 6, 510);
    check("a.m4a", "AAC", 8, 500);
    check("a.wav", "WAV", 1411, 1412);
    if (!convert(folder / "a.flac", folder / "b.m4a", "-c:a alac") ||
        !convert(folder / "a.flac", folder / "a.mka", "-c:a libopus") || !convert(folder / "a.flac", folder / "a.aac") ||
        !convert(folder / "a.flac", folder / "a.mp2")) {
        WARN("skipped: FFmpeg's program is not here, or cannot write these");
        return;
    }
    check("b.m4a", "ALAC", 50, 1500);
    check("a.mka", "Opus", 6, 510);
    check("a.aac", "AAC", 6, 510);
    check("a.mp2", "MP2", 32, 385);
    writeBytes(folder / "broken.mp3", "no sound");
    check("broken.mp3", "", 0, 0);
}
