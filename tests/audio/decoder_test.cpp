// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/decoder.h"
#include "engine/audio/wav_writer.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>

using namespace segue;
using namespace segue::test;
using audio::Decoder;
using std::chrono::milliseconds;

namespace {

struct Lossy {
    const char* extension;
    int rateHz;
    float tolerance; ///< of the samples after a seek against those decoded from the beginning
};

} // namespace

TEST_CASE("at its own rate a file's samples come out unchanged") {
    const TemporaryFolder folder;
    std::vector<float> samples = noise(1.3, 44'100);
    for (float& sample : samples)
        sample = std::round(sample * 32768.0F) / 32768.0F;
    for (const char* name : {"a.wav", "a.flac"}) {
        audio::writeAudio(folder / name, samples, 44'100, 1);
        Decoder decoder(folder / name, {.rateHz = 44'100});
        CHECK(identical(readAll(decoder), samples));
        CHECK(decoder.format().duration == milliseconds(1300));
        CHECK(decoder.format().rateHz == 44'100);
        CHECK(decoder.position() == milliseconds(1300));
    }
}

TEST_CASE("mono is the mean of the channels") {
    const TemporaryFolder folder;
    std::vector<float> frames;
    for (int i = 0; i < 1000; ++i)
        frames.insert(frames.end(), {0.5F, -0.25F, 0.0F, 0.0F, 0.25F, 0.0F, 0.0F, 0.5F});
    writeFloatWav(folder / "eight.wav", frames, 48'000, 8);
    Decoder mono(folder / "eight.wav", {.channels = 1});
    CHECK(mono.format().channels == 8);
    const auto mixed = readAll(mono);
    REQUIRE(mixed.size() == 1000);
    CHECK(mixed[500] == Approx(0.125));

    Decoder native(folder / "eight.wav");
    CHECK(native.output().channels == 8);
    CHECK(identical(readAll(native), frames));
}

TEST_CASE("stereo keeps sides apart and doubles mono") {
    const TemporaryFolder folder;
    writeFloatWav(folder / "mono.wav", std::vector<float>(100, 0.25F), 44'100, 1);
    Decoder mono(folder / "mono.wav", {.channels = 2});
    CHECK(identical(readAll(mono), std::vector<float>(200, 0.25F)));

    std::vector<float> sided;
    for (int i = 0; i < 100; ++i)
        sided.insert(sided.end(), {0.5F, -0.5F});
    writeFloatWav(folder / "stereo.wav", sided, 44'100, 2);
    Decoder stereo(folder / "stereo.wav", {.channels = 2});
    CHECK(identical(readAll(stereo), sided));
}

TEST_CASE("every rate becomes the rate asked for") {
    const TemporaryFolder folder;
    for (const int rateHz : {8'000, 22'050, 48'000, 96'000, 192'000}) {
        const auto path = folder / (std::to_string(rateHz) + ".wav");
        audio::writeWav(path, tone(1000.0, 2.0, rateHz), rateHz, 1);
        Decoder decoder(path, {.rateHz = 44'100, .channels = 1});
        CHECK(decoder.format().rateHz == rateHz);
        const auto samples = readAll(decoder);
        CHECK(std::abs(static_cast<double>(samples.size()) - 88'200.0) < 8.0);
        // Away from the ends the tone is the tone, in place and in level.
        const auto expected = tone(1000.0, 2.0, 44'100);
        const std::span<const float> a(samples);
        const std::span<const float> b(expected);
        CHECK(largestDifference(a.subspan(1000, 80'000), b.subspan(1000, 80'000)) < 0.01F);
    }
}

TEST_CASE("what is not a number becomes silence") {
    const TemporaryFolder folder;
    std::vector<float> samples(1000, 0.25F);
    samples[10] = std::numeric_limits<float>::quiet_NaN();
    samples[20] = std::numeric_limits<float>::infinity();
    samples[30] = -std::numeric_limits<float>::infinity();
    writeFloatWav(folder / "nan.wav", samples, 44'100, 1);
    samples[10] = samples[20] = samples[30] = 0.0F;
    Decoder decoder(folder / "nan.wav");
    CHECK(identical(readAll(decoder), samples));
}

TEST_CASE("after a seek come the samples that are there when decoding from the beginning") {
    const TemporaryFolder folder;
    for (const Lossy& kind : {Lossy{".wav", 44'100, 0.0F}, Lossy{".flac", 44'100, 0.0F}, Lossy{".mp3", 44'100, 1e-5F},
                              Lossy{".ogg", 44'100, 1e-5F}, Lossy{".opus", 48'000, 0.02F}, Lossy{".m4a", 44'100, 1e-3F}}) {
        const auto path = folder / (std::string("glide") + kind.extension);
        audio::writeAudio(path, spread(glide(100.0, 2000.0, 25.0, kind.rateHz), 2), kind.rateHz, 2);
        Decoder linear(path, {.channels = 1});
        const auto all = readAll(linear);
        Decoder decoder(path, {.channels = 1});
        for (const int seconds10 : {123, 0, 3, 240, 50, 51}) {
            INFO(kind.extension << " at " << seconds10 / 10.0 << " s");
            decoder.seek(milliseconds(100 * seconds10));
            CHECK(decoder.position() == milliseconds(100 * seconds10));
            std::vector<float> part(static_cast<std::size_t>(kind.rateHz) / 2);
            CHECK(decoder.read(part) == part.size());
            const auto from = static_cast<std::size_t>(kind.rateHz) / 10 * static_cast<std::size_t>(seconds10);
            CHECK(largestDifference(part, std::span<const float>(all).subspan(from)) <= kind.tolerance);
        }
        decoder.seek(std::chrono::minutes(5));
        std::vector<float> part(100);
        CHECK(decoder.read(part) == 0);
        decoder.seek(milliseconds(1000));
        CHECK(decoder.read(part) == 100);
    }
}

TEST_CASE("a measured duration is that of the sound") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.mp3", "a.ogg", "a.m4a"}) {
        audio::writeAudio(folder / name, tone(440.0, 12.0, 44'100), 44'100, 1);
        Decoder decoder(folder / name, {.channels = 1});
        const double claimed = static_cast<double>(decoder.format().duration.count());
        const double measured = static_cast<double>(decoder.measureDuration().count());
        INFO(name);
        CHECK(claimed == Approx(12'000.0).margin(120.0));
        CHECK(measured == Approx(12'000.0).margin(120.0));
        const auto samples = readAll(decoder); // from the beginning again
        CHECK(static_cast<double>(samples.size()) == Approx(12.0 * 44'100).margin(3000.0));
    }
}

TEST_CASE("a decoder that is asked to stop is at its end") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", noise(20.0, 44'100), 44'100, 1);
    std::stop_source stop;
    Decoder decoder(folder / "a.flac", {}, stop.get_token());
    std::vector<float> block(1000);
    REQUIRE(decoder.read(block) == 1000);
    stop.request_stop();
    CHECK(decoder.read(block) == 0);
    decoder.seek(milliseconds(5000));
    CHECK(decoder.read(block) == 0);
    CHECK(decoder.measureDuration() == milliseconds(0));

    Decoder stopped(folder / "a.flac", {}, stop.get_token());
    CHECK(stopped.read(block) == 0);
}

TEST_CASE("real songs decode from the beginning to the length they claim") {
    const auto shared = sharedFolder();
    if (!shared) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    int songs = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*shared / "data" / "music")) {
        if (entry.path().extension() != ".mp3")
            continue;
        INFO(entry.path());
        Decoder decoder(entry.path(), {.channels = 1});
        const auto samples = readAll(decoder);
        const double length = static_cast<double>(samples.size()) / decoder.format().rateHz;
        CHECK(length == Approx(static_cast<double>(decoder.format().duration.count()) / 1000.0).margin(0.2));
        ++songs;
    }
    CHECK(songs == 18);
}
