// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/decoder.h"
#include "engine/audio/excerpt.h"
#include "engine/audio/identity.h"
#include "engine/words/error.h"
#include "engine/words/section.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::test;
using audio::Decoder;
using std::chrono::milliseconds;

namespace {

constexpr std::int64_t kStarts[] = {0, 301, 602, 613}; // frames; the third song is 11 frames long

std::vector<float> decoded(const std::filesystem::path& path, audio::OutputFormat output = {}) {
    Decoder decoder(path, output);
    return readAll(decoder);
}

/// All songs of the file, one after another.
std::vector<float> sectionJoined(const std::filesystem::path& file, audio::OutputFormat output = {}) {
    std::vector<float> all;
    for (std::size_t i = 0; i < std::size(kStarts); ++i) {
        const auto length = i + 1 < std::size(kStarts) ? kStarts[i + 1] - kStarts[i] : 0;
        const auto part = decoded(sectionPath(file, {kStarts[i], length}), output);
        if (length > 0 && output.rateHz == 0)
            CHECK(part.size() == static_cast<std::size_t>(length) * 44'100 / 75 * 2);
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

} // namespace

TEST_CASE("the sections of a lossless file are its samples, none missing and none twice") {
    const TemporaryFolder folder;
    const auto file = folder / "album.flac";
    audio::writeAudio(file, spread(glide(50.0, 4000.0, 12.3, 44'100), 2), 44'100, 2);
    CHECK(identical(sectionJoined(file), decoded(file)));
}

TEST_CASE("sections join as one sound also where they are resampled for playing") {
    const TemporaryFolder folder;
    const auto file = folder / "album.flac";
    audio::writeAudio(file, spread(glide(50.0, 4000.0, 12.3, 44'100), 2), 44'100, 2);
    const audio::OutputFormat played{.rateHz = 48'000, .channels = 2};
    const auto whole = decoded(file, played);
    const auto parts = sectionJoined(file, played);
    CHECK(parts.size() == whole.size());
    CHECK(largestDifference(parts, whole) < 1e-5F);
}

TEST_CASE("the sections of a lossy file join within what a jump may change") {
    const TemporaryFolder folder;
    for (const char* name : {"album.mp3", "album.ogg", "album.m4a"}) {
        INFO(name);
        audio::writeAudio(folder / name, spread(glide(50.0, 4000.0, 12.3, 44'100), 2), 44'100, 2);
        const auto whole = decoded(folder / name);
        const auto parts = sectionJoined(folder / name);
        CHECK(parts.size() == whole.size());
        CHECK(largestDifference(parts, whole) < 1e-3F);
    }
}

TEST_CASE("a section is a file of its own to whoever reads it") {
    const TemporaryFolder folder;
    const auto file = folder / "album.flac";
    audio::writeAudio(file, spread(glide(50.0, 4000.0, 12.0, 44'100), 2), 44'100, 2);
    Decoder whole(file);
    Decoder part(sectionPath(file, {300, 300}));
    CHECK(part.format().duration == milliseconds(4000));
    CHECK(part.position() == milliseconds(0));
    std::vector<float> ours(2000), theirs(2000);
    part.seek(milliseconds(1500));
    whole.seek(milliseconds(5500));
    CHECK(part.position() == milliseconds(1500));
    CHECK(part.read(ours) == 1000);
    CHECK(whole.read(theirs) == 1000);
    CHECK(identical(ours, theirs));
    part.seek(milliseconds(3990));
    CHECK(readAll(part).size() == 441U * 2);
    part.seek(milliseconds(4000));
    CHECK(readAll(part).empty());
    CHECK(part.measureDuration() == milliseconds(4000));
    CHECK(readAll(part).size() == 4U * 44'100 * 2);
    CHECK(Decoder(sectionPath(file, {600, 0})).format().duration == milliseconds(4000));
    CHECK(Decoder(sectionPath(file, {750, 300})).format().duration == milliseconds(2000)); // the file ends before it
}

TEST_CASE("a section that begins behind its file's end has no sound") {
    const TemporaryFolder folder;
    const auto file = folder / "album.flac";
    audio::writeAudio(file, tone(440.0, 2.0, 44'100), 44'100, 1);
    CHECK_THROWS_AS(Decoder(sectionPath(file, {75 * 3, 75})), Error);
    CHECK_THROWS_AS(Decoder(sectionPath(folder / "none.flac", {0, 75})), Error);
}

TEST_CASE("each section is a recording of its own, told from the packets as from decoding") {
    const TemporaryFolder folder;
    constexpr audio::ExcerptPlan kShort{.length = std::chrono::seconds(3)};
    for (const char* name : {"album.flac", "album.mp3", "album.ogg"}) {
        INFO(name);
        audio::writeAudio(folder / name, spread(glide(50.0, 4000.0, 40.0, 44'100), 2), 44'100, 2);
        const auto first = sectionPath(folder / name, {0, 20 * 75});
        const auto second = sectionPath(folder / name, {20 * 75, 0});
        const auto one = audio::readIdentity(first, kShort);
        const auto two = audio::readIdentity(second, kShort);
        REQUIRE(one);
        REQUIRE(two);
        CHECK(one->identity.text != two->identity.text);
        CHECK(one->identity.text == audio::readExcerpts(first, kShort)->identity.text);
        CHECK(two->identity.text == audio::readExcerpts(second, kShort)->identity.text);
        CHECK(one->identity.text != audio::readIdentity(folder / name, kShort)->identity.text);
    }
}
