// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "engine/audio/decoder.h"
#include "engine/features/chroma.h"
#include "engine/features/chroma_cq.h"
#include "engine/features/constant_q.h"
#include "engine/features/decibel.h"
#include "engine/features/feature_set.h"
#include "engine/features/mel_patch.h"
#include "engine/features/mfcc.h"
#include "engine/features/onset.h"
#include "engine/features/real_fft.h"
#include "engine/features/resample.h"
#include "engine/features/spectral.h"
#include "engine/features/tempo.h"
#include "engine/features/tonnetz.h"
#include "engine/features/tuning.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <random>
#include <vector>

namespace segue::cli {

namespace {

constexpr int kRateHz = 22'050; ///< of the features
constexpr int kPatchRateHz = 44'100;
constexpr int kSeconds = 30;
constexpr int kFftSize = 2048;

std::vector<float> noise(std::mt19937& random) {
    std::normal_distribution<float> normal(0.F, 0.1F);
    std::vector<float> samples(static_cast<std::size_t>(kPatchRateHz) * kSeconds);
    std::ranges::generate(samples, [&] { return normal(random); });
    return samples;
}

/// Chords and bursts of noise that fade, of different strength twice a second, as music has them.
std::vector<float> music(std::mt19937& random) {
    auto samples = noise(random);
    constexpr std::size_t kBeat = kPatchRateHz / 2;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double sinceBeat = static_cast<double>(i % kBeat) / kPatchRateHz;
        const double strength = 0.5 + 0.5 * static_cast<double>(i / kBeat * 7 % 13) / 13.0;
        double chord = 0.0;
        for (const int step : {0, 4, 7})
            chord += std::sin(2.0 * std::numbers::pi * 220.0 * std::exp2((step + static_cast<int>(i / kBeat / 4) % 5) / 12.0) *
                              static_cast<double>(i) / kPatchRateHz);
        samples[i] = static_cast<float>(
            strength * (static_cast<double>(samples[i]) * std::exp(-12.0 * sinceBeat) + 0.05 * chord * std::exp(-3.0 * sinceBeat)));
    }
    return samples;
}

/// 30 s from the middle of a song, at the rate of the network's patch.
std::vector<float> excerptOf(const std::filesystem::path& song) {
    audio::Decoder decoder(song, {.rateHz = kPatchRateHz, .channels = 1});
    const std::chrono::milliseconds length = std::chrono::seconds(kSeconds);
    decoder.seek(std::max(std::chrono::milliseconds(0), (decoder.format().duration - length) / 2));
    std::vector<float> samples(static_cast<std::size_t>(kPatchRateHz) * kSeconds);
    samples.resize(decoder.read(samples));
    if (samples.empty())
        throw Error{ErrorKind::usage, song.string() + " has no sound in its middle. Name another song."};
    return samples;
}

void printStage(const char* what, double seconds) { std::printf("  %-28s %6.2f ms\n", what, 1e3 * seconds); }

template <typename Stage>
void measureStage(const char* what, Stage&& stage) {
    constexpr int kRuns = 15;
    printStage(what, medianSeconds(kRuns, [&] { static_cast<void>(stage()); }));
}

/// Each feature by its own function, on what it needs ready made.
void measureStages(const std::vector<float>& samples) {
    using namespace features;
    const Stft stft(kFftSize, 512);
    const Matrix magnitude = stft.magnitude(samples), power = stft.power(samples);
    const Matrix melPower = melspectrogram(samples, kRateHz);
    const Matrix melDb = powerToDb(melPower);
    const float tuning = estimateTuning(magnitude, kRateHz);
    const Matrix cqt = constantQ(samples, kRateHz, {.tuning = tuning});
    const Matrix chroma = chromaCqt(cqt), cens = chromaCens(cqt);
    const auto envelope = onsetStrength(melDb);
    std::printf("each alone:\n");
    measureStage("stft", [&] { return stft.magnitude(samples); });
    measureStage("melspectrogram (with stft)", [&] { return melspectrogram(samples, kRateHz); });
    measureStage("power_to_db", [&] { return powerToDb(melPower); });
    measureStage("mfcc", [&] { return mfcc(melDb); });
    measureStage("estimate_tuning", [&] { return estimateTuning(magnitude, kRateHz); });
    measureStage("chroma_stft", [&] { return chromaStft(power, kRateHz, tuning); });
    measureStage("cqt (with resampling)", [&] { return constantQ(samples, kRateHz, {.tuning = tuning}); });
    measureStage("resample 2:1", [&] { return resample(samples, 2, 1); });
    measureStage("chroma_cqt", [&] { return chromaCqt(cqt); });
    measureStage("chroma_cens", [&] { return chromaCens(cqt); });
    measureStage("tonnetz", [&] { return tonnetz(cens); });
    measureStage("rms", [&] { return rms(magnitude); });
    measureStage("zero_crossing_rate", [&] { return zeroCrossingRate(samples); });
    measureStage("spectral_centroid", [&] { return spectralCentroid(magnitude, kRateHz); });
    measureStage("spectral_bandwidth", [&] { return spectralBandwidth(magnitude, kRateHz); });
    measureStage("spectral_contrast", [&] { return spectralContrast(magnitude, kRateHz); });
    measureStage("spectral_rolloff", [&] { return spectralRolloff(magnitude, kRateHz); });
    measureStage("spectral_flatness", [&] { return spectralFlatness(magnitude); });
    measureStage("onset_strength", [&] { return onsetStrength(melDb); });
    measureStage("tempo", [&] { return tempo(envelope, kRateHz); });
    measureStage("beat_track (with tempo)", [&] { return beatTrack(envelope, kRateHz); });
    measureStage("key", [&] { return estimateKey(chroma); });
}

/// What no STFT can do without: one frame again and again, always in the cache.
void measureFloor(std::vector<float> samples) {
    const std::size_t frames = 1 + samples.size() / 512;
    samples.resize(kFftSize);
    const features::PreciseRealFft fft(kFftSize);
    auto workspace = fft.makeWorkspace();
    const std::vector<double> window(kFftSize, 0.5);
    std::vector<float> magnitude(kFftSize / 2 + 1);
    constexpr int kTransforms = 1000;
    const double one = medianSeconds(15,
                                     [&] {
                                         for (int i = 0; i < kTransforms; ++i)
                                             fft.magnitude(samples, window, workspace, magnitude);
                                     }) /
                       kTransforms;
    std::printf("one frame (window, FFT of %d in double precision, magnitude) takes %.2f us: %zu frames cannot take less "
                "than %.2f ms\n",
                kFftSize, 1e6 * one, frames, 1e3 * one * static_cast<double>(frames));
}

} // namespace

int runBenchFeatures(const std::filesystem::path& song) {
    constexpr int kRuns = 31;
    std::mt19937 random(1);
    const auto excerpt = song.empty() ? music(random) : excerptOf(song);
    const auto samples = features::resample(excerpt, kPatchRateHz, kRateHz);
    const features::FeatureExtractor extractor(kRateHz);
    const double before = peakMegabytes();
    const auto all = [&] {
        static_cast<void>(features::statisticsOf(extractor.compute(samples, features::FeatureScope::timelines)));
    };
    all();
    const double memory = peakMegabytes();
    std::printf("%.0f s of %s, CPU of one core, median of %d runs:\n", static_cast<double>(excerpt.size()) / kPatchRateHz,
                song.empty() ? "composed music" : song.filename().c_str(), kRuns);
    printStage("518 statistics and scalars", medianSeconds(kRuns, all));
    printStage("scalars alone",
               medianSeconds(kRuns, [&] { static_cast<void>(extractor.compute(samples, features::FeatureScope::scalars)); }));
    const features::MelPatch patch(features::FrontEnd{});
    printStage("mel patch (44.1 kHz)", medianSeconds(kRuns, [&] { static_cast<void>(patch.compute(excerpt)); }));
    const auto steady = noise(random);
    printStage("mel patch of steady noise", medianSeconds(kRuns, [&] { static_cast<void>(patch.compute(steady)); }));
    std::printf("peak memory of the process: %.0f MB, of which %.0f MB before the features\n", memory, before);
    measureFloor(samples);
    measureStages(samples);
    return 0;
}

} // namespace segue::cli
