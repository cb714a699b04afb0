// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/spectrogram/tile_maker.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

using namespace segue;
using namespace segue::test;

namespace {

/// A song in a file, and tiles of it.
struct Song {
    explicit Song(const std::vector<float>& sound, int rateHz = kSpectrogramRateHz) {
        audio::writeAudio(folder / "a.wav", sound, rateHz, 1);
        samples.emplace(folder / "a.wav");
    }
    SpectrogramTile tile(const SpectrogramStyle& style, std::int64_t index = 0) {
        return spectrogram::TileMaker(style).make(*samples, index, [] { return true; }).value();
    }
    TemporaryFolder folder;
    std::optional<spectrogram::SongSamples> samples;
};

std::size_t loudestRow(const SpectrogramTile& tile, std::size_t column) {
    std::size_t best = 0;
    for (std::size_t row = 1; row < tile.rows; ++row)
        best = tile.decibelsAt(row, column) > tile.decibelsAt(best, column) ? row : best;
    return best;
}

/// The valley between two rows: how far the quietest row lies below the quieter of the two.
float dip(const SpectrogramTile& tile, std::size_t column, std::size_t low, std::size_t high) {
    float quietest = 100.0F;
    for (std::size_t row = low; row <= high; ++row)
        quietest = std::min(quietest, tile.decibelsAt(row, column));
    return std::min(tile.decibelsAt(low, column), tile.decibelsAt(high, column)) - quietest;
}

constexpr SpectrogramKind kKinds[] = {SpectrogramKind::stft, SpectrogramKind::mel, SpectrogramKind::constantQ,
                                      SpectrogramKind::chroma};

} // namespace

TEST_CASE("a tone of 440 Hz lights the row of A4 in every kind") {
    Song song(tone(440.0, 4.0, kSpectrogramRateHz));
    for (const SpectrogramKind kind : kKinds) {
        for (const bool linear : {false, true}) {
            const SpectrogramStyle style{.kind = kind, .windowLength = 8192, .linear = linear};
            const SpectrogramTile tile = song.tile(style);
            const SpectrogramAxis axis(tile.style);
            REQUIRE(tile.rows == axis.rows());
            const auto row = static_cast<double>(loudestRow(tile, 60));
            CAPTURE(static_cast<int>(kind), linear, row);
            CHECK(std::abs(row - axis.rowOf(440.0)) <= (kind == SpectrogramKind::stft && !linear ? 8.0 : 1.0));
        }
    }
}

TEST_CASE("a sine of full scale is 0 dB in every kind, for every window and zoom") {
    for (int window = SpectrogramStyle::kShortestWindow; window <= SpectrogramStyle::kLongestWindow; window *= 2) {
        const double binHz = 44'100.0 / 16; // on a bin of every window
        Song song(tone(binHz, 3.0, kSpectrogramRateHz, 1.0F));
        for (const bool linear : {false, true}) {
            for (const int zoom : {0, 3, 6}) {
                const SpectrogramTile tile = song.tile(
                    {.kind = SpectrogramKind::stft, .windowLength = window, .zoom = zoom, .linear = linear}, zoom == 0 ? 3 : 0);
                CAPTURE(window, linear, zoom);
                CHECK(tile.decibelsAt(loudestRow(tile, 10), 10) == Approx(0.0).margin(0.5));
            }
        }
        const SpectrogramAxis mel({.kind = SpectrogramKind::mel});
        const double bandHz = mel.hzOf(200.0);
        Song onBand(tone(bandHz, 3.0, kSpectrogramRateHz, 1.0F));
        const SpectrogramTile tile = onBand.tile({.kind = SpectrogramKind::mel, .windowLength = window});
        CAPTURE(window);
        CHECK(tile.decibelsAt(200, 100) == Approx(0.0).margin(window <= 512 ? 1.5 : 0.6));
    }
    for (const double hz : {65.406, 440.0, 3520.0}) {
        Song note(tone(hz, 4.0, kSpectrogramRateHz, 1.0F));
        for (const int zoom : {2, 4}) {
            const SpectrogramTile tile = note.tile({.kind = SpectrogramKind::constantQ, .zoom = zoom}, zoom == 2 ? 1 : 0);
            CAPTURE(hz, zoom);
            CHECK(tile.decibelsAt(loudestRow(tile, 128), 128) == Approx(0.0).margin(0.6));
        }
    }
}

TEST_CASE("half the amplitude is 6 dB less") {
    const double hz = 44'100.0 / 16;
    for (const SpectrogramKind kind : kKinds) {
        Song loud(tone(hz, 2.0, kSpectrogramRateHz, 0.5F));
        Song quiet(tone(hz, 2.0, kSpectrogramRateHz, 0.25F));
        const SpectrogramTile a = loud.tile({.kind = kind});
        const SpectrogramTile b = quiet.tile({.kind = kind});
        const std::size_t row = loudestRow(a, 40);
        CAPTURE(static_cast<int>(kind));
        CHECK(a.decibelsAt(row, 40) - b.decibelsAt(row, 40) == Approx(6.02).margin(0.6));
    }
}

TEST_CASE("a long window separates two tones 20 Hz apart, a short one does not") {
    auto sound = tone(440.0, 3.0, kSpectrogramRateHz, 0.4F);
    std::ranges::transform(sound, tone(460.0, 3.0, kSpectrogramRateHz, 0.4F), sound.begin(), std::plus<>());
    Song song(sound);
    const auto dipAt = [&song](int window) {
        const SpectrogramTile tile = song.tile({.kind = SpectrogramKind::stft, .windowLength = window});
        const SpectrogramAxis axis(tile.style);
        return dip(tile, 150, static_cast<std::size_t>(std::lround(axis.rowOf(440.0))),
                   static_cast<std::size_t>(std::lround(axis.rowOf(460.0))));
    };
    CHECK(dipAt(16'384) > 12.0F);
    CHECK(dipAt(8192) > 6.0F);
    CHECK(dipAt(1024) < 1.0F);
}

TEST_CASE("a short window separates two clicks, a long one does not") {
    std::vector<float> sound(2 * kSpectrogramRateHz, 0.0F);
    const std::size_t first = 64 * 100 + 32;
    const std::size_t second = first + 64 * 20; // 29 ms later
    sound[first] = sound[second] = 1.0F;
    Song song(sound);
    const auto dipBetween = [&song](int window) {
        const SpectrogramTile tile = song.tile({.kind = SpectrogramKind::stft, .windowLength = window, .zoom = 0});
        const std::size_t row = tile.rows * 3 / 4;
        float quietest = 100.0F;
        for (std::size_t column = 100; column <= 120; ++column)
            quietest = std::min(quietest, tile.decibelsAt(row, column));
        return std::min(tile.decibelsAt(row, 100), tile.decibelsAt(row, 120)) - quietest;
    };
    CHECK(dipBetween(256) > 40.0F);
    CHECK(dipBetween(8192) < 12.0F);
}

TEST_CASE("a click is seen at every zoom, also where columns are much longer than the window") {
    std::vector<float> sound(30 * kSpectrogramRateHz, 0.0F);
    sound[1'000'003] = 1.0F;
    Song song(sound);
    for (int zoom = 0; zoom < SpectrogramStyle::kZooms; ++zoom) {
        const SpectrogramStyle style{.kind = SpectrogramKind::stft, .windowLength = 256, .zoom = zoom};
        const std::int64_t column = 1'000'003 / style.columnSamples();
        const SpectrogramTile tile = song.tile(style, column / kTileColumns);
        const auto place = static_cast<std::size_t>(column % kTileColumns);
        CAPTURE(zoom);
        CHECK(tile.decibelsAt(500, place) > -55.0F);
        CHECK(tile.decibelsAt(500, place > 10 ? place - 10 : place + 10) == -120.0F);
    }
}

TEST_CASE("silence and a blink of sound have tiles; the last tile ends with the song") {
    Song quiet(silence(1.0, kSpectrogramRateHz));
    Song blink(tone(440.0, 0.1, 8000), 8000);
    for (const SpectrogramKind kind : kKinds) {
        const SpectrogramTile dark = quiet.tile({.kind = kind});
        CHECK(std::ranges::all_of(dark.levels, [](std::uint8_t level) { return level == 0; }));
        const SpectrogramTile tile = blink.tile({.kind = kind, .zoom = 3});
        CHECK(tile.columns == 9); // 4,410 samples in columns of 512
        CHECK(tile.levels.size() == tile.rows * tile.columns);
        CHECK(blink.tile({.kind = kind, .zoom = 3}, 1).columns == 0);
        CHECK(blink.tile({.kind = kind, .zoom = 3}, -1).columns == 0);
        CHECK(blink.tile({.kind = kind, .zoom = 3}, 1'000'000).columns == 0);
    }
}

TEST_CASE("neighbouring tiles join without a seam, whatever was computed before") {
    Song song(tone(440.0, 8.0, kSpectrogramRateHz));
    for (const SpectrogramKind kind : kKinds) {
        const SpectrogramStyle style{.kind = kind, .zoom = 3};
        const SpectrogramTile second = song.tile(style, 1);
        const SpectrogramTile first = song.tile(style, 0);
        for (std::size_t row = 0; row < first.rows; ++row) {
            if (first.decibelsAt(row, 255) > -50.0F)
                CHECK(std::abs(first.decibelsAt(row, 255) - second.decibelsAt(row, 0)) <= 1.0F);
        }
    }
}

TEST_CASE("a tile that is told to stop is no tile") {
    Song song(tone(440.0, 1.0, kSpectrogramRateHz));
    CHECK_FALSE(spectrogram::TileMaker({}).make(*song.samples, 0, [] { return false; }));
}
