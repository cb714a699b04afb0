// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison_run.h"

#include "engine/training/bundle_method.h"
#include "engine/training/statistics_methods.h"
#include "engine/training/teacher_method.h"
#include "engine/words/error.h"

#include <array>
#include <exception>
#include <system_error>
#include <utility>

namespace segue::training {
namespace {

constexpr std::array kBlendWeights{0.0F, 0.1F, 0.2F, 0.3F, 0.5F, 0.7F, 1.0F, 1.5F};
constexpr std::size_t kRowsBetweenReports = 100;

double megabytesOf(const inference::ModelBundle& bundle) {
    std::error_code code;
    double bytes = 0.0;
    for (const auto& entry : std::filesystem::directory_iterator(bundle.folder, code))
        if (entry.is_regular_file(code))
            bytes += static_cast<double>(entry.file_size(code));
    return bytes / 1e6;
}

/// Fills one section, row by row.
class SectionMaker final {
public:
    SectionMaker(const ComparisonRun& run, ComparisonSection& section, Truth truth)
        : m_run(run)
        , m_section(section)
        , m_truth(std::move(truth)) {
        m_section.labels = m_truth.labels;
        m_section.rows = m_truth.genres.size();
    }

    void say(const std::string& text) const {
        if (m_run.onProgress)
            m_run.onProgress(m_section.heading + ": " + text);
    }

    /// @return the line that was added
    MethodFigures& add(const MethodOutput& method) {
        try {
            m_section.methods.push_back(measureMethod(method, m_truth));
        } catch (const Error& error) {
            addFailure(method.name, method.group, error);
        }
        return m_section.methods.back();
    }

    void addFailure(const std::string& name, const std::string& group, const std::exception& error) {
        m_section.methods.push_back({.name = name, .group = group, .failure = m_run.worded(messageOf(error))});
    }

    /// @return what the bundle said, if it could.
    std::optional<MethodOutput> addBundle(const inference::ModelBundle& bundle, std::span<const std::size_t> rows) {
        const std::string name = bundle.spec.id();
        say(name);
        const auto onRow = [&](std::size_t done) {
            if (done % kRowsBetweenReports == 0)
                say(name + ", song " + std::to_string(done) + " of " + std::to_string(rows.size()));
        };
        try {
            auto output = bundleMethod(bundle, m_run.dataset, rows, m_run.stop, onRow);
            if (output)
                add(*output).megabytes = megabytesOf(bundle);
            return output;
        } catch (const std::exception& error) { // of one row's job: a broken bundle may throw whatever it likes
            addFailure(name, kNetworks, error);
            return std::nullopt;
        }
    }

    void addTeacher(std::span<const std::size_t> trainingRows, std::span<const std::size_t> rows) {
        if (m_run.dataset.teacherSize() == 0)
            return;
        say("teacher");
        try {
            add(teacherMethod(m_run.dataset, trainingRows, rows, m_run.stop));
        } catch (const Error& error) {
            addFailure(kTeacherName, "Teacher", error);
        }
    }

private:
    const ComparisonRun& m_run;
    ComparisonSection& m_section;
    Truth m_truth;
};

Truth truthOf(const Dataset& dataset, std::span<const std::size_t> rows) {
    Truth truth{.labels = dataset.labels()};
    for (const std::size_t row : rows) {
        truth.genres.push_back(dataset.genre(row));
        truth.artists.push_back(dataset.artist(row));
    }
    return truth;
}

StatisticsRun statisticsRun(const ComparisonRun& run) { return {.stop = run.stop, .onMethod = run.onProgress}; }

void addMfccMethods(const ComparisonRun& run, SectionMaker& maker, std::span<const std::size_t> trainingRows,
                    std::span<const std::size_t> rows) {
    std::error_code code;
    if (!run.statistics || !std::filesystem::exists(run.folder / "mfcc20_f16.npy", code))
        return;
    try {
        for (const MethodOutput& method : mfccMethods(run.dataset, run.folder, trainingRows, rows, statisticsRun(run)))
            maker.add(method);
    } catch (const Error& error) {
        maker.addFailure("mfcc (140)", "Method 1: statistics", error);
    }
}

void addTableSection(const ComparisonRun& run, Comparison& comparison) {
    if (run.features.empty())
        return;
    ComparisonSection section{.heading = "Method 1 on features.csv",
                              .text = "All feature sets and the study's 1-D network on the Free Music Archive's own "
                                      "statistics, trained and tested on its own split."};
    try {
        const FmaStatistics statistics = readFmaStatistics(run.features);
        Truth truth{.labels = statistics.labels};
        for (const std::size_t row : statistics.test) {
            truth.genres.push_back(statistics.genres[row]);
            truth.artists.push_back(statistics.artists[row]);
        }
        section.trainingRows = statistics.training.size();
        SectionMaker maker(run, section, std::move(truth));
        for (const MethodOutput& method : tableMethods(statistics, statisticsRun(run)))
            maker.add(method);
    } catch (const Error& error) {
        section.methods.push_back(
            {.name = "features.csv", .group = "Method 1: statistics", .failure = run.worded(error.message())});
    }
    comparison.sections.push_back(std::move(section));
}

// For bundles that were trained on the artists of their validation clips: measures them on exactly those clips.
void addLeakySection(const ComparisonRun& run, const std::vector<inference::ModelBundle>& bundles, Comparison& comparison) {
    const auto rows = run.dataset.rows(RowChoice::validation, Split::clips);
    if (rows.empty() || (bundles.empty() && run.dataset.teacherSize() == 0))
        return;
    const auto trainingRows = run.dataset.rows(RowChoice::training, Split::clips);
    ComparisonSection section{
        .heading = "The leaky split: random by clip",
        .text = "**Not comparable with the table above.** Here only clips separate training from validation, as in the "
                "study: an artist's other songs were trained on, so a method scores by recognising who plays, which "
                "nobody needs for songs it has never heard.",
        .trainingRows = trainingRows.size()};
    SectionMaker maker(run, section, truthOf(run.dataset, rows));
    for (const auto& bundle : bundles)
        (void)maker.addBundle(bundle, rows);
    maker.addTeacher(trainingRows, rows);
    comparison.sections.push_back(std::move(section));
}

std::vector<BlendFigures> blendsOf(const MethodOutput& method, const Truth& truth) {
    std::vector<BlendFigures> blends;
    const Neighbourhood rows{
        .embeddings = method.embeddings, .genres = truth.genres, .artists = truth.artists, .probabilities = method.probabilities};
    for (const float weight : kBlendWeights)
        blends.push_back({.weight = weight, .figures = measureRanking(rows, Ranking::blend, weight)});
    return blends;
}

} // namespace

std::optional<ComparisonResult> compareMethods(const ComparisonRun& run) {
    const auto rows = run.dataset.rows(RowChoice::validation);
    const auto trainingRows = run.dataset.rows(RowChoice::training);
    if (rows.empty())
        throw Error(ErrorKind::usage, "This data set has no song for validation, so there is nothing to compare on.");
    ComparisonResult result;
    result.truth = truthOf(run.dataset, rows);
    result.comparison.teacher = kTeacherName;
    ComparisonSection main{.heading = "Artists never heard in training", .text = "", .trainingRows = trainingRows.size()};
    SectionMaker maker(run, main, result.truth);
    std::vector<inference::ModelBundle> leaky;
    addMfccMethods(run, maker, trainingRows, rows);
    for (const auto& folder : run.bundles) {
        if (run.stop.stop_requested())
            return std::nullopt;
        try {
            const auto bundle = inference::readBundle(folder);
            if (bundle.spec.split == "clips") {
                leaky.push_back(bundle);
                continue;
            }
            auto output = maker.addBundle(bundle, rows);
            if (folder == run.bundles.front() && output)
                result.listening = std::move(*output);
        } catch (const Error& error) {
            maker.addFailure(folder.filename().string(), kNetworks, error);
        }
    }
    maker.addTeacher(trainingRows, rows);
    result.comparison.listensWith = result.listening.name;
    result.comparison.sections.push_back(std::move(main));
    addLeakySection(run, leaky, result.comparison);
    addTableSection(run, result.comparison);
    if (findMethod(result.comparison.sections.front(), result.listening.name) != nullptr)
        result.blends = blendsOf(result.listening, result.truth);
    else
        result.listening = {};
    return run.stop.stop_requested() ? std::nullopt : std::optional(std::move(result));
}

} // namespace segue::training
