// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/fingerprint_match.h"

#include <catch2/catch.hpp>

#include <random>
#include <vector>

using namespace segue::recommend;

namespace {

std::vector<std::uint32_t> items(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::uint32_t> made(count);
    for (auto& one : made)
        one = static_cast<std::uint32_t>(random());
    return made;
}

/// With so many of 32 bits of each item turned round.
std::vector<std::uint32_t> disturbed(std::vector<std::uint32_t> made, unsigned bits) {
    std::mt19937 random(5);
    for (auto& one : made)
        for (unsigned i = 0; i < bits; ++i)
            one ^= 1U << (random() % 32U);
    return made;
}

Fingerprint from(const std::vector<std::uint32_t>& made, std::size_t begin) { return Fingerprint(made).subspan(begin); }

} // namespace

TEST_CASE("a fingerprint matches itself, also disturbed and cut at either end") {
    const auto song = items(900, 1);
    CHECK(fingerprintDistance(song, song) == 0.0);
    CHECK(fingerprintDistance(song, from(song, 160)) == 0.0);
    CHECK(fingerprintDistance(from(song, 160), song) == 0.0);
    CHECK(fingerprintDistance(song, Fingerprint(song).first(100)) == 0.0);
    const auto other = disturbed(song, 6);
    CHECK(fingerprintDistance(song, from(other, 80)) == fingerprintDistance(from(other, 80), song));
    CHECK(doFingerprintsMatch(song, from(other, 80)));
}

TEST_CASE("other songs do not match, wherever they are laid upon each other") {
    CHECK_FALSE(doFingerprintsMatch(items(900, 1), items(900, 2)));
    CHECK_FALSE(doFingerprintsMatch(items(100, 1), items(900, 2)));
    CHECK_FALSE(doFingerprintsMatch(items(900, 1), disturbed(items(900, 1), 28)));
}

TEST_CASE("what is too short, empty, or hardly changes is no evidence") {
    const auto song = items(900, 1);
    CHECK(fingerprintDistance({}, {}) == 1.0);
    CHECK(fingerprintDistance(song, {}) == 1.0);
    CHECK(fingerprintDistance(Fingerprint(song).first(80), Fingerprint(song).first(80)) == 1.0);
    const std::vector<std::uint32_t> silence(900, 627'964'279);
    CHECK(fingerprintDistance(silence, silence) == 1.0);
    CHECK_FALSE(doFingerprintsMatch(song, from(song, 500))); // more than 40 s apart
}
