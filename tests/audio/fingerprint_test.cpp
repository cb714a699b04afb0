// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/fingerprint.h"
#include "engine/words/song_details.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace segue;
using namespace segue::audio;

namespace {

std::vector<std::uint8_t> fingerprintOf(std::span<const float> sound, int rateHz, int channels, std::size_t block = 4096) {
    FingerprintMaker maker(rateHz, channels);
    for (std::size_t at = 0; at < sound.size(); at += block)
        maker.add(sound.subspan(at, std::min(block, sound.size() - at)));
    return maker.finish();
}

} // namespace

TEST_CASE("a fingerprint is the same in whatever blocks the sound comes, and hears two minutes at most") {
    const auto sound = test::glide(100, 4000, 150, 11'025);
    const auto whole = fingerprintOf(sound, 11'025, 1);
    CHECK(whole == fingerprintOf(sound, 11'025, 1, 777));
    CHECK(whole == fingerprintOf(std::span(sound).first(120 * 11'025), 11'025, 1));
    CHECK(whole.size() <= Outline::kMostFingerprint);
    const auto items = unpackFingerprint(whole);
    CHECK(items.size() > 900);
    CHECK(items.size() < 1000);
}

TEST_CASE("of noise, which packs worst, two minutes still take less than 4 KB") {
    const auto packed = fingerprintOf(test::noise(125, 11'025), 11'025, 1);
    CHECK(packed.size() <= Outline::kMostFingerprint);
    CHECK(unpackFingerprint(packed).size() > 900);
}

TEST_CASE("what cannot have a fingerprint has none, and nothing goes wrong") {
    CHECK(fingerprintOf({}, 44'100, 2).empty());
    CHECK(fingerprintOf(test::noise(1, 44'100), 44'100, 1).empty());
    CHECK(fingerprintOf(test::noise(5, 44'100), 0, 1).empty());
    CHECK(fingerprintOf(test::noise(5, 44'100), 44'100, 0).empty());
    CHECK(fingerprintOf(test::noise(5, 44'100), 1, 1).empty());
    CHECK_FALSE(fingerprintOf(test::noise(40, 8'000), 8'000, 6, 4099).empty()); // blocks that end inside a frame
    std::vector<float> wrong(44'100 * 5, std::numeric_limits<float>::quiet_NaN());
    wrong[7] = std::numeric_limits<float>::infinity();
    static_cast<void>(fingerprintOf(wrong, 44'100, 1));
    FingerprintMaker ended(44'100, 1);
    CHECK(ended.finish().empty());
    ended.add(test::noise(5, 44'100));
    CHECK(ended.finish().empty());
}

TEST_CASE("bytes that are no fingerprint unpack to nothing") {
    CHECK(unpackFingerprint({}).empty());
    const std::vector<std::uint8_t> claims{1, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0};
    CHECK(unpackFingerprint(claims).empty());
    auto packed = fingerprintOf(test::noise(20, 11'025), 11'025, 1);
    REQUIRE(packed.size() > 20);
    CHECK(unpackFingerprint(std::span(packed).first(7)).empty());
    packed[0] = 0; // another algorithm
    CHECK(unpackFingerprint(packed).empty());
    packed[0] = 1;
    for (std::size_t i = 4; i < packed.size(); i += 3) {
        auto broken = packed;
        broken[i] ^= 0x5A;
        CHECK(unpackFingerprint(broken).size() <= 1000);
    }
}
