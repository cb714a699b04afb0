// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation.h"

#include "engine/inference/pooling.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <vector>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

// Hears the genre whose stretch of bands is the loudest, except that it takes the last genre for the first.
class LoudestStretch final : public inference::Embedder {
public:
    explicit LoudestStretch(const training::Dataset& dataset) {
        m_spec.labels = dataset.labels();
        m_spec.embeddingSize = dataset.labels().size();
    }
    [[nodiscard]] const inference::ModelSpec& spec() const override { return m_spec; }
    [[nodiscard]] features::FrontEnd& frontEnd() { return m_spec.frontEnd; }
    [[nodiscard]] inference::SongResult embedSong(std::span<const float> patches) const override {
        return inference::poolExcerpts(embed(patches));
    }

    [[nodiscard]] std::vector<inference::PatchResult> embed(std::span<const float> patches) const override {
        const std::size_t size = m_spec.frontEnd.patchSize();
        const std::size_t genres = m_spec.labels.size();
        std::vector<inference::PatchResult> results;
        for (; !patches.empty(); patches = patches.subspan(size)) {
            std::vector<float> levels(genres, 0.0F);
            for (std::size_t i = 0; i < size; ++i)
                levels[i * genres / size] += patches[i] + 80.0F;
            const auto loudest = static_cast<std::size_t>(std::max_element(levels.begin(), levels.end()) - levels.begin());
            inference::PatchResult result{.embedding = std::vector<float>(genres, 0.0F),
                                          .probabilities = std::vector<float>(genres, 0.0F)};
            result.embedding[loudest] = 1.0F;
            result.probabilities[loudest == genres - 1 ? 0 : loudest] = 1.0F;
            results.push_back(std::move(result));
        }
        return results;
    }

private:
    inference::ModelSpec m_spec;
};

} // namespace

TEST_CASE("accuracy and confusion matrix count what was heard") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 12, 4);
    const auto dataset = training::Dataset::load(folder.path());
    const auto report = training::evaluate(LoudestStretch(dataset), dataset, dataset.rows(training::RowChoice::all));
    CHECK(report.rows == 12);
    CHECK(report.accuracy == Approx(0.75));
    // F1 by hand: the first genre is heard six times, three of them rightly (2/3), the last one never (0), the others 1.
    CHECK(report.macroF1 == Approx((2.0 / 3.0 + 1.0 + 1.0 + 0.0) / 4.0));
    CHECK(report.confusion == std::vector<std::vector<std::size_t>>{{3, 0, 0, 0}, {0, 3, 0, 0}, {0, 0, 3, 0}, {3, 0, 0, 0}});
    // Each row finds its two fellows first, then eight others of ten: 2 of 10.
    CHECK(report.precisionAt10 == Approx(0.2));
    CHECK(report.ranking.precisionAt1 == Approx(1.0));
    CHECK_FALSE(report.ranking.artistMap); // everyone made one song
}

TEST_CASE("a report can be read by people and by programs") {
    const training::EvaluationReport report{.labels = {"Folk", "International"},
                                            .rows = 8,
                                            .accuracy = 0.625,
                                            .precisionAt10 = 0.25,
                                            .confusion = {{4, 1}, {2, 1}},
                                            .macroF1 = 0.5,
                                            .ranking = {.precisionAt1 = 0.375, .hubSkew = 1.25}};
    const auto text = training::formatReport(report);
    CHECK_THAT(text, Contains("62.5 %") && Contains("25.0 %") && Contains("International      2      1"));
    CHECK_THAT(text, Contains("37.5 %") && Contains("hubness          1.250") && Contains("artist MAP       -"));
    const auto json = nlohmann::json::parse(training::reportJson(report));
    CHECK(json["rows"] == 8);
    CHECK(json["accuracy"] == 0.625);
    CHECK(json["macro_f1"] == 0.5);
    CHECK(json["precision_at_1"] == 0.375);
    CHECK(json["precision_at_10"] == 0.25);
    CHECK(json["hub_skew"] == 1.25);
    CHECK(json["artist_map"].is_null());
    CHECK(json["labels"][1] == "International");
    CHECK(json["confusion_matrix"][1][0] == 2);
}

TEST_CASE("a network of other genres or no rows cannot be evaluated") {
    const test::TemporaryFolder three;
    const test::TemporaryFolder four;
    test::writeSmallDataset(three.path(), 4, 3);
    test::writeSmallDataset(four.path(), 4, 4);
    const auto dataset = training::Dataset::load(three.path());
    const auto other = training::Dataset::load(four.path());
    const auto rows = dataset.rows(training::RowChoice::all);
    CHECK_THROWS_WITH(training::evaluate(LoudestStretch(other), dataset, rows), Contains("other genres"));
    CHECK_THROWS_WITH(training::evaluate(LoudestStretch(dataset), dataset, {}), Contains("no row"));
}

TEST_CASE("a network is not fed with patches that were made another way") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 4, 2);
    const auto dataset = training::Dataset::load(folder.path());
    LoudestStretch embedder(dataset);
    embedder.frontEnd().columnStride = 1;
    CHECK_THROWS_WITH(training::evaluate(embedder, dataset, dataset.rows(training::RowChoice::all)), Contains("made another way"));
    embedder.frontEnd() = dataset.frontEnd();
    embedder.frontEnd().excerptsPerSong = 7; // how many there are of them is no difference
    CHECK_NOTHROW(training::evaluate(embedder, dataset, dataset.rows(training::RowChoice::all)));
}

TEST_CASE("an evaluation that is stopped says nothing") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 4, 2);
    const auto dataset = training::Dataset::load(folder.path());
    std::stop_source stop;
    stop.request_stop();
    const auto rows = dataset.rows(training::RowChoice::all);
    CHECK_FALSE(training::evaluate(LoudestStretch(dataset), dataset, rows, stop.get_token()));
}
