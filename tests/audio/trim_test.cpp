// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "engine/audio/ffmpeg/sound_window.h"
#include "engine/audio/mp4_timing.h"
#include "tests/audio/files_for_tests.h"
#include "tests/audio/gapless_parts.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <taglib/commentsframe.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mp4item.h>
#include <taglib/mpegfile.h>

#include <string>
#include <utility>

using namespace segue;
using namespace segue::audio;
using namespace segue::test;
using std::chrono::milliseconds;

namespace {

constexpr OutputFormat kTrimmed{.rateHz = 0, .channels = 2, .monoGains = {}, .isTrimmed = true};

std::vector<float> beginning(int rateHz, std::size_t frames) {
    auto sound = gaplessMaster(rateHz);
    sound.resize(2 * frames);
    return sound;
}

std::vector<float> trimmed(const std::filesystem::path& path) {
    Decoder decoder(path, kTrimmed);
    return readAll(decoder);
}

/// A file that does not say in its edit list what is to be left out, but as iTunes does.
void sayAsItunes(const std::filesystem::path& path, const std::string& text) {
    auto bytes = readBytes(path);
    const auto edits = bytes.find("edts");
    REQUIRE(edits != std::string::npos);
    writeBytes(path, bytes.replace(edits, 4, "free"));
    TagLib::MP4::File file(path.c_str());
    file.tag()->setItem("----:com.apple.iTunes:iTunSMPB", TagLib::MP4::Item(TagLib::StringList(TagLib::String(text))));
    REQUIRE(file.save());
}

std::string hex(std::int64_t number, int digits) {
    std::string text(static_cast<std::size_t>(digits), '0');
    for (auto at = text.rbegin(); at != text.rend(); ++at, number /= 16)
        *at = "0123456789ABCDEF"[number % 16];
    return text;
}

std::string itunes(std::int64_t before, std::int64_t behind, std::int64_t frames) {
    return " 00000000 " + hex(before, 8) + " " + hex(behind, 8) + " " + hex(frames, 16) + " 00000000 00000000";
}

} // namespace

TEST_CASE("the pieces of a sound have, trimmed, as many frames as went in, and join without a shift") {
    for (const auto& format : kGaplessFormats) {
        CAPTURE(format.extension);
        const TemporaryFolder folder;
        const auto master = gaplessMaster(format.rateHz);
        const auto cuts = gaplessCuts();
        std::vector<float> joined;
        const auto paths = writeGaplessParts(folder.path(), format);
        for (std::size_t i = 0; i < paths.size(); ++i) {
            CAPTURE(i);
            const auto part = trimmed(paths[i]);
            CHECK(part.size() / 2 == cuts[i + 1] - cuts[i]);
            joined.insert(joined.end(), part.begin(), part.end());
        }
        REQUIRE(joined.size() == master.size());
        if (format.isLossless) {
            CHECK(identical(joined, master));
            continue;
        }
        for (std::size_t i = 1; i + 1 < cuts.size(); ++i) {
            CAPTURE(i);
            CHECK(lagAt(joined, master, cuts[i]) == 0);
        }
    }
}

TEST_CASE("after a jump comes what a decoder that did not jump delivers there, to the last frame") {
    for (const auto& format : kGaplessFormats) {
        CAPTURE(format.extension);
        const TemporaryFolder folder;
        const auto path = writeGaplessParts(folder.path(), format).at(3);
        Decoder decoder(path, kTrimmed);
        const auto whole = readAll(decoder);
        const auto rate = static_cast<std::size_t>(format.rateHz);
        for (const int ms : {0, 1, 26, 333, 700, 1'001, 1'230}) {
            CAPTURE(ms);
            decoder.seek(milliseconds(ms));
            const auto rest = readAll(decoder);
            const std::size_t from = (static_cast<std::size_t>(ms) * rate + 500) / 1'000;
            REQUIRE(rest.size() == whole.size() - 2 * from);
            const auto right = std::span(whole).subspan(2 * from);
            if (rest.size() > 2 * 6'000)
                CHECK(lagAt(rest, right, 3'000) == 0);
            // AAC's noise is made up, and other noise each time.
            if (std::string_view(format.encoder) != "aac")
                CHECK(largestDifference(rest, right) < (format.isLossless ? 1e-9F : 0.002F));
        }
    }
}

TEST_CASE("what is not asked to be trimmed keeps the numbers it always had") {
    const TemporaryFolder folder;
    const auto path = folder / "a.m4a";
    writeAs(path, "aac", "ipod", beginning(44'100, 50'021), 44'100);
    Decoder decoder(path, {.rateHz = 0, .channels = 2});
    CHECK(readAll(decoder).size() == 2 * 50'176); // whole packets of 1,024
    CHECK(trimmed(path).size() == 2 * 50'021);
}

TEST_CASE("what iTunes says of its padding is left out") {
    const TemporaryFolder folder;
    const auto path = folder / "a.m4a";
    const auto master = gaplessMaster(44'100);
    constexpr std::int64_t kFrames = 50'021;
    writeAs(path, "aac", "ipod", beginning(44'100, kFrames), 44'100);
    sayAsItunes(path, itunes(1'024, 50'176 - kFrames, kFrames));
    const auto sound = trimmed(path);
    CHECK(sound.size() == 2 * kFrames);
    CHECK(lagAt(sound, master, 20'000) == 0);
    Decoder decoder(path, kTrimmed);
    CHECK(decoder.format().duration == milliseconds(kFrames * 1'000 / 44'100));
    decoder.seek(milliseconds(500));
    CHECK(readAll(decoder).size() == 2 * (kFrames - 22'050));
}

TEST_CASE("what iTunes says of an MP3's padding is left out, and what LAME says before it") {
    const TemporaryFolder folder;
    const auto path = folder / "a.mp3";
    constexpr std::int64_t kFrames = 50'021;
    writeAs(path, "libmp3lame", "mp3", beginning(44'100, kFrames), 44'100);
    CHECK(trimmed(path).size() == 2 * kFrames);
    auto bytes = readBytes(path);
    const auto lame = bytes.find("Info") != std::string::npos ? bytes.find("Info") : bytes.find("Xing");
    REQUIRE(lame != std::string::npos);
    const std::size_t first = lame - 36; // behind the packet's header and side information
    writeBytes(path, bytes.erase(first, bytes.find(bytes.substr(first, 2), lame) - first));
    {
        TagLib::MPEG::File file(path.c_str());
        auto* comment = new TagLib::ID3v2::CommentsFrame(TagLib::String::Latin1);
        comment->setDescription("iTunSMPB");
        comment->setText(itunes(576, 900, kFrames));
        file.ID3v2Tag(true)->addFrame(comment);
        REQUIRE(file.save());
    }
    const auto sound = trimmed(path);
    CHECK(sound.size() == 2 * kFrames);
    CHECK(lagAt(sound, gaplessMaster(44'100), 20'000) == 0);
}

TEST_CASE("a padding that was copied from another file's tags is not believed") {
    const TemporaryFolder folder;
    const auto path = folder / "a.m4a";
    writeAs(path, "aac", "ipod", beginning(44'100, 150'021), 44'100);
    sayAsItunes(path, itunes(1'024, 100, 20'000));
    CHECK(trimmed(path).size() > 2 * 150'000);
}

TEST_CASE("the padding of iTunes is read from whatever text there is") {
    const auto padding = ffmpeg::paddingIn(itunes(2'112, 300, 137'742));
    REQUIRE(padding);
    CHECK(padding->before == 2'112);
    CHECK(padding->behind == 300);
    CHECK(padding->frames == 137'742);
    for (const char* text : {"", " 00000000", "hello", " 00000000 00000840 0000012C", " 0 FFFFFFFFFFFFFFFFFF 0 1", " 0 -1 0 5",
                             " 00000000 00000840 0000012C 0000000000000000"}) {
        CAPTURE(text);
        CHECK_FALSE(ffmpeg::paddingIn(text));
    }
}

TEST_CASE("of an edit list's rounded length only what it cuts off for certain is believed") {
    // 137,742 frames behind 1,024; the list says 3.123 s.
    CHECK(Mp4Timing{.scale = 44'100, .total = 138'766, .begin = 1'024, .movieScale = 1'000, .shown = 3'123}.length() == 137'742);
    // Whole packets, and a list that knows better.
    CHECK(Mp4Timing{.scale = 44'100, .total = 139'264, .begin = 1'024, .movieScale = 44'100, .shown = 137'742}.length() == 137'742);
    CHECK(Mp4Timing{.scale = 44'100, .total = 100'000}.length() == 100'000);
    CHECK_FALSE(Mp4Timing{.scale = 44'100, .total = 100'000, .hasSeveralEdits = true}.length());
    CHECK_FALSE(Mp4Timing{.scale = 0, .total = 100'000}.length());
    CHECK_FALSE(Mp4Timing{.scale = 44'100, .total = 100, .begin = 200}.length());
}

TEST_CASE("tables that lie do no harm") {
    const TemporaryFolder folder;
    const auto path = folder / "a.m4a";
    writeAs(path, "alac", "ipod", beginning(44'100, 50'021), 44'100);
    const auto right = readBytes(path);
    for (const char* box : {"stts", "elst", "mdhd", "tkhd", "mvhd", "trak", "mdia", "moov", "edts"}) {
        for (const int at : {-4, 0, 4, 8, 12, 16}) {
            CAPTURE(box, at);
            auto bytes = right;
            const auto found = bytes.find(box);
            if (found == std::string::npos)
                continue;
            bytes.replace(found + static_cast<std::size_t>(4 + at) - 4 + (at < 0 ? 0 : 4), 4, "\xFF\xFF\xFF\xFE");
            writeBytes(path, bytes);
            const auto timing = mp4Timing(path, 1);
            CHECK((!timing || timing->total > 0));
        }
    }
}

TEST_CASE("half of an AAC stream's rate is what its padding counts in where the other half is made up") {
    const TemporaryFolder folder;
    const auto path = folder / "a.m4a";
    constexpr std::int64_t kFrames = 59'900; // at 22,050 Hz
    writeAs(path, "aac", "ipod", beginning(22'050, kFrames), 22'050);
    auto bytes = readBytes(path);
    const std::string plain("\x13\x90\x56\xE5\x00", 5);
    const auto config = bytes.find(plain);
    REQUIRE(config != std::string::npos);
    bytes[config + 4] = '\xA0'; // its upper half would be made up, up to 44,100 Hz
    writeBytes(path, bytes);
    sayAsItunes(path, itunes(1'024, 60'416 - kFrames, kFrames));
    Decoder decoder(path, kTrimmed);
    REQUIRE(decoder.format().rateHz == 44'100);
    const auto sound = readAll(decoder);
    CHECK(sound.size() == 2 * 2 * kFrames);
    std::vector<float> lower; // every other frame: what went in
    for (std::size_t i = 0; i + 1 < sound.size(); i += 4)
        lower.insert(lower.end(), {sound[i], sound[i + 1]});
    CHECK(lagAt(lower, gaplessMaster(22'050), 30'000) == 0);
}

TEST_CASE("the cases from the field have the frames that went into them") {
    const auto shared = sharedFolder();
    if (!shared || !std::filesystem::exists(*shared / "cases/gapless")) {
        WARN("skipped: there is no folder with cases");
        return;
    }
    for (const auto& file : std::filesystem::directory_iterator(*shared / "cases/gapless")) {
        CAPTURE(file.path());
        Decoder decoder(file.path(), kTrimmed);
        const auto frames = static_cast<std::int64_t>(readAll(decoder).size() / 2);
        CHECK(frames * 1'000 == 3'210 * std::int64_t{decoder.output().rateHz});
    }
    CHECK(trimmed(*shared / "cases/chapters/book-as.m4a").size() == 2 * 529'200);
}
