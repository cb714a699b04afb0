// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/playback/manual_sink.h"

#include "engine/audio/decoder.h"
#include "engine/audio/loudness.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace segue::playback;
using namespace segue::test;

namespace {

/// As the analysis does: the whole song.
MeasuredLoudness measuredOf(const std::filesystem::path& path) {
    audio::Decoder decoder(path);
    audio::LoudnessMeter meter(decoder.output().rateHz, decoder.output().channels);
    std::vector<float> block(std::size_t{8'192} * static_cast<std::size_t>(decoder.output().channels));
    while (const std::size_t frames = decoder.read(block))
        meter.add(std::span(block).first(frames * static_cast<std::size_t>(decoder.output().channels)));
    return {.lufs = meter.integratedLufs(), .truePeakDb = meter.truePeakDb()};
}

/// Of what the sink is given.
float heardLufs(const PlayItem& item, const SoundSettings& settings) {
    Stage stage;
    stage.player.setSound(settings);
    stage.play({item});
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::playing; });
    const auto heard =
        stage.streamUntil([](const auto& status) { return status.state == PlayState::stopped && status.item.track.id != 0; });
    audio::LoudnessMeter meter(AudioSink::kRateHz, 2);
    meter.add(heard);
    return meter.integratedLufs();
}

} // namespace

TEST_CASE("the cases from the field are equally loud, with gains in tags, in an Opus header, or nowhere") {
    const auto shared = sharedFolder();
    if (!shared || !std::filesystem::exists(*shared / "cases/loudness")) {
        WARN("skipped: there is no folder with cases");
        return;
    }
    for (const Levelling levelling : {Levelling::track, Levelling::smart, Levelling::album}) {
        for (const auto& file : std::filesystem::directory_iterator(*shared / "cases/loudness")) {
            CAPTURE(file.path());
            auto item = itemOf(file.path());
            item.loudness = measuredOf(file.path());
            CHECK(heardLufs(item, {.levelling = levelling}) == Approx(-18.F).margin(0.25F)); // so 0.5 between any two
        }
    }
    // Before anything is measured, the tags alone.
    const auto quiet = heardLufs(itemOf(*shared / "cases/loudness/1-quiet.mp3"), {.levelling = Levelling::track});
    const auto loud = heardLufs(itemOf(*shared / "cases/loudness/2-loud.mp3"), {.levelling = Levelling::track});
    CHECK(quiet == Approx(loud).margin(0.5F));
}

TEST_CASE("the gain in an Opus header is applied once, by whoever plays the file") {
    const auto shared = sharedFolder();
    if (!shared || !std::filesystem::exists(*shared / "cases/loudness")) {
        WARN("skipped: there is no folder with cases");
        return;
    }
    const auto plain = heardLufs(itemOf(*shared / "cases/loudness/plain.opus"), {});
    const auto lower = heardLufs(itemOf(*shared / "cases/loudness/header-minus20dB.opus"), {});
    CHECK(plain - lower == Approx(20.F).margin(0.5F));
}

TEST_CASE("real songs are equally loud", "[.long]") {
    const auto shared = sharedFolder();
    if (!shared || !std::filesystem::exists(*shared / "data/music")) {
        WARN("skipped: there is no folder with songs");
        return;
    }
    float softest = 0.F;
    float loudest = -70.F;
    for (const auto& file : std::filesystem::recursive_directory_iterator(*shared / "data/music")) {
        if (file.path().extension() != ".mp3")
            continue;
        CAPTURE(file.path());
        auto item = itemOf(file.path());
        item.loudness = measuredOf(file.path());
        const float heard = heardLufs(item, {.levelling = Levelling::track});
        CHECK(heard == Approx(-18.F).margin(0.25F));
        softest = std::min(softest, heard);
        loudest = std::max(loudest, heard);
    }
    WARN("from " << softest << " to " << loudest << " LUFS");
}
