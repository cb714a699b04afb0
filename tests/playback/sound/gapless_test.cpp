// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audio/gapless_parts.h"
#include "tests/playback/manual_sink.h"

#include "engine/audio/decoder.h"
#include "engine/audio/rate_converter.h"
#include "engine/audio/wav_writer.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <string_view>

using namespace segue;
using namespace segue::playback;
using namespace segue::test;
using namespace std::chrono_literals;

namespace {

bool isGaplessStopped(const PlaybackStatus& status) { return status.state == PlayState::stopped && status.item.track.id != 0; }

/// All that a player gives its sink from the first song to the end of the last one, silence within it included. [frames, 2]
/// Pulled no faster than is decoded: a device would not either.
std::vector<float> wholeStream(Stage& stage, const std::vector<std::filesystem::path>& paths, std::size_t repeats = 0) {
    std::vector<PlayItem> items;
    for (const auto& path : paths)
        items.push_back(itemOf(path, static_cast<int>(items.size()) + 1));
    if (repeats > 0)
        stage.programme.repeatOne();
    stage.play(items);
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::playing; });
    return stage.streamUntil(
        [&](const PlaybackStatus& status) { return isGaplessStopped(status) || (repeats > 0 && status.begun > repeats); });
}

std::vector<float> atSinkRate(const std::vector<float>& sound, int rateHz) {
    if (rateHz == AudioSink::kRateHz)
        return sound;
    audio::RateConverter converter(rateHz, AudioSink::kRateHz, 2);
    std::vector<float> out;
    converter.convert(sound, out);
    converter.finish(out);
    return out;
}

} // namespace

TEST_CASE("seven pieces of a sound come out of the sink as one: each frame, and no more") {
    for (const auto& format : kGaplessFormats) {
        CAPTURE(format.extension);
        const TemporaryFolder folder;
        const auto right = atSinkRate(gaplessMaster(format.rateHz), format.rateHz);
        Stage stage;
        const auto heard = wholeStream(stage, writeGaplessParts(folder.path(), format));
        const auto frames = static_cast<std::ptrdiff_t>(heard.size() / 2);
        const auto wanted = static_cast<std::int64_t>(gaplessCuts().back()) * AudioSink::kRateHz;
        CHECK(std::abs(frames - static_cast<std::ptrdiff_t>((wanted + format.rateHz / 2) / format.rateHz)) <= 1);
        if (format.isLossless) {
            CHECK(identical(heard, right));
            continue;
        }
        for (std::size_t cut = 1; cut + 1 < gaplessCuts().size(); ++cut) {
            const auto at = gaplessCuts()[cut] * AudioSink::kRateHz / static_cast<std::size_t>(format.rateHz);
            CHECK(lagAt(heard, right, at) == 0);
        }
    }
}

TEST_CASE("a song that repeats itself has neither a gap nor a frame too many") {
    for (const int rateHz : {44'100, 48'000}) {
        CAPTURE(rateHz);
        const TemporaryFolder folder;
        auto once = gaplessMaster(rateHz);
        once.resize(std::size_t{2} * 30'011);
        audio::writeWav(folder / "a.wav", once, rateHz, 2);
        Stage stage;
        auto heard = wholeStream(stage, {folder / "a.wav"}, 3);
        std::vector<float> thrice;
        for (int i = 0; i < 3; ++i)
            thrice.insert(thrice.end(), once.begin(), once.end());
        const auto right = atSinkRate(thrice, rateHz);
        REQUIRE(heard.size() + 100 > right.size());
        heard.resize(std::min(heard.size(), right.size() - 100));
        CHECK(largestDifference(heard, right) < 1e-4F);
    }
}

TEST_CASE("where the rate changes from song to song nothing is missing and nothing is put between them") {
    const TemporaryFolder folder;
    std::vector<std::filesystem::path> paths;
    std::vector<float> right;
    for (const int rateHz : {44'100, 96'000, 96'000, 48'000, 22'050, 44'100}) {
        const auto sound = glide(440.0, 440.0, 0.5037, rateHz);
        paths.push_back(folder / (std::to_string(paths.size()) + ".wav"));
        audio::writeWav(paths.back(), spread(sound, 2), rateHz, 2);
        const auto part = atSinkRate(spread(sound, 2), rateHz);
        right.insert(right.end(), part.begin(), part.end());
    }
    Stage stage;
    const auto heard = wholeStream(stage, paths);
    const double frames = 6 * 0.5037 * AudioSink::kRateHz;
    CHECK(std::abs(static_cast<double>(heard.size() / 2) - frames) <= 4.0); // each length is rounded
    std::size_t silent = 0; // two frames one after the other: the tone itself goes through zero
    for (std::size_t i = 0; i + 3 < heard.size(); i += 2)
        silent += heard[i] == 0.F && heard[i + 2] == 0.F ? 1 : 0;
    CHECK(silent == 0);
}

TEST_CASE("a song's beginning is heard from its first frame, and what follows a jump fades in") {
    const TemporaryFolder folder;
    const std::vector<float> loud(std::size_t{2} * 3 * AudioSink::kRateHz, 0.5F);
    audio::writeWav(folder / "a.wav", loud, AudioSink::kRateHz, 2);
    Stage stage;
    stage.play({itemOf(folder / "a.wav")});
    stage.log.waitFor([](const auto& status) { return status.state == PlayState::playing; });
    const auto heard = stage.hear(1'000);
    CHECK(heard.front() == Approx(0.5F).margin(1e-3));
    stage.player.seek(1s);
    stage.log.waitFor([](const auto& status) { return status.position >= 1s; });
    CHECK(stage.hear(4'000).back() == Approx(0.5F).margin(1e-3));
}

TEST_CASE("the cases from the field come out of the sink as long as they are, whatever follows whatever") {
    const auto shared = sharedFolder();
    if (!shared || !std::filesystem::exists(*shared / "cases/gapless")) {
        WARN("skipped: there is no folder with cases");
        return;
    }
    std::vector<std::filesystem::path> paths;
    for (const auto& file : std::filesystem::directory_iterator(*shared / "cases/gapless"))
        paths.push_back(file.path());
    std::ranges::sort(paths);
    Stage stage;
    const auto heard = wholeStream(stage, paths);
    CHECK(std::abs(static_cast<double>(heard.size() / 2) - 3.21 * AudioSink::kRateHz * static_cast<double>(paths.size())) <= 4.0);
}
