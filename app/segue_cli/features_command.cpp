// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "engine/audio/decoder.h"
#include "engine/audio/loudness.h"
#include "engine/audio/tags.h"
#include "engine/features/decibel.h"
#include "engine/features/feature_set.h"
#include "engine/features/npy.h"
#include "engine/features/resample.h"
#include "engine/features/tempo.h"
#include "engine/words/error.h"
#include "engine/words/song_details.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <system_error>

namespace segue::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

constexpr int kHop = 512;
constexpr std::size_t kBlock = 1U << 15U; ///< frames decoded at a time

/// A stretch of a song, mono, with the loudness of all its channels.
struct Stretch {
    int rateHz = 0;
    std::vector<float> mono;
    float loudnessLufs = 0.F, rangeLu = 0.F, truePeakDb = 0.F;
};

/// As librosa.load: decoded at the file's own rate, the mean of the channels, then resampled in one piece.
Stretch readStretch(const fs::path& song, const FeaturesOptions& options) {
    audio::Decoder decoder(song);
    if (options.start.count() > 0)
        decoder.seek(options.start);
    const int rateHz = decoder.output().rateHz;
    const auto channels = static_cast<std::size_t>(decoder.output().channels);
    audio::LoudnessMeter meter(rateHz, decoder.output().channels);
    const auto wanted = static_cast<std::size_t>(options.length.count()) * static_cast<std::size_t>(rateHz) / 1000;
    std::vector<float> block(kBlock * channels), mono;
    while (mono.size() < wanted) {
        const auto asked = std::span(block).first(std::min(kBlock, wanted - mono.size()) * channels);
        const auto frames = decoder.read(asked);
        if (frames == 0)
            break;
        meter.add(asked.first(frames * channels));
        for (std::size_t frame = 0; frame < frames; ++frame) {
            float sum = 0.F;
            for (std::size_t channel = 0; channel < channels; ++channel)
                sum += block[frame * channels + channel];
            mono.push_back(sum / static_cast<float>(channels));
        }
    }
    if (mono.empty())
        throw Error{ErrorKind::usage, song.string() + " has no sound there. Begin earlier."};
    const int target = options.rateHz > 0 ? options.rateHz : rateHz;
    return {target, features::resample(mono, rateHz, target), meter.integratedLufs(), meter.rangeLu(), meter.truePeakDb()};
}

double secondsOf(const Stretch& stretch) { return static_cast<double>(stretch.mono.size()) / stretch.rateHz; }

ordered_json scalarsOf(const Stretch& stretch, const features::FeatureSet& set) {
    return {{"tempo_bpm", set.tempoBpm},
            {"pulse_bpm", set.pulseBpm},
            {"key", keyName(set.key.key)},
            {"key_strength", set.key.strength},
            {"loudness_lufs", stretch.loudnessLufs},
            {"loudness_range_lu", stretch.rangeLu},
            {"true_peak_dbtp", stretch.truePeakDb},
            {"spectral_centroid_hz", set.centroidHz},
            {"onset_rate_hz", set.onsetsPerSecond},
            {"tuning_semitones", set.tuning}};
}

ordered_json statisticsByName(const features::FeatureSet& set) {
    const auto columns = features::statisticColumns();
    const auto values = features::statisticsOf(set);
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < values.size(); ++i)
        object[std::string(columns[i].feature).append(".").append(columns[i].statistic).append(".") + columns[i].number] =
            values[i];
    return object;
}

void write(const fs::path& folder, const char* name, const features::Matrix& matrix) {
    features::writeNpy(folder / (std::string(name) + ".npy"), matrix.values, {matrix.rows, matrix.columns});
}

void write(const fs::path& folder, const char* name, const std::vector<float>& values) {
    features::writeNpy(folder / (std::string(name) + ".npy"), values, {values.size()});
}

void writeArrays(const fs::path& folder, const features::FeatureSet& set, int rateHz) {
    write(folder, "stft_magnitude", set.magnitude);
    write(folder, "mel_power", set.melPower);
    write(folder, "mel_db", features::powerToDbOfMaximum(set.melPower));
    write(folder, "mfcc", set.mfcc);
    write(folder, "cqt_magnitude", set.cqt);
    write(folder, "chroma_stft", set.chromaStft);
    write(folder, "chroma_cqt", set.chromaCqt);
    write(folder, "chroma_cens", set.chromaCens);
    write(folder, "tonnetz", set.tonnetz);
    write(folder, "rms", set.rms);
    write(folder, "zcr", set.zeroCrossingRate);
    write(folder, "spectral_centroid", set.spectralCentroid);
    write(folder, "spectral_bandwidth", set.spectralBandwidth);
    write(folder, "spectral_contrast", set.spectralContrast);
    write(folder, "spectral_rolloff", set.spectralRolloff);
    write(folder, "spectral_flatness", set.spectralFlatness);
    write(folder, "onset_strength", set.onsetStrength);
    write(folder, "tuning", std::vector{set.tuning});
    std::vector<float> beats; // seconds
    for (const auto frame : features::beatTrack(set.onsetStrength, rateHz, kHop).frames)
        beats.push_back(static_cast<float>(frame * kHop) / static_cast<float>(rateHz));
    write(folder, "beats", beats);
    write(folder, "statistics_518", features::statisticsOf(set, features::referenceLayout()));
    write(folder, "features_csv_row", features::statisticsOf(set));
}

void printScalars(const Stretch& stretch, const features::FeatureSet& set) {
    const auto key = keyName(set.key.key);
    std::printf("tempo              %.1f BPM by its beats, %.1f by librosa's whole lags\n", static_cast<double>(set.pulseBpm),
                static_cast<double>(set.tempoBpm));
    std::printf("key                %s (%.2f)\n", key.empty() ? "none" : key.c_str(), static_cast<double>(set.key.strength));
    std::printf("loudness           %.1f LUFS, range %.1f LU, true peak %.1f dBTP\n", static_cast<double>(stretch.loudnessLufs),
                static_cast<double>(stretch.rangeLu), static_cast<double>(stretch.truePeakDb));
    std::printf("spectral centroid  %.0f Hz\n", static_cast<double>(set.centroidHz));
    std::printf("onsets             %.2f a second\n", static_cast<double>(set.onsetsPerSecond));
    std::printf("tuning             %+.2f semitones\n", static_cast<double>(set.tuning));
}

} // namespace

int runFeatures(const FeaturesOptions& options) {
    const auto stretch = readStretch(options.song, options);
    const bool arrays = !options.output.empty();
    const auto scope = arrays ? features::FeatureScope::everything : features::FeatureScope::timelines;
    const auto set = features::FeatureExtractor(stretch.rateHz).compute(stretch.mono, scope);
    if (arrays) {
        std::error_code problem;
        fs::create_directories(options.output, problem);
        if (problem)
            throw Error{ErrorKind::io, "Cannot make the folder " + options.output.string() + ": " + problem.message() + "."};
        writeArrays(options.output, set, stretch.rateHz);
    }
    if (options.json)
        std::cout << ordered_json{{"path", audio::toValidUtf8(options.song.native())},
                                  {"rate_hz", stretch.rateHz},
                                  {"duration_s", secondsOf(stretch)},
                                  {"scalars", scalarsOf(stretch, set)},
                                  {"statistics", statisticsByName(set)}}
                         .dump(2)
                  << "\n";
    else
        printScalars(stretch, set);
    return 0;
}

} // namespace segue::cli
