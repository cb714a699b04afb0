// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/ring_buffer.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

#include <array>
#include <thread>

using segue::playback::RingBuffer;

TEST_CASE("a ring buffer gives back what was written, across its seam") {
    RingBuffer ring(8);
    float next = 0.F;
    float expected = 0.F;
    for (int round = 0; round < 20; ++round) {
        std::array<float, 10> in{};
        for (float& sample : in) {
            sample = next++;
        }
        REQUIRE(ring.write(in) == 5);
        std::array<float, 10> out{};
        REQUIRE(ring.read(out) == 5);
        for (const float sample : out) {
            REQUIRE(sample == expected++);
        }
    }
    CHECK(ring.written() == 100);
    CHECK(ring.taken() == 100);
}

TEST_CASE("a full ring buffer takes what it has room for, an empty one gives nothing") {
    RingBuffer ring(4);
    std::array<float, 12> six{};
    CHECK(ring.read(six) == 0);
    CHECK(ring.write(six) == 4);
    CHECK(ring.write(six) == 0);
    ring.skipTo(3);
    CHECK(ring.write(six) == 3);
    CHECK(ring.read(six) == 4);
}

TEST_CASE("a ring buffer's size is a power of two") { CHECK_THROWS_AS(RingBuffer(6), segue::Error); }

TEST_CASE("a million frames pass from one thread to another in order") {
    constexpr std::size_t kFrames = 1'000'000;
    RingBuffer ring(1'024);
    const std::jthread writer([&] {
        std::array<float, 2 * 97> block{};
        for (std::size_t at = 0; at < kFrames;) {
            const std::size_t frames = std::min<std::size_t>(97, kFrames - at);
            for (std::size_t i = 0; i < frames; ++i) {
                block[2 * i] = static_cast<float>(at + i);
                block[2 * i + 1] = -block[2 * i];
            }
            const std::size_t written = ring.write(std::span(block).first(2 * frames));
            at += written;
            if (written == 0) {
                std::this_thread::yield();
            }
        }
    });
    std::array<float, 2 * 61> block{};
    std::size_t wrong = 0;
    for (std::size_t at = 0; at < kFrames;) {
        const std::size_t frames = ring.read(block);
        for (std::size_t i = 0; i < frames; ++i) {
            const auto expected = static_cast<float>(at + i);
            wrong += block[2 * i] == expected && block[2 * i + 1] == -expected ? 0 : 1;
        }
        at += frames;
        if (frames == 0) {
            std::this_thread::yield();
        }
    }
    CHECK(wrong == 0);
}
