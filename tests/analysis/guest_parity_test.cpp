// SPDX-License-Identifier: GPL-3.0-or-later
//
// Networks from elsewhere, from their published files and real songs to embeddings, compared with what the authors' steps gave of
// the same songs in NumPy and PyTorch, each sound decoded at the network's own rate (guest_embeddings.tsv).
#include "engine/analysis/song/analyzer.h"
#include "engine/inference/guests/guest_import.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

using namespace segue;
namespace fs = std::filesystem;

namespace {

struct Expected {
    std::string network, song;    ///< its path below the folder of music
    std::vector<float> embedding; ///< unit length
};

std::vector<Expected> expectedEmbeddings() {
    std::vector<Expected> all;
    std::ifstream table(fs::path(SEGUE_SOURCE_DIR) / "tests/analysis/guest_embeddings.tsv");
    for (std::string line; std::getline(table, line);) {
        std::istringstream row(line);
        Expected one;
        std::getline(row, one.network, '\t');
        std::getline(row, one.song, '\t');
        for (int hundredThousandths = 0; row >> hundredThousandths;)
            one.embedding.push_back(static_cast<float>(hundredThousandths) / 1e5F);
        all.push_back(std::move(one));
    }
    return all;
}

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
    const auto product = [](const auto& x, const auto& y) { return std::inner_product(x.begin(), x.end(), y.begin(), 0.0); };
    return product(a, b) / std::sqrt(product(a, a) * product(b, b));
}

/// The published networks as bundles, by name.
std::map<std::string, inference::ModelBundle> bundlesIn(const fs::path& published, const fs::path& folder) {
    std::map<std::string, inference::ModelBundle> bundles;
    for (const auto& file : inference::publishedIn(published)) {
        const auto network = inference::importPublished(file);
        inference::writeBundleFiles(folder / network.spec.name, network.spec, network.weights, network.card);
        bundles[network.spec.name] = inference::readBundle(folder / network.spec.name);
    }
    return bundles;
}

} // namespace

TEST_CASE("networks from elsewhere hear real songs as their authors' steps do, and leave the rest of what is known alone") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "data/teachers/teachers") || !fs::exists(*shared / "data/music")) {
        WARN("skipped: the published networks or the shared songs are not there");
        return;
    }
    const test::TemporaryFolder folder;
    const auto bundles = bundlesIn(*shared / "data/teachers/teachers", folder.path());
    const analysis::Analyzer own(
        inference::loadTorchEmbedder(inference::readBundle(fs::path(SEGUE_SOURCE_DIR) / "resources/models/segue-net")));
    std::map<std::string, analysis::SongAnalysis> usual; // by song
    std::size_t compared = 0;
    for (const auto& [network, bundle] : bundles) {
        const analysis::Analyzer analyzer(inference::loadTorchEmbedder(bundle));
        for (const Expected& expected : expectedEmbeddings()) {
            if (expected.network != network)
                continue;
            INFO(network << " " << expected.song);
            const auto song = *shared / "data/music" / expected.song;
            const auto outcome = analyzer.analyse(song);
            REQUIRE((outcome && std::holds_alternative<analysis::SongAnalysis>(*outcome)));
            const auto& heard = std::get<analysis::SongAnalysis>(*outcome);
            CHECK(cosine(heard.embedding, expected.embedding) > 0.9999);
            CHECK(heard.probabilities.empty());
            if (!usual.contains(expected.song))
                usual[expected.song] = std::get<analysis::SongAnalysis>(own.analyse(song).value());
            CHECK(heard.identity == usual[expected.song].identity);
            CHECK(heard.features == usual[expected.song].features);
            ++compared;
        }
    }
    CHECK(compared == 15);
}
