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

TEST_CASE("what was written and not claimed can be taken back, and the next write begins there") {
    RingBuffer ring(64);
    std::array<float, 2 * 20> in{};
    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = static_cast<float>(i);
    REQUIRE(ring.write(in) == 20);
    std::array<float, 2 * 4> out{};
    REQUIRE(ring.read(out) == 4);
    CHECK_FALSE(ring.takeBack(3));
    CHECK_FALSE(ring.takeBack(21));
    CHECK(ring.written() == 20);
    REQUIRE(ring.takeBack(6));
    CHECK(ring.written() == 6);
    REQUIRE(ring.write(std::array{100.F, 101.F}) == 1);
    CHECK(ring.read(out) == 3);
    CHECK(out == std::array{8.F, 9.F, 10.F, 11.F, 100.F, 101.F, out[6], out[7]});
}

TEST_CASE("what is taken back while another thread reads was never read, and what was read is never taken back") {
    constexpr std::uint64_t kFrames = 300'000;
    RingBuffer ring(1'024);
    std::atomic<std::size_t> wrong{0};
    const std::jthread reader([&] {
        std::array<float, 2 * 16> block{};
        for (std::uint64_t at = 0; at < kFrames;) {
            const std::size_t frames = ring.read(block);
            for (std::size_t i = 0; i < frames; ++i)
                wrong += block[2 * i] == static_cast<float>(at + i) ? 0 : 1;
            at += frames;
            if (frames == 0)
                std::this_thread::yield();
        }
    });
    std::size_t turns = 0;
    for (std::uint64_t at = 0; at < kFrames; ++turns) {
        std::array<float, 2 * 40> block{};
        const auto frames = std::min<std::uint64_t>(40, kFrames - at);
        for (std::size_t i = 0; i < frames; ++i)
            block[2 * i] = static_cast<float>(at + i);
        const std::size_t written = ring.write(std::span(block).first(2 * frames));
        at += written;
        if (turns % 3 == 0 && written > 10 && ring.takeBack(at - 5))
            at -= 5;
        if (written == 0)
            std::this_thread::yield();
    }
    while (ring.taken() < kFrames)
        std::this_thread::yield();
    CHECK(wrong == 0);
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
