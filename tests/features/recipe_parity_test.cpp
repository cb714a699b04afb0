// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/excerpt.h"
#include "engine/features/mel_patch.h"
#include "engine/features/npy.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>

using namespace segue;
using namespace segue::test;

namespace {

struct Agreement {
    double correlation = 0.0;
    double meanErrorDb = 0.0;
};

/// @param quantised dB = value / 255 * 80 - 80
Agreement recipeParityCompare(std::span<const float> patch, std::span<const float> quantised) {
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0, error = 0;
    const auto n = static_cast<double>(patch.size());
    for (std::size_t i = 0; i < patch.size(); ++i) {
        const double ours = patch[i];
        const double theirs = quantised[i] / 255.0 * 80.0 - 80.0;
        a += ours;
        b += theirs;
        aa += ours * ours;
        bb += theirs * theirs;
        ab += ours * theirs;
        error += std::abs(ours - theirs);
    }
    return {(ab - a * b / n) / std::sqrt((aa - a * a / n) * (bb - b * b / n)), error / n};
}

} // namespace

TEST_CASE("from the MP3 on, patches are those of the training data's recipe") {
    const auto shared = sharedFolder();
    if (!shared) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    int songs = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*shared / "data" / "music")) {
        const auto reference = *shared / "reference" / "mel128_recipe" / (entry.path().stem().string() + ".npy");
        if (entry.path().extension() != ".mp3" || !std::filesystem::exists(reference))
            continue;
        INFO(entry.path());
        // The recipe works at the file's own rate (two of the songs are at 48,000 Hz).
        const int rateHz = audio::Decoder(entry.path()).format().rateHz;
        const auto set = audio::readExcerpts(entry.path(), rateHz,
                                             std::array{audio::ExcerptSpan{std::chrono::seconds(0), std::chrono::seconds(30)}});
        REQUIRE(set);
        const features::MelPatch front{features::FrontEnd{.rateHz = rateHz}};
        const Agreement agreement =
            recipeParityCompare(front.compute(set->excerpts.at(0).samples), features::readNpy(reference).floats());
        CHECK(agreement.correlation > 0.999);
        CHECK(agreement.meanErrorDb < 0.4);
        ++songs;
    }
    CHECK(songs == 12);
}
