// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/analyzer.h"
#include "engine/audio/excerpt.h"
#include "engine/features/mel_patch.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

using namespace segue;
namespace fs = std::filesystem;

// Real songs through the network that Segue listens with.
namespace {

constexpr std::size_t kSongs = 5;

std::shared_ptr<const inference::Embedder> shippedEmbedder() {
    static const std::shared_ptr<const inference::Embedder> embedder =
        inference::loadTorchEmbedder(inference::readBundle(fs::path(SEGUE_SOURCE_DIR) / "resources/models/segue-net"));
    return embedder;
}

/// Some real songs of different genres; none where the shared folder is not there.
std::vector<fs::path> realSongs(std::size_t most) {
    const auto shared = test::sharedFolder();
    std::vector<fs::path> songs;
    if (shared)
        for (const auto& entry : fs::recursive_directory_iterator(*shared / "data" / "music"))
            if (entry.path().extension() == ".mp3")
                songs.push_back(entry.path());
    if (songs.empty())
        WARN("skipped: the shared songs are not there");
    std::sort(songs.begin(), songs.end());
    std::vector<fs::path> chosen;
    for (std::size_t i = 0; i < std::min(most, songs.size()); ++i)
        chosen.push_back(songs[i * songs.size() / std::min(most, songs.size())]);
    return chosen;
}

float cosine(const std::vector<float>& a, const std::vector<float>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

std::vector<float> embeddingOf(const fs::path& song) {
    const analysis::Analyzer analyzer(shippedEmbedder());
    const auto outcome = analyzer.analyse(song, {});
    REQUIRE(outcome.has_value());
    REQUIRE(std::holds_alternative<analysis::SongAnalysis>(*outcome));
    return std::get<analysis::SongAnalysis>(*outcome).embedding;
}

/// 60 seconds of a song, so that making copies is quick.
void cut(const fs::path& song, const fs::path& to) {
    const std::string command =
        "ffmpeg -v error -y -nostdin -ss 20 -t 60 -i '" + song.string() + "' -vn -c:a flac '" + to.string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
}

struct Original {
    fs::path file;
    std::vector<float> embedding;
};

/// Cut and heard once for all copies.
const std::vector<Original>& originals() {
    static const test::TemporaryFolder folder;
    static const std::vector<Original> all = [] {
        std::vector<Original> made;
        for (const auto& song : realSongs(kSongs)) {
            const auto file = folder / (std::to_string(made.size()) + ".flac");
            cut(song, file);
            made.push_back({file, embeddingOf(file)});
        }
        return made;
    }();
    return all;
}

/// Cosines between songs and their copies, ascending.
std::vector<float> cosinesOfCopies(const std::string& options, const std::string& name) {
    const test::TemporaryFolder folder;
    std::vector<float> cosines;
    for (const auto& original : originals()) {
        const std::string command =
            "ffmpeg -v error -y -nostdin -i '" + original.file.string() + "' " + options + " '" + (folder / name).string() + "'";
        REQUIRE(std::system(command.c_str()) == 0);
        cosines.push_back(cosine(original.embedding, embeddingOf(folder / name)));
    }
    std::sort(cosines.begin(), cosines.end());
    return cosines;
}

void checkCopies(const std::string& what, const std::string& options, const std::string& name, float mean, float least) {
    const auto cosines = cosinesOfCopies(options, name);
    if (cosines.empty())
        return;
    const float average = std::accumulate(cosines.begin(), cosines.end(), 0.0F) / static_cast<float>(cosines.size());
    INFO(what << ": mean " << average << ", least " << cosines.front());
    CHECK(average >= mean);
    CHECK(cosines.front() >= least);
}

} // namespace

TEST_CASE("a quieter, mono or resampled copy of a song is heard as the same") {
    checkCopies("12 dB quieter", "-af volume=-12dB", "quiet.flac", 0.99F, 0.99F);
    checkCopies("mono", "-ac 1", "mono.flac", 0.99F, 0.99F);
    checkCopies("48 kHz", "-ar 48000", "48k.flac", 0.99F, 0.99F);
    checkCopies("22 kHz", "-ar 22050", "22k.flac", 0.99F, 0.99F);
}

// An encoder moves a song by some hundredths of a second, so that other frames are picked: that costs more than what it
// drops.
TEST_CASE("a re-encoded copy of a song is heard as nearly the same") {
    checkCopies("mp3 320", "-b:a 320k", "copy320.mp3", 0.97F, 0.95F);
    checkCopies("mp3 128", "-b:a 128k", "copy128.mp3", 0.97F, 0.94F);
    checkCopies("aac 96", "-c:a aac -b:a 96k", "copy.m4a", 0.97F, 0.88F);
    checkCopies("mp3 64", "-b:a 64k", "copy64.mp3", 0.89F, 0.80F); // of all 18 songs the mean is 0.944
}

TEST_CASE("the excerpts of one song are closer to each other than to 99 of 100 of other songs") {
    const auto songs = realSongs(18);
    const features::MelPatch patch(shippedEmbedder()->spec().frontEnd);
    const auto& frontEnd = shippedEmbedder()->spec().frontEnd;
    std::vector<std::vector<float>> embeddings;
    std::vector<std::size_t> song;
    for (std::size_t i = 0; i < songs.size(); ++i) {
        const auto read = audio::readExcerpts(songs[i], {frontEnd.rateHz, std::chrono::seconds(frontEnd.excerptSeconds), 3}, {});
        REQUIRE(read.has_value());
        for (const auto& excerpt : read->excerpts) {
            embeddings.push_back(shippedEmbedder()->embedSong(patch.compute(excerpt.samples)).embedding);
            song.push_back(i);
        }
    }
    std::vector<float> within, across;
    for (std::size_t i = 0; i < embeddings.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            (song[i] == song[j] ? within : across).push_back(cosine(embeddings[i], embeddings[j]));
    if (within.empty())
        return;
    std::sort(across.begin(), across.end());
    std::sort(within.begin(), within.end());
    const float limit = across[across.size() * 99 / 100];
    INFO("median within " << within[within.size() / 2] << ", 99 % of others below " << limit);
    CHECK(within[within.size() / 2] > limit);
    CHECK(std::count_if(within.begin(), within.end(), [limit](float each) { return each > limit; }) >=
          static_cast<std::ptrdiff_t>(within.size() * 84 / 100));
}
