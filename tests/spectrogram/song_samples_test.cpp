// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/spectrogram/song_samples.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace segue;
using namespace segue::test;
using spectrogram::SongSamples;

TEST_CASE("samples come from any place, in any order, with zeros around the song") {
    const TemporaryFolder folder;
    const auto sound = glide(100.0, 8000.0, 25.0, kSpectrogramRateHz);
    audio::writeAudio(folder / "a.wav", sound, kSpectrogramRateHz, 1);
    SongSamples song(folder / "a.wav");
    std::vector<float> part(5000);
    for (const std::int64_t first : {900'000, 440'000, 0, 1'000'000, 882'000 - 2500}) {
        song.read(first, part);
        CHECK(largestDifference(part, std::span(sound).subspan(static_cast<std::size_t>(first), part.size())) < 1e-3F);
    }
    song.read(-2000, part);
    CHECK(std::ranges::all_of(std::span(part).first(2000), [](float value) { return value == 0.0F; }));
    CHECK(largestDifference(std::span(part).subspan(2000), std::span(sound).first(3000)) < 1e-3F);
    song.read(std::ssize(sound) - 1000, part);
    CHECK(std::ranges::all_of(std::span(part).subspan(1000), [](float value) { return value == 0.0F; }));
    REQUIRE(song.end());
    CHECK(*song.end() == std::ssize(sound));
}

TEST_CASE("far behind the end there is nothing, at once") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.wav", tone(440.0, 1.0, 8000), 8000, 1);
    SongSamples song(folder / "a.wav");
    std::vector<float> part(100, 1.0F);
    song.read(std::int64_t{3600} * kSpectrogramRateHz, part);
    CHECK(std::ranges::all_of(part, [](float value) { return value == 0.0F; }));
    song.read(0, part);
    CHECK(std::ranges::any_of(part, [](float value) { return value != 0.0F; }));
}

TEST_CASE("a file that is not there or not music is an error when opened") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(SongSamples(folder / "nowhere.mp3"), Error);
}
