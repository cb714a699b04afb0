// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation.h"

#include "engine/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <vector>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

// Unit vectors in the plane, by their angle in degrees.
std::vector<float> at(const std::vector<double>& degrees) {
    std::vector<float> embeddings;
    for (const double angle : degrees) {
        embeddings.push_back(static_cast<float>(std::cos(angle * 3.14159265358979 / 180.0)));
        embeddings.push_back(static_cast<float>(std::sin(angle * 3.14159265358979 / 180.0)));
    }
    return embeddings;
}

double precision(std::size_t k, const std::vector<double>& degrees, const std::vector<std::size_t>& genres,
                 const std::vector<std::int64_t>& artists) {
    const auto embeddings = at(degrees);
    return training::precisionAt(k, {.embeddings = embeddings, .genres = genres, .artists = artists});
}

// Hears the genre whose stretch of bands is the loudest, except that it takes the last genre for the first.
class LoudestStretch final : public inference::Embedder {
public:
    explicit LoudestStretch(const training::Dataset& dataset) {
        m_spec.labels = dataset.labels();
        m_spec.embeddingSize = dataset.labels().size();
    }
    [[nodiscard]] const inference::ModelSpec& spec() const override { return m_spec; }
    [[nodiscard]] std::vector<inference::PatchResult> embed(std::span<const float> patches) const override {
        const std::size_t size = m_spec.frontEnd.patchSize();
        const std::size_t genres = m_spec.labels.size();
        std::vector<inference::PatchResult> results;
        for (; !patches.empty(); patches = patches.subspan(size)) {
            std::vector<float> levels(genres, 0.0F);
            for (std::size_t i = 0; i < size; ++i)
                levels[i * genres / size] += patches[i] + 80.0F;
            const auto loudest =
                static_cast<std::size_t>(std::max_element(levels.begin(), levels.end()) - levels.begin());
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

TEST_CASE("neighbours by the same artist do not count") {
    // Row 1 is nearest to row 0 and of its genre, but by the same artist: what counts is row 2, of another genre.
    const std::vector<double> degrees{0, 1, 5, 20};
    const std::vector<std::size_t> genres{0, 0, 1, 0};
    CHECK(precision(1, degrees, genres, {1, 1, 2, 3}) == 0.0);
    CHECK(precision(1, degrees, genres, {1, 4, 2, 3}) == Approx(0.5)); // rows 0 and 1 find each other
}

TEST_CASE("precision at k is the mean share over the k nearest") {
    // By hand, k = 2: row 0 sees 2, 3 (1/2); row 1 sees 2, 3 (1/2); row 2 sees 1, 0 (0); row 3 sees 2, 1 (1/2).
    CHECK(precision(2, {0, 1, 5, 20}, {0, 0, 1, 0}, {1, 1, 2, 3}) == Approx(0.375));
}

TEST_CASE("where fewer than k rows are by others, all of them count") {
    CHECK(precision(10, {0, 10, 20}, {0, 0, 1}, {1, 2, 3}) == Approx((0.5 + 0.5 + 0.0) / 3));
}

TEST_CASE("rows without any neighbour by another artist are left out") {
    CHECK(precision(10, {0, 10}, {0, 0}, {1, 1}) == 0.0);
    CHECK(precision(10, {}, {}, {}) == 0.0);
}

TEST_CASE("equal distances keep the order of the rows") {
    CHECK(precision(1, {0, 90, 90, 90}, {0, 0, 1, 1}, {1, 2, 2, 2}) ==
          Approx(0.5)); // row 0 sees row 1; row 1 sees row 0
}

TEST_CASE("lengths that disagree are refused") {
    const std::vector<std::size_t> genres{0, 1};
    const std::vector<std::int64_t> artists{1};
    CHECK_THROWS_AS(training::precisionAt(1, {.embeddings = {}, .genres = genres, .artists = artists}), Error);
}

TEST_CASE("accuracy and confusion matrix count what was heard") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 12, 4);
    const auto dataset = training::Dataset::load(folder.path());
    const auto report = training::evaluate(LoudestStretch(dataset), dataset, dataset.rows(training::RowChoice::all));
    CHECK(report.rows == 12);
    CHECK(report.accuracy == Approx(0.75));
    CHECK(report.confusion ==
          std::vector<std::vector<std::size_t>>{{3, 0, 0, 0}, {0, 3, 0, 0}, {0, 0, 3, 0}, {3, 0, 0, 0}});
    // Each row finds its two fellows first, then eight others of ten: 2 of 10.
    CHECK(report.precisionAt10 == Approx(0.2));
}

TEST_CASE("a report can be read by people and by programs") {
    const training::EvaluationReport report{.labels = {"Folk", "International"},
                                            .rows = 8,
                                            .accuracy = 0.625,
                                            .precisionAt10 = 0.25,
                                            .confusion = {{4, 1}, {2, 1}}};
    const auto text = training::formatReport(report);
    CHECK_THAT(text, Contains("62.5 %") && Contains("25.0 %") && Contains("International      2      1"));
    const auto json = nlohmann::json::parse(training::reportJson(report));
    CHECK(json["rows"] == 8);
    CHECK(json["accuracy"] == 0.625);
    CHECK(json["precision_at_10"] == 0.25);
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
