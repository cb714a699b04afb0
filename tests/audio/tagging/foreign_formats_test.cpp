// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/cover_beside.h"
#include "engine/audio/decoder.h"
#include "engine/audio/extensions.h"
#include "engine/audio/ogg_chain.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/audio/tagging/id3_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <cstdlib>

using namespace segue;
using namespace segue::test;
using namespace std::string_literals;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const std::string kPng = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR and some pixels"s;

/// FFmpeg's program; false if it is not here or cannot write that.
bool ffmpeg(const std::string& words) { return std::system(("ffmpeg -v quiet -y -nostdin " + words).c_str()) == 0; }

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

/// Three seconds with tags.
void writeSource(const fs::path& path) {
    audio::writeAudio(
        path, tone(440.0, 3.0, 48'000), 48'000, 1,
        {{"title", "Foreign"}, {"artist", "Fmt"}, {"album", "Formats"}, {"genre", "Rock"}, {"date", "2001"}, {"track", "2/9"}});
}

bool holds(const std::optional<audio::Cover>& cover, const std::string& bytes) {
    return cover && std::string(reinterpret_cast<const char*>(cover->bytes.data()), cover->bytes.size()) == bytes;
}

} // namespace

TEST_CASE("what TagLib cannot read FFmpeg reads: tags and length") {
    const TemporaryFolder folder;
    writeSource(folder / "source.flac");
    struct Written {
        const char* name;
        const char* words;
        bool hasTags;
    };
    const std::vector<Written> formats{{"a.mka", "-c:a libopus", true},
                                       {"a.webm", "-c:a libopus", true},
                                       {"a.mkv", "-c:a flac", true},
                                       {"a.aac", "-c:a aac -write_id3v2 1", true},
                                       {"a.tta", "", true},
                                       {"a.caf", "-c:a pcm_s16le", true},
                                       {"a.au", "", true},
                                       {"a.w64", "", false},
                                       {"a.ac3", "", false},
                                       {"a.eac3", "", false},
                                       {"a.mp2", "", false},
                                       {"a.spx", "-c:a libspeex -ar 16000", true},
                                       {"a.aifc", "-f aiff -c:a pcm_s16le", true},
                                       {"a.dts", "-strict -2 -c:a dca", false},
                                       {"a.rf64", "-f wav -rf64 always", true},
                                       {"a.m4b", "-f ipod", true},
                                       {"a.voc", "", false}};
    for (const auto& [name, words, hasTags] : formats) {
        INFO(name);
        if (!ffmpeg("-i " + quoted(folder / "source.flac") + " " + words + " " + quoted(folder / name))) {
            WARN("skipped: FFmpeg's program cannot write " << name);
            continue;
        }
        CHECK(audio::isMusicFile(folder / name));
        const auto tags = audio::readTags(folder / name);
        CHECK(tags.isSong);
        REQUIRE(tags.duration);
        CHECK(static_cast<double>(tags.duration->count()) == Approx(3000).margin(150));
        CHECK(tags.title == (hasTags ? "Foreign" : "a"));
        CHECK(tags.artist == (hasTags && name != "a.aifc"s ? "Fmt" : "")); // FFmpeg writes no more than a title there
        CHECK(audio::Decoder(folder / name).format().rateHz > 0);
    }
}

TEST_CASE("a film without sound is no song; one with sound is") {
    const TemporaryFolder folder;
    writeSource(folder / "source.flac");
    writeSilentVideo(folder / "silent.mp4");
    CHECK_FALSE(audio::readTags(folder / "silent.mp4").isSong);
    for (const char* name : {"a.mkv", "a.webm", "a.mp4"}) {
        INFO(name);
        const std::string picture = "-f lavfi -i color=size=16x16:rate=5:duration=3 ";
        if (!ffmpeg(picture + "-i " + quoted(folder / "source.flac") + " " + quoted(folder / name)) ||
            !ffmpeg("-i " + quoted(folder / name) + " -an -c:v copy " + quoted(folder / ("silent-"s + name)))) {
            WARN("skipped: FFmpeg's program cannot write " << name);
            continue;
        }
        CHECK(audio::readTags(folder / name).isSong);
        CHECK_FALSE(audio::readTags(folder / ("silent-"s + name)).isSong);
    }
}

TEST_CASE("a list of a WAV file is read in the code page that it was written in") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.wav", tone(440.0, 1.0, 44'100), 44'100, 1);
    const auto little = [](std::size_t value) {
        std::string text;
        for (int i = 0; i < 4; ++i)
            text += static_cast<char>(value >> (8 * i));
        return text;
    };
    const auto part = [&](const std::string& name, std::string text) {
        text += '\0';
        text.resize((text.size() + 1) / 2 * 2);
        return name + little(text.size()) + text;
    };
    const auto withList = [&](const std::string& title, const std::string& artist) {
        const std::string list = "INFO" + part("INAM", title) + part("IART", artist);
        std::string bytes = readBytes(folder / "a.wav") + "LIST" + little(list.size()) + list;
        bytes.replace(4, 4, little(bytes.size() - 8));
        writeBytes(folder / "b.wav", bytes);
        return audio::readTags(folder / "b.wav");
    };
    CHECK(withList("INFO \xDCn\xEF"
                   "code",
                   "Fmt")
              .title == "INFO Ünïcode");
    CHECK(withList("Ünïcode", "Fmt").title == "Ünïcode");
    CHECK(withList("\xCB\xF3\xF7\xF8\xE8\xE5 \xEF\xE5\xF1\xED\xE8", "\xCA\xE8\xED\xEE").artist == "Кино");
}

TEST_CASE("streams one behind another in an Ogg file are one song of their whole length, which is heard and sought in") {
    const TemporaryFolder folder;
    for (const char* kind : {"ogg", "opus"}) {
        INFO(kind);
        const auto one = folder / ("one."s + kind), two = folder / ("two."s + kind), both = folder / ("both."s + kind);
        audio::writeAudio(one, tone(440.0, 5.0, 48'000), 48'000, 1, {{"title", "One"}});
        audio::writeAudio(folder / ("alike."s + kind), tone(880.0, 3.0, 48'000), 48'000, 1, {{"title", "Two"}});
        // Streams of one file have serial numbers of their own.
        if (!ffmpeg("-i " + quoted(folder / ("alike."s + kind)) + " -c copy -serial_offset 7 " + quoted(two))) {
            WARN("skipped: FFmpeg's program is not there");
            continue;
        }
        writeBytes(both, readBytes(one) + readBytes(two));
        CHECK_FALSE(audio::chainLength(one));
        REQUIRE(audio::chainLength(both));
        CHECK(static_cast<double>(audio::chainLength(both)->count()) == Approx(8000).margin(20));
        CHECK(static_cast<double>(audio::readTags(both).duration.value_or(0ms).count()) == Approx(8000).margin(20));
        audio::Decoder decoder(both);
        CHECK(static_cast<double>(decoder.format().duration.count()) == Approx(8000).margin(20));
        CHECK(static_cast<double>(readAll(decoder).size()) / 48'000 == Approx(8.0).margin(0.05));
        decoder.seek(6s);
        CHECK(static_cast<double>(readAll(decoder).size()) / 48'000 == Approx(2.0).margin(0.05));
        decoder.seek(1s);
        CHECK(static_cast<double>(readAll(decoder).size()) / 48'000 == Approx(7.0).margin(0.05));
    }
    writeBytes(folder / "junk.ogg", "OggS" + junk(100'000));
    CHECK_FALSE(audio::chainLength(folder / "junk.ogg"));
    CHECK_FALSE(audio::chainLength(folder / "missing.ogg"));
}

TEST_CASE("FLAC of 32 bits a sample is refused with the reason where the decoder does not know it") {
    const TemporaryFolder folder;
    std::string bytes = fuzz::flacHeaders();
    bytes[20] = static_cast<char>(bytes[20] | 1); // 32 bits a sample
    bytes[21] = static_cast<char>(bytes[21] | 0xF0);
    writeBytes(folder / "a.flac", bytes + junk(5000));
    if (avcodec_version() >> 16U < 60U)
        CHECK_THROWS_WITH(audio::Decoder(folder / "a.flac"), Catch::Contains("32 bits a sample"));
    else
        CHECK_THROWS_AS(audio::Decoder(folder / "a.flac"), Error);
    bytes[21] = static_cast<char>(bytes[21] & 0x7F); // 24 bits
    writeBytes(folder / "b.flac", bytes + junk(5000));
    CHECK_THROWS_WITH(audio::Decoder(folder / "b.flac"), !Catch::Contains("bits a sample"));
}

TEST_CASE("covers beside a song are found by any usual name in any case, the likeliest first") {
    using Names = std::vector<std::string>;
    CHECK(audio::coverNames(Names{"a.mp3", "Front.png", "COVER.JPG", "notes.txt", "AlbumArt_{1}_Small.jpg",
                                  "AlbumArt_{1}_Large.jpg", "ALBUM.webp"}) ==
          Names{"COVER.JPG", "Front.png", "ALBUM.webp", "AlbumArt_{1}_Large.jpg", "AlbumArt_{1}_Small.jpg"});
    CHECK(audio::coverNames(Names{"cover.txt", "mycover.jpg", "cover", "albums.jpg", ""}).empty());
    for (const char* stem : {"cover", "Folder", "FRONT", "album", "AlbumArt", "albumartsmall", "Artwork"})
        for (const char* extension : {".jpg", ".JPEG", ".png", ".Webp", ".gif", ".bmp"}) {
            INFO(stem << extension);
            const TemporaryFolder folder;
            audio::writeAudio(folder / "a.wav", tone(440.0, 0.1, 44'100), 44'100, 1);
            CHECK_FALSE(audio::hasCoverIn(folder.path()));
            CHECK_FALSE(audio::readCover(folder / "a.wav"));
            writeBytes(folder / (std::string(stem) + extension), kPng);
            CHECK(audio::hasCoverIn(folder.path()));
            CHECK(holds(audio::readCover(folder / "a.wav"), kPng));
        }
    const TemporaryFolder folder;
    writeBytes(folder / "cover.jpg", "no picture");
    writeBytes(folder / "folder.jpg", kPng);
    CHECK(holds(audio::readCover(folder / "a.wav"), kPng));
}

TEST_CASE("a picture in a file is told with its tags, and an attachment of Matroska is one") {
    const TemporaryFolder folder;
    writeSource(folder / "source.flac");
    CHECK_FALSE(audio::readTags(folder / "source.flac").hasCover);
    writeSource(folder / "a.mp3");
    CHECK_FALSE(audio::readTags(folder / "a.mp3").hasCover);
    retag(folder / "a.mp3");
    CHECK(audio::readTags(folder / "a.mp3").hasCover);
    const bool isMade =
        ffmpeg("-f lavfi -i color=size=16x16 -frames:v 1 " + quoted(folder / "picture.png")) &&
        ffmpeg("-i " + quoted(folder / "source.flac") + " -attach " + quoted(folder / "picture.png") +
               " -metadata:s:t mimetype=image/png -metadata:s:t filename=cover.png -c:a flac " + quoted(folder / "a.mka"));
    if (!isMade) {
        WARN("skipped: FFmpeg's program cannot write a Matroska file with an attachment");
        return;
    }
    CHECK(audio::readTags(folder / "a.mka").hasCover);
    CHECK(holds(audio::readCover(folder / "a.mka"), readBytes(folder / "picture.png")));
}
