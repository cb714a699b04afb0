// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/levelling.h"

#include <catch2/catch.hpp>

#include <array>
#include <limits>

using namespace segue;
using namespace segue::playback;

namespace {

SoundSettings by(Levelling levelling) { return {.levelling = levelling}; }

KnownLoudness tagged() {
    return {.tags = {.trackDb = -7.F, .albumDb = -5.F},
            .track = {.lufs = -11.25F, .truePeakDb = -3.F},
            .album = {.lufs = -12.75F, .truePeakDb = -1.F}};
}

Track song(int number, const char* album = "Album", int disc = 1) {
    Track track;
    track.path = std::string("/music/") + album + "/" + std::to_string(number) + ".flac";
    track.artist = "Artist";
    track.album = album;
    track.trackNumber = number;
    track.discNumber = disc;
    return track;
}

} // namespace

TEST_CASE("without levelling nothing is done to a song, not even the pre-amplification") {
    auto settings = by(Levelling::off);
    settings.preampDb = 6.F;
    CHECK(levelOf(settings, tagged(), true) == AppliedLevel{});
}

TEST_CASE("a song is levelled by itself or by its album, as the listener wants it") {
    CHECK(levelOf(by(Levelling::track), tagged(), true).gainDb == -7.F);
    CHECK(levelOf(by(Levelling::album), tagged(), false).gainDb == -5.F);
    CHECK(levelOf(by(Levelling::smart), tagged(), true).gainDb == -5.F);
    CHECK(levelOf(by(Levelling::smart), tagged(), true).source == LevelSource::albumTag);
    CHECK(levelOf(by(Levelling::smart), tagged(), false).gainDb == -7.F);
    CHECK(levelOf(by(Levelling::smart), tagged(), false).source == LevelSource::trackTag);
}

TEST_CASE("what the tags do not say is measured, and what is not measured is taken from the next best") {
    auto known = tagged();
    known.tags = {};
    CHECK(levelOf(by(Levelling::track), known, false).gainDb == -6.75F);
    CHECK(levelOf(by(Levelling::track), known, false).source == LevelSource::measuredTrack);
    CHECK(levelOf(by(Levelling::album), known, false).source == LevelSource::measuredAlbum);
    known.track.isOfExcerpts = true;
    CHECK(levelOf(by(Levelling::track), known, false).source == LevelSource::excerpts);
    known.album = {};
    CHECK(levelOf(by(Levelling::album), known, false).source == LevelSource::excerpts);
    known.tags.trackDb = 3.F;
    CHECK(levelOf(by(Levelling::album), known, false).source == LevelSource::trackTag);
    known.tags = {.albumDb = -1.F};
    known.track = {};
    CHECK(levelOf(by(Levelling::track), known, false).source == LevelSource::albumTag);
    CHECK(levelOf(by(Levelling::track), {}, false).source == LevelSource::none);
}

TEST_CASE("a tag that contradicts what was measured of the whole song is not believed, and of its excerpts it is") {
    KnownLoudness known{.tags = {.trackDb = 6.F, .albumDb = 6.F}, .track = {.lufs = -15.F}, .album = {.lufs = -16.F}};
    CHECK(levelOf(by(Levelling::track), known, false).gainDb == -3.F);
    CHECK(levelOf(by(Levelling::track), known, false).source == LevelSource::measuredTrack);
    CHECK(levelOf(by(Levelling::album), known, false).source == LevelSource::measuredAlbum);
    known.track.isOfExcerpts = true;
    CHECK(levelOf(by(Levelling::track), known, false).source == LevelSource::trackTag);
}

TEST_CASE("a gain is held back by the loudest moment, where that is known, and else kept") {
    KnownLoudness known{.tags = {.trackDb = 8.F, .trackPeak = 0.5F}};
    auto level = levelOf(by(Levelling::track), known, false);
    CHECK(level.gainDb == Approx(6.02F).margin(0.01F));
    CHECK(level.heldBackDb == Approx(1.98F).margin(0.01F));
    known.track.truePeakDb = -4.F; // higher than its samples
    CHECK(levelOf(by(Levelling::track), known, false).gainDb == Approx(4.F).margin(0.01F));
    auto settings = by(Levelling::track);
    settings.preventsClipping = false;
    CHECK(levelOf(settings, known, false).gainDb == 8.F);
    known.tags.trackPeak.reset();
    known.track.truePeakDb.reset();
    CHECK(levelOf(by(Levelling::track), known, false).gainDb == 8.F);
    CHECK(levelOf(by(Levelling::track), known, false).heldBackDb == 0.F);
}

TEST_CASE("the pre-amplification is added, and numbers that are none are nothing") {
    auto settings = by(Levelling::track);
    settings.preampDb = 3.F;
    CHECK(levelOf(settings, {.tags = {.trackDb = -7.F}}, false).gainDb == -4.F);
    settings.preampDb = std::numeric_limits<float>::quiet_NaN();
    CHECK(levelOf(settings, {.tags = {.trackDb = -7.F}}, false).gainDb == -7.F);
    settings.preampDb = 1e9F;
    CHECK(levelOf(settings, {.tags = {.trackDb = -7.F}}, false).gainDb == 5.F);
    const float infinite = std::numeric_limits<float>::infinity();
    CHECK(levelOf(by(Levelling::track), {.track = {.lufs = -infinite}}, false).source == LevelSource::none);
    CHECK(levelOf(by(Levelling::track), {.track = {.lufs = -70.F}}, false).source == LevelSource::none);
}

TEST_CASE("an album goes on where the next song on the record follows, also from disc to disc") {
    CHECK(continuesAlbum(song(1), song(2)));
    CHECK_FALSE(continuesAlbum(song(2), song(1)));
    CHECK_FALSE(continuesAlbum(song(1), song(3)));
    CHECK_FALSE(continuesAlbum(song(1), song(1)));
    CHECK_FALSE(continuesAlbum(song(1), song(2, "Another")));
    CHECK_FALSE(continuesAlbum(song(1, ""), song(2, "")));
    CHECK(continuesAlbum(song(9), song(1, "Album", 2)));
    CHECK_FALSE(continuesAlbum(song(9), song(2, "Album", 2)));
    auto guest = song(2);
    guest.artist = "Artist and a guest";
    CHECK(continuesAlbum(song(1), guest)); // in the same folder
    guest.path = "/elsewhere/2.flac";
    CHECK_FALSE(continuesAlbum(song(1), guest)); // another's album of that name
}

TEST_CASE("the limiter keeps what is soft bit for bit and what is loud below full scale") {
    std::array<float, 6> samples{0.5F, -0.75F, 0.9F, -1.F, 4.F, -100.F};
    limitSoftly(samples);
    CHECK(samples[0] == 0.5F);
    CHECK(samples[1] == -0.75F);
    CHECK(samples[2] < 0.9F);
    CHECK(samples[2] > 0.79F);
    CHECK(samples[3] > -1.F);
    CHECK(samples[4] <= 1.F);
    CHECK(samples[5] >= -1.F);
}
