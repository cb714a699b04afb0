// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/statistics_methods.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/clouds.h"
#include "tests/training/fma_files.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <set>

using namespace segue;
using Catch::Matchers::Contains;
using training::MethodOutput;

namespace {

std::vector<std::size_t> genresOf(const training::Dataset& dataset, const std::vector<std::size_t>& rows) {
    std::vector<std::size_t> genres;
    for (const std::size_t row : rows)
        genres.push_back(dataset.genre(row));
    return genres;
}

/// Mean over the genres of the harmonic mean of precision and recall.
double macroF1(const std::vector<float>& probabilities, const std::vector<std::size_t>& labels) {
    const std::size_t classes = probabilities.size() / labels.size();
    std::vector<double> right(classes), heard(classes), there(classes);
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const auto first = probabilities.begin() + static_cast<std::ptrdiff_t>(row * classes);
        const auto best = static_cast<std::size_t>(std::max_element(first, first + static_cast<std::ptrdiff_t>(classes)) - first);
        ++heard[best];
        ++there[labels[row]];
        right[best] += best == labels[row] ? 1.0 : 0.0;
    }
    double sum = 0.0;
    for (std::size_t label = 0; label < classes; ++label)
        sum += heard[label] + there[label] > 0.0 ? 2.0 * right[label] / (heard[label] + there[label]) : 0.0;
    return sum / static_cast<double>(classes);
}

/// MFCCs in which a genre's own coefficient is higher, for the rows of a small data set; a few are no numbers.
void writeMfccs(const std::filesystem::path& file, const training::Dataset& dataset) {
    std::mt19937 random(11);
    std::normal_distribution<float> noise(0.0F, 1.0F);
    std::vector<float> values;
    for (std::size_t row = 0; row < dataset.size(); ++row)
        for (std::size_t coefficient = 0; coefficient < 20; ++coefficient)
            for (std::size_t frame = 0; frame < 12; ++frame)
                values.push_back(random() % 1000 == 0 ? std::nanf("")
                                                      : noise(random) + (coefficient == dataset.genre(row) ? 2.0F : 0.0F));
    features::writeNpy(file, values, {dataset.size(), 20, 12});
}

/// A folder with 90 songs of three genres, by 90 artists unless told otherwise.
training::Dataset smallDataset(const test::TemporaryFolder& folder, bool oneArtist = false) {
    test::writeSmallDataset(folder.path(), 90, 3);
    if (oneArtist) {
        std::string tracks = "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n";
        for (std::size_t row = 0; row < 90; ++row)
            tracks += std::to_string(row) + "\t" + std::to_string(row) + "\tGenre " + std::to_string(row % 3) + "\t7\tA\tT\n";
        test::writeBytes(folder / "tracks.tsv", tracks);
    }
    auto dataset = training::Dataset::load(folder.path());
    writeMfccs(folder / "mfcc20_f16.npy", dataset);
    return dataset;
}

std::vector<std::size_t> rowsFrom(std::size_t begin, std::size_t end) {
    std::vector<std::size_t> rows;
    for (std::size_t row = begin; row < end; ++row)
        rows.push_back(row);
    return rows;
}

/// What every output must be: shares that sum to 1, embeddings of unit length, finite, of so many rows.
void checkForm(const MethodOutput& output, std::size_t rows, std::size_t classes) {
    INFO(output.name);
    CHECK_FALSE(output.group.empty());
    CHECK(output.inferenceSecondsPerSong.has_value());
    CHECK((output.probabilities.empty() || output.probabilities.size() == rows * classes));
    CHECK(output.trainingSeconds.has_value() == !output.probabilities.empty());
    for (std::size_t row = 0; row * classes < output.probabilities.size(); ++row) {
        double sum = 0.0;
        for (std::size_t label = 0; label < classes; ++label)
            sum += static_cast<double>(output.probabilities[row * classes + label]);
        REQUIRE(sum == Approx(1.0).margin(1e-4));
    }
    const std::size_t size = output.embeddings.size() / rows;
    REQUIRE(size * rows == output.embeddings.size());
    for (std::size_t row = 0; row < rows && size > 0; ++row) {
        double squares = 0.0;
        for (std::size_t i = 0; i < size; ++i)
            squares += std::pow(static_cast<double>(output.embeddings[row * size + i]), 2);
        REQUIRE(squares == Approx(1.0).margin(1e-4));
    }
}

std::vector<std::size_t> testGenres(const training::FmaStatistics& statistics) {
    std::vector<std::size_t> genres;
    for (const std::size_t row : statistics.test)
        genres.push_back(statistics.genres[row]);
    return genres;
}

} // namespace

TEST_CASE("every method learns genres that the archive's tables tell, on every feature set") {
    const test::TemporaryFolder folder;
    test::writeFmaTables(folder.path(), test::FmaGenres::heard);
    const auto statistics = training::readFmaStatistics(folder.path());
    REQUIRE(statistics.test.size() == 60);
    std::vector<std::string> announced;
    training::StatisticsRun run;
    run.onMethod = [&](const std::string& name) { announced.push_back(name); };
    const auto outputs = training::tableMethods(statistics, run);
    REQUIRE(outputs.size() == 4 * 4 + 1);
    std::vector<std::string> names;
    for (const auto& output : outputs) {
        checkForm(output, 60, 3);
        names.push_back(output.name);
        INFO(output.name);
        CHECK((output.probabilities.empty() || test::accuracy(output.probabilities, testGenres(statistics)) > 0.8));
    }
    CHECK(names == announced);
    CHECK(std::set(names.begin(), names.end()).size() == names.size());
    CHECK(names[0] == "mfcc (140), cosine");
    CHECK(names[9] == "mfcc/contrast/chroma/centroid/zcr (287), logistic regression");
    CHECK(names.back() == "all (518), the study's 1-D CNN");
    CHECK(outputs.back().parameters == 91'180 - 13 * 101); // three classes instead of sixteen
    CHECK(outputs.back().embeddings.size() == 60 * 100);
}

TEST_CASE("of shuffled genres no method hears more than chance") {
    const test::TemporaryFolder folder;
    test::writeFmaTables(folder.path(), test::FmaGenres::shuffled);
    const auto statistics = training::readFmaStatistics(folder.path());
    const auto genres = testGenres(statistics);
    double sum = 0.0;
    double methods = 0.0;
    for (const auto& output : training::tableMethods(statistics)) {
        if (output.probabilities.empty())
            continue;
        INFO(output.name);
        const double accuracy = test::accuracy(output.probabilities, genres);
        CHECK(accuracy < 0.54);
        sum += accuracy;
        ++methods;
    }
    CHECK(methods == 13);
    CHECK(sum / methods == Approx(1.0 / 3.0).margin(0.12));
}

TEST_CASE("method 1 learns from a data set's MFCCs, with what is chosen within the training rows") {
    const test::TemporaryFolder folder;
    const bool oneArtist = GENERATE(false, true);
    const auto dataset = smallDataset(folder, oneArtist);
    const auto asked = rowsFrom(60, 90);
    const auto outputs = training::mfccMethods(dataset, folder.path(), rowsFrom(0, 60), asked);
    REQUIRE(outputs.size() == 4);
    for (const auto& output : outputs) {
        checkForm(output, 30, 3);
        INFO(output.name);
        CHECK((output.probabilities.empty() || test::accuracy(output.probabilities, genresOf(dataset, asked)) > 0.8));
    }
    CHECK(outputs[0].probabilities.empty());
    CHECK(outputs[0].embeddings.size() == 30 * 140);
    CHECK(outputs[1].parameters == 141 * 3);
    CHECK(outputs[1].embeddings.empty());
    CHECK(outputs[3].embeddings.size() == 30 * 50);
}

TEST_CASE("few rows, a class without one and a single row a class end in defined answers") {
    const test::TemporaryFolder folder;
    const auto dataset = smallDataset(folder);
    const auto learned =
        GENERATE(std::vector<std::size_t>{0}, std::vector<std::size_t>{0, 1}, std::vector<std::size_t>{0, 3, 6, 9, 12, 15, 18, 1});
    for (const auto& output : training::mfccMethods(dataset, folder.path(), learned, rowsFrom(60, 90))) {
        if (learned.size() > 1 && !output.probabilities.empty())
            checkForm(output, 30, 3);
        for (std::size_t row = 0; row * 3 < output.probabilities.size(); ++row)
            REQUIRE(output.probabilities[row * 3 + 2] == 0.0F); // no row to learn from
        CHECK(std::ranges::all_of(output.embeddings, [](float value) { return std::isfinite(value); }));
    }
}

TEST_CASE("what method 1 cannot be measured on is named") {
    const test::TemporaryFolder folder;
    const auto dataset = smallDataset(folder);
    const auto rows = rowsFrom(0, 3);
    CHECK_THROWS_WITH(training::mfccMethods(dataset, folder.path(), {}, rows), Contains("no row to train on"));
    CHECK_THROWS_WITH(training::mfccMethods(dataset, folder.path(), rows, {}), Contains("no row to evaluate"));
    CHECK_THROWS_WITH(training::mfccMethods(dataset, folder.path(), rows, rowsFrom(90, 91)), Contains("Row 90"));
    features::writeNpy(folder / "mfcc20_f16.npy", std::vector<float>(20), {1, 20, 1});
    CHECK_THROWS_WITH(training::mfccMethods(dataset, folder.path(), rows, rows), Contains("90 rows"));
    std::filesystem::remove(folder / "mfcc20_f16.npy");
    CHECK_THROWS_WITH(training::mfccMethods(dataset, folder.path(), rows, rows), Contains("mfcc20_f16.npy"));
    training::FmaStatistics nothing;
    CHECK_THROWS_WITH(training::tableMethods(nothing), Contains("no row to train on"));
}

TEST_CASE("a stop keeps what is finished and no more") {
    const test::TemporaryFolder folder;
    const auto dataset = smallDataset(folder);
    std::stop_source source;
    training::StatisticsRun run{.stop = source.get_token()};
    run.onMethod = [&](const std::string& name) {
        if (name.ends_with("support vectors"))
            source.request_stop();
    };
    const auto outputs = training::mfccMethods(dataset, folder.path(), rowsFrom(0, 60), rowsFrom(60, 90), run);
    REQUIRE(outputs.size() == 2);
    CHECK(outputs[1].name == "mfcc (140), logistic regression");
    CHECK(training::mfccMethods(dataset, folder.path(), rowsFrom(0, 60), rowsFrom(60, 90), run).empty());
}

TEST_CASE("the same seed gives the same answers") {
    const test::TemporaryFolder folder;
    const auto dataset = smallDataset(folder);
    const auto once = training::mfccMethods(dataset, folder.path(), rowsFrom(0, 60), rowsFrom(60, 90));
    const auto again = training::mfccMethods(dataset, folder.path(), rowsFrom(0, 60), rowsFrom(60, 90));
    for (std::size_t i = 0; i < once.size(); ++i) {
        CHECK(once[i].probabilities == again[i].probabilities);
        CHECK(once[i].embeddings == again[i].embeddings);
    }
}

TEST_CASE("MFCCs of real clips tell genres far better than chance, by artists never heard") {
    const auto shared = test::sharedFolder();
    if (!shared) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    const auto folder = *shared / "data" / "fma_small";
    const auto dataset = training::Dataset::load(folder);
    std::vector<std::size_t> learned;
    for (const std::size_t row : dataset.rows(training::RowChoice::training))
        if (row % 5 == 0) // a fifth is enough to see it
            learned.push_back(row);
    const auto asked = dataset.rows(training::RowChoice::validation);
    for (const auto& output : training::mfccMethods(dataset, folder, learned, asked)) {
        INFO(output.name);
        CHECK((output.probabilities.empty() || test::accuracy(output.probabilities, genresOf(dataset, asked)) > 0.30));
    }
}

TEST_CASE("measure: method 1 on the MFCCs of real clips, by artist and by clip", "[.measure]") {
    const auto shared = test::sharedFolder();
    REQUIRE(shared);
    const auto folder = *shared / "data" / "fma_small";
    const auto dataset = training::Dataset::load(folder);
    for (const auto split : {training::Split::artists, training::Split::clips}) {
        const auto learned = dataset.rows(training::RowChoice::training, split);
        const auto asked = dataset.rows(training::RowChoice::validation, split);
        std::printf("%s: %zu rows to learn from, %zu asked\n", split == training::Split::artists ? "by artist" : "by clip",
                    learned.size(), asked.size());
        const auto labels = genresOf(dataset, asked);
        for (const auto& output : training::mfccMethods(dataset, folder, learned, asked)) {
            if (output.probabilities.empty())
                continue;
            std::printf("  %-34s accuracy %.3f  macro-F1 %.3f  %8zu parameters  trained %5.1f s  %.3f ms a song  (%s)\n",
                        output.name.c_str(), test::accuracy(output.probabilities, labels), macroF1(output.probabilities, labels),
                        output.parameters, output.trainingSeconds.value_or(0.0),
                        output.inferenceSecondsPerSong.value_or(0.0) * 1000.0, output.note.c_str());
        }
    }
}
