// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/segue_trainer/reading.h"
#include "app/stop_on_signal.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/inference/whole_file.h"
#include "engine/training/bundle_method.h"
#include "engine/training/comparison_charts.h"
#include "engine/training/comparison_run.h"
#include "engine/training/comparison_text.h"
#include "engine/training/data_source.h"
#include "engine/training/evaluation.h"
#include "engine/training/taught_evaluation.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <iostream>
#include <system_error>
#include <unistd.h>

namespace segue::trainer {
namespace {

constexpr int kEvaluateStoppedStatus = 130;

/// Says what is being done: one line that changes on a terminal, else a line for each method.
class StepPrinter final {
public:
    void operator()(const std::string& step) {
        if (m_terminal)
            std::cerr << "\r\033[K" << step << std::flush;
        else if (step.find(", song ") == std::string::npos)
            std::cerr << step << "\n";
    }
    void end() const {
        if (m_terminal)
            std::cerr << "\r\033[K" << std::flush;
    }

private:
    bool m_terminal = isatty(STDERR_FILENO) == 1;
};

int stopped() {
    std::cerr << "Stopped.\n";
    return kEvaluateStoppedStatus;
}

// The front end that audio is turned into patches with, when there is any: that of the network Segue listens with.
features::FrontEnd usualFrontEnd(const std::filesystem::path& model) {
    try {
        return inference::readBundle(model).spec.frontEnd;
    } catch (const Error&) {
        return {}; // its row will say what is wrong with it
    }
}

// What Segue listens with first, then what lies beside it and what was asked for; each once.
std::vector<std::filesystem::path> bundlesFor(const EvaluateOptions& options) {
    std::vector<std::filesystem::path> bundles{options.model};
    std::vector<std::filesystem::path> folders{options.shippedBundles};
    folders.insert(folders.end(), options.bundles.begin(), options.bundles.end());
    std::error_code code;
    for (const auto& folder : folders) {
        auto inside = training::bundlesIn(folder);
        if (std::filesystem::exists(folder / "model.json", code))
            inside.push_back(folder);
        if (inside.empty() && folder != options.shippedBundles)
            throw Error(ErrorKind::usage, "There is no model bundle in " + folder.string() + ".");
        for (const auto& bundle : inside)
            if (std::ranges::none_of(bundles, [&](const auto& other) { return std::filesystem::equivalent(other, bundle, code); }))
                bundles.push_back(bundle);
    }
    return bundles;
}

// Anything that the report needs to be made again, wherever the data lies.
std::string commandOf(const EvaluateOptions& options) {
    std::string text = "segue-cli evaluate --all";
    if (!options.statistics)
        text += " --no-statistics";
    if (!options.features.empty())
        text += " --features " + options.features.filename().string();
    for (const auto& folder : options.bundles)
        text += " --bundles " + folder.filename().string();
    return text;
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code)
        throw Error(ErrorKind::io, "Cannot make the folder " + folder.string() + ": " + code.message() + ".");
}

} // namespace

int runEvaluate(const EvaluateOptions& options) {
    const app::StopOnSignal stop;
    const auto embedder = inference::loadTorchEmbedder(inference::readBundle(options.model));
    const auto data = loadData(options, embedder->spec().frontEnd, stop.token());
    if (!data)
        return stopped();
    const bool byClip = embedder->spec().split == "clips";
    const auto rows = data->dataset.rows(options.rows, byClip ? training::Split::clips : training::Split::artists);
    const auto report = training::evaluate(*embedder, data->dataset, rows, stop.token());
    if (!report)
        return stopped();
    std::cout << "model            " << embedder->spec().id() << "\n" << training::formatReport(*report) << std::flush;
    if (!options.taught.empty()) {
        const auto music = training::TaughtMusic::load(options.taught);
        std::cout << "\nmusic that teachers have heard\n"
                  << training::formatTaught(training::evaluateTaught(*embedder, music, music.rows(options.rows))) << std::flush;
    }
    if (options.rows != training::RowChoice::validation)
        std::cerr << "Most of these rows were trained on: the figures say how well the network remembers, not how well "
                     "it hears.\n";
    else if (byClip)
        std::cerr << "This network was trained on other songs by the same artists: the figures flatter it.\n";
    if (!options.json.empty())
        inference::writeWholeFile(options.json, training::reportJson(*report));
    return 0;
}

int runEvaluateAll(const EvaluateOptions& options) {
    const app::StopOnSignal stop;
    makeFolder(options.output);
    const auto bundles = bundlesFor(options);
    const auto data = loadData(options, usualFrontEnd(options.model), stop.token());
    if (!data)
        return stopped();
    StepPrinter printer;
    inference::tameTorch(1); // processor times are of one thread
    const auto result = training::compareMethods({.dataset = data->dataset,
                                                  .folder = options.dataset,
                                                  .bundles = bundles,
                                                  .statistics = options.statistics,
                                                  .features = options.features,
                                                  .stop = stop.token(),
                                                  .worded = words::english,
                                                  .onProgress = [&](const std::string& step) { printer(step); }});
    if (result)
        printer("pictures");
    const auto pictures =
        result ? training::drawCharts(*result, options.output, stop.token()) : std::vector<training::ReportChart>{};
    printer.end();
    if (!result || stop.token().stop_requested())
        return stopped();
    const auto report = options.output / "report.md";
    inference::writeWholeFile(report, training::comparisonMarkdown(*result, commandOf(options), pictures));
    if (!options.json.empty())
        inference::writeWholeFile(options.json, training::comparisonJson(*result));
    std::cout << training::comparisonTables(*result) << "The report is " << report.string() << ".\n" << std::flush;
    return 0;
}

} // namespace segue::trainer
