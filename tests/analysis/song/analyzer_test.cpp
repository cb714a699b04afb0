// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/analyzer.h"
#include "engine/audio/audio_writer.h"
#include "engine/inference/pooling.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace segue;
using namespace segue::analysis;

namespace {

/// A tiny network without Torch: the embedding is the patch's mean level in four bands, the genre whether it is bright.
class BandEmbedder final : public inference::Embedder {
public:
    explicit BandEmbedder(features::FrontEnd frontEnd = {}) {
        m_spec.name = "bands";
        m_spec.frontEnd = frontEnd;
        m_spec.labels = {"dark", "bright"};
        m_spec.embeddingSize = 4;
    }
    const inference::ModelSpec& spec() const override { return m_spec; }
    std::vector<inference::PatchResult> embed(std::span<const float> patches) const override {
        std::vector<inference::PatchResult> results;
        const std::size_t size = m_spec.frontEnd.patchSize();
        for (std::size_t first = 0; first < patches.size(); first += size)
            results.push_back(one(patches.subspan(first, size)));
        return results;
    }
    inference::SongResult embedSong(std::span<const float> patches) const override {
        return inference::poolExcerpts(embed(patches));
    }

private:
    static inference::PatchResult one(std::span<const float> patch) {
        std::vector<float> bands(4);
        float squares = 0.F;
        for (std::size_t band = 0; band < 4; ++band) {
            const auto part = patch.subspan(band * patch.size() / 4, patch.size() / 4);
            bands[band] = std::accumulate(part.begin(), part.end(), 0.F) / static_cast<float>(part.size()) + 80.F;
            squares += bands[band] * bands[band];
        }
        for (float& band : bands)
            band = squares > 0.F ? band / std::sqrt(squares) : 0.F;
        const float bright = bands[0] > bands[3] ? 0.2F : 0.8F;
        return {bands, {1.F - bright, bright}};
    }
    inference::ModelSpec m_spec;
};

const Analyzer& analyzer() {
    static const Analyzer instance(std::make_shared<BandEmbedder>());
    return instance;
}

SongAnalysis heard(const std::filesystem::path& song) {
    const auto outcome = analyzer().analyse(song);
    REQUIRE(outcome);
    if (const auto* failure = std::get_if<AnalysisFailure>(&*outcome))
        FAIL(failure->reason);
    return std::get<SongAnalysis>(*outcome);
}

AnalysisFailure failure(const std::filesystem::path& song) {
    const auto outcome = analyzer().analyse(song);
    REQUIRE(outcome);
    REQUIRE(std::holds_alternative<AnalysisFailure>(*outcome));
    return std::get<AnalysisFailure>(*outcome);
}

} // namespace

TEST_CASE("a song is heard from the file to its embedding") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "low.flac", test::tone(100, 5, 44'100), 44'100, 1);
    audio::writeAudio(folder / "high.flac", test::tone(9000, 5, 44'100), 44'100, 1);
    const auto low = heard(folder / "low.flac");
    const auto high = heard(folder / "high.flac");
    CHECK(low.embedding.size() == 4);
    CHECK(std::inner_product(low.embedding.begin(), low.embedding.end(), low.embedding.begin(), 0.F) == Approx(1.F).margin(1e-4));
    CHECK(low.probabilities[0] > low.probabilities[1]);
    CHECK(high.probabilities[1] > high.probabilities[0]);
    CHECK(low.identity != high.identity);
    CHECK(std::abs(low.duration.count() - 5000) <= 1);
}

TEST_CASE("the preview starts at the excerpt that is most like the whole") {
    const test::TemporaryFolder folder;
    auto song = test::tone(200, 80, 44'100);
    const auto odd = test::noise(40, 44'100);
    song.insert(song.end(), odd.begin(), odd.end());
    audio::writeAudio(folder / "song.flac", song, 44'100, 1);
    CHECK(heard(folder / "song.flac").previewStart < std::chrono::seconds{80});
}

TEST_CASE("with several patches an excerpt, the preview still starts at an excerpt, the one most like the whole") {
    const test::TemporaryFolder folder;
    auto song = test::noise(40, 22'050);
    const auto most = test::tone(200, 80, 22'050);
    song.insert(song.end(), most.begin(), most.end());
    audio::writeAudio(folder / "song.flac", song, 22'050, 1);
    const Analyzer dense(
        std::make_shared<BandEmbedder>(features::FrontEnd{.rateHz = 22'050, .columnStride = 1, .patchesPerExcerpt = 5}));
    const auto outcome = dense.analyse(folder / "song.flac");
    REQUIRE(outcome);
    REQUIRE(std::holds_alternative<SongAnalysis>(*outcome));
    const auto start = std::get<SongAnalysis>(*outcome).previewStart;
    CHECK((start == std::chrono::seconds{45} || start == std::chrono::seconds{81})); // at 50 and 80 % of the song
}

TEST_CASE("the same file twice, or under another name, gives the same result bit by bit") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", test::noise(3, 44'100), 44'100, 1);
    std::filesystem::copy_file(folder / "a.flac", folder / "b.flac");
    CHECK(heard(folder / "a.flac") == heard(folder / "b.flac"));
}

TEST_CASE("silence and two seconds are no music, say which they are, and are recordings all the same") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "silence.flac", test::silence(10, 44'100), 44'100, 1);
    audio::writeAudio(folder / "short.wav", test::tone(440, 2, 44'100), 44'100, 1);
    for (const auto& [name, kind] : {std::pair{"silence.flac", kSilentFailure}, {"short.wav", kTooShortFailure}}) {
        INFO(name);
        const auto why = failure(folder / name);
        CHECK(why.kind == kind);
        CHECK_FALSE(why.reason.empty());
        CHECK(why.recording.identity == std::get<SongIdentity>(*Analyzer::identify(folder / name)).identity);
    }
}

TEST_CASE("silence inside a song changes nothing that is heard of it") {
    const test::TemporaryFolder folder;
    auto song = test::glide(200, 400, 40, 22'050);
    const auto rest = test::noise(20, 22'050);
    auto apart = song;
    const auto pause = test::silence(200, 22'050);
    for (auto* const whole : {&song, &apart}) {
        if (whole == &apart)
            whole->insert(whole->end(), pause.begin(), pause.end());
        whole->insert(whole->end(), rest.begin(), rest.end());
    }
    audio::writeAudio(folder / "together.flac", song, 22'050, 1);
    audio::writeAudio(folder / "apart.flac", apart, 22'050, 1);
    const auto together = heard(folder / "together.flac");
    const auto divided = heard(folder / "apart.flac");
    const float cosine = std::inner_product(together.embedding.begin(), together.embedding.end(), divided.embedding.begin(), 0.F);
    CHECK(cosine > 0.9999F);
    CHECK(divided.features->loudnessLufs == Approx(together.features->loudnessLufs).margin(0.1));
    CHECK(divided.identity != together.identity);
    CHECK(divided.identity == std::get<SongIdentity>(*Analyzer::identify(folder / "apart.flac")).identity);
    CHECK((divided.previewStart < std::chrono::seconds{40} || divided.previewStart >= std::chrono::seconds{240}));
}

TEST_CASE("what is no music is a failure with a reason") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "empty.mp3", "");
    test::writeBytes(folder / "text.mp3", "eggs, milk, bread");
    for (const char* name : {"empty.mp3", "text.mp3"}) {
        const auto why = failure(folder / name);
        CHECK(why.kind == "badFile");
        CHECK(segue::test::said(why.reason).find(name) != std::string::npos);
    }
}

TEST_CASE("a file that vanished between walk and analysis is a failure of its own kind") {
    const test::TemporaryFolder folder;
    CHECK(failure(folder / "gone.mp3").kind == "io");
}

TEST_CASE("a stopped analysis has no outcome") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", test::noise(3, 44'100), 44'100, 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(analyzer().analyse(folder / "a.flac", stop.get_token()));
}

TEST_CASE("a song has the same identity and sound features whatever stretches a bundle hears") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", test::glide(200, 2000, 70, 22'050), 22'050, 1);
    const auto usual = heard(folder / "a.flac");
    const Analyzer other(std::make_shared<BandEmbedder>(features::FrontEnd{.excerptSeconds = 5, .excerptsPerSong = 7}));
    const auto outcome = other.analyse(folder / "a.flac");
    REQUIRE(outcome);
    const auto& song = std::get<SongAnalysis>(*outcome);
    CHECK(song.identity == usual.identity);
    CHECK(song.features == usual.features);
    CHECK(song.embedding != usual.embedding);
}

TEST_CASE("a song has the same identity and sound features whatever rate or recipe a bundle hears") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", test::glide(200, 2000, 70, 44'100), 44'100, 1);
    const auto usual = heard(folder / "a.flac");
    for (const auto& frontEnd : {features::FrontEnd{.rateHz = 16'000}, features::FrontEnd{.rateHz = 48'000},
                                 features::frontEndOf(features::Recipe::musicnn)}) {
        INFO(features::describe(frontEnd));
        const Analyzer other(std::make_shared<BandEmbedder>(frontEnd));
        const auto outcome = other.analyse(folder / "a.flac");
        REQUIRE(outcome);
        const auto& song = std::get<SongAnalysis>(*outcome);
        CHECK(song.identity == usual.identity);
        CHECK(song.features == usual.features);
        CHECK(song.previewStart < std::chrono::seconds{41});
        CHECK(song.embedding != usual.embedding);
    }
}

TEST_CASE("sound features that are not asked for are not measured") {
    const test::TemporaryFolder folder;
    audio::writeAudio(folder / "a.wav", test::tone(440, 3, 22'050), 22'050, 1);
    const auto outcome = analyzer().analyse(folder / "a.wav", {}, SoundFeaturesWanted::no);
    REQUIRE(outcome);
    CHECK_FALSE(std::get<SongAnalysis>(*outcome).features);
    CHECK(std::get<SongAnalysis>(*outcome).identity == heard(folder / "a.wav").identity);
}
