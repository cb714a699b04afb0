// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/chroma_cq.h"
#include "engine/features/constant_q.h"
#include "engine/features/key.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>

using namespace segue;
using namespace segue::test;
using features::estimateKey;
using features::KeyEstimate;
using features::Matrix;

namespace {

constexpr int kKeyRateHz = 22'050;
using Chord = std::array<int, 3>; // semitones above C4

/// Half a second of each chord, of tones with three overtones that get weaker.
std::vector<float> progression(std::span<const Chord> chords, int transpose) {
    std::vector<float> sound;
    for (const Chord& chord : chords) {
        std::vector<float> mixed = silence(0.5, kKeyRateHz);
        for (const int note : chord) {
            for (const int overtone : {1, 2, 3, 4}) {
                const double hz = 261.6255653 * std::exp2((note + transpose) / 12.0) * overtone;
                const auto voice = tone(hz, 0.5, kKeyRateHz, 0.1F / static_cast<float>(overtone));
                for (std::size_t i = 0; i < mixed.size(); ++i)
                    mixed[i] += voice[i];
            }
        }
        sound.insert(sound.end(), mixed.begin(), mixed.end());
    }
    return sound;
}

KeyEstimate keyOf(std::span<const float> sound) {
    return estimateKey(chromaCqt(features::constantQ(sound, kKeyRateHz), features::ChromaLayout::semitones));
}

} // namespace

TEST_CASE("a cadence in C major is in C major, and moves with its notes") {
    constexpr std::array<Chord, 4> kCadence{Chord{0, 4, 7}, Chord{5, 9, 12}, Chord{7, 11, 14}, Chord{0, 4, 7}};
    for (int transpose = 0; transpose < 12; ++transpose) {
        const KeyEstimate key = keyOf(progression(kCadence, transpose));
        CHECK(key.key == transpose);
        CHECK(key.strength > 0.6F);
        CHECK(key.strength <= 1.0F);
    }
}

TEST_CASE("a cadence in A minor is in A minor, and moves with its notes") {
    constexpr std::array<Chord, 4> kCadence{Chord{-3, 0, 4}, Chord{2, 5, 9}, Chord{4, 8, 11}, Chord{-3, 0, 4}};
    for (int transpose = 0; transpose < 12; ++transpose) {
        const KeyEstimate key = keyOf(progression(kCadence, transpose));
        CHECK(key.key == 12 + (9 + transpose) % 12);
        CHECK(key.strength > 0.6F);
    }
}

TEST_CASE("silence, equal pitch classes and no frames have no key") {
    CHECK(keyOf(silence(1.0, kKeyRateHz)) == KeyEstimate{});
    CHECK(keyOf({}) == KeyEstimate{});
    CHECK(estimateKey(Matrix(12, 0)) == KeyEstimate{});
    Matrix flat(12, 7);
    for (float& value : flat.values)
        value = 0.3F;
    CHECK(estimateKey(flat) == KeyEstimate{});
}

TEST_CASE("a key does not depend on loudness and survives what is not a number") {
    Matrix chroma(12, 2);
    for (std::size_t frame = 0; frame < 2; ++frame) {
        for (const std::size_t pitchClass : {2U, 6U, 9U})
            chroma.at(pitchClass, frame) = 1.0F;
    }
    const KeyEstimate key = estimateKey(chroma);
    CHECK(key.key == 2);
    for (float& value : chroma.values)
        value *= 0.001F;
    CHECK(estimateKey(chroma).key == 2);
    CHECK(estimateKey(chroma).strength == Approx(key.strength));
    chroma.at(3, 0) = std::numeric_limits<float>::quiet_NaN();
    CHECK(estimateKey(chroma).key == 2);
    CHECK_THROWS_AS(estimateKey(Matrix(11, 3)), Error);
}

TEST_CASE("of keys that fit equally well the first is named, whatever the last bit says") {
    for (const float favour : {-1e-6F, 0.0F, 1e-6F}) {
        Matrix chroma(12, 1);
        for (std::size_t step = 0; step < 12; ++step)
            chroma.at(step, 0) = step % 6 == 0 ? 1.0F : 0.2F; // C and F sharp alike
        chroma.at(6, 0) += favour;
        const auto key = estimateKey(chroma);
        CHECK(key.key >= 0);
        chroma.at(6, 0) = 1.0F;
        CHECK(key.key == estimateKey(chroma).key);
    }
}
