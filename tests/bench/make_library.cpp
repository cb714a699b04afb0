// SPDX-License-Identifier: GPL-3.0-or-later
//
// make_library DATABASE SONGS MODEL_FOLDER: a database as a listener with many songs has it, to measure with. Plausible
// names, embeddings around one centre an artist, sound features and waveforms; the files themselves do not exist.

#include "engine/analysis/outline_reader.h"
#include "engine/analysis/song_analysis.h"
#include "engine/inference/model_bundle.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"
#include "engine/store/writer.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

namespace {

using namespace segue;

constexpr int kSongsPerArtist = 17;
constexpr int kSongsPerAlbum = 10;

std::string word(std::mt19937& random) {
    static const char* const syllables[] = {"ka", "lo", "mi", "ren", "sto", "va", "du", "ni", "tha", "bel", "or", "quin"};
    std::string text;
    for (int i = 0; i < 2 + static_cast<int>(random() % 2); ++i)
        text += syllables[random() % std::size(syllables)];
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// A unit vector near `centre`; without one, anywhere in the positive part of space, where activations after ReLU lie.
std::vector<float> embedding(std::mt19937& random, std::size_t size, const std::vector<float>& centre) {
    std::normal_distribution<float> normal(0.F, centre.empty() ? 1.F : 0.03F);
    std::vector<float> values(size);
    float squares = 0.F;
    for (std::size_t i = 0; i < size; ++i) {
        values[i] = std::max(0.F, normal(random) + (centre.empty() ? 0.F : centre[i]));
        squares += values[i] * values[i];
    }
    for (float& value : values)
        value /= std::sqrt(squares);
    return values;
}

SoundFeatures soundOf(std::mt19937& random) {
    return {.tempoBpm = 70.F + static_cast<float>(random() % 1000) / 10.F,
            .key = static_cast<std::int8_t>(static_cast<int>(random() % 25) - 1),
            .keyStrength = static_cast<float>(random() % 100) / 100.F,
            .centroidHz = 800.F + static_cast<float>(random() % 3000),
            .onsetsPerSecond = static_cast<float>(random() % 60) / 10.F,
            .loudnessLufs = -6.F - static_cast<float>(random() % 200) / 10.F};
}

Outline outlineOf(std::mt19937& random, std::chrono::milliseconds duration) {
    Outline outline{.duration = duration,
                    .loudnessLufs = -6.F - static_cast<float>(random() % 200) / 10.F,
                    .loudnessRangeLu = 6.F,
                    .truePeakDb = -1.F};
    for (std::size_t i = 0; i < Waveform::kColumns; ++i) {
        outline.waveform.peak.push_back(static_cast<std::uint8_t>(random() % 256));
        outline.waveform.rms.push_back(static_cast<std::uint8_t>(outline.waveform.peak.back() / 3));
    }
    return outline;
}

void fill(store::Database& database, int songs, const inference::ModelSpec& spec, const std::filesystem::path& root) {
    std::mt19937 random(1);
    const auto library = store::LibraryStore(database).add("Local Music #1", root);
    store::TrackStore tracks(database, spec.id());
    store::AnalysisStore analyses(database, spec.id());
    store::OutlineStore outlines(database, analysis::kOutlineVersion);
    std::string artist, album;
    std::vector<float> centre;
    for (int i = 0; i < songs; ++i) {
        if (i % kSongsPerArtist == 0) {
            artist = "The " + word(random) + " " + word(random);
            centre = embedding(random, spec.embeddingSize, {});
        }
        if (i % kSongsPerAlbum == 0)
            album = word(random) + " " + word(random);
        const auto& label = spec.labels[static_cast<std::size_t>(i / kSongsPerArtist) % spec.labels.size()];
        const std::chrono::milliseconds duration{120'000 + static_cast<int>(random() % 240'000)};
        const auto path = root / artist / album / (std::to_string(i) + ".mp3");
        const auto id = tracks.save({.library = library, .path = path, .title = word(random) + " " + word(random), .artist = artist,
                                     .album = album, .genre = label, .trackNumber = i % kSongsPerAlbum + 1,
                                     .year = 1960 + static_cast<int>(random() % 60), .duration = duration},
                                    root, {static_cast<std::uint64_t>(i), 1});
        analyses.save(id, {.identity = "song-" + std::to_string(i),
                           .embedding = embedding(random, spec.embeddingSize, centre),
                           .probabilities = std::vector<float>(spec.labels.size(), 1.F / static_cast<float>(spec.labels.size())),
                           .heardGenre = label,
                           .heardProbability = 0.8F,
                           .previewStart = duration / 2,
                           .duration = duration,
                           .features = soundOf(random)},
                      analysis::kFeatureVersion);
        outlines.save("song-" + std::to_string(i), outlineOf(random, duration));
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: make_library DATABASE SONGS MODEL_FOLDER\n");
        return 2;
    }
    const std::filesystem::path file = argv[1];
    const auto spec = inference::readBundle(argv[3]).spec;
    const auto root = std::filesystem::absolute(file).parent_path() / "music that is not there";
    store::Writer writer(store::Database(file, store::Access::write));
    writer.run([&](store::Database& database) { fill(database, std::atoi(argv[2]), spec, root); }).get();
    return 0;
}
