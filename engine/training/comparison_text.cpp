// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison_text.h"

#include "engine/training/comparison_tables.h"
#include "engine/training/verdict.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace segue::training {
namespace {

std::string songs(const ComparisonSection& section) {
    return std::to_string(section.rows) + " songs, " + std::to_string(section.trainingRows) + " trained on, " +
           std::to_string(section.labels.size()) + " genres";
}

void writeBlock(std::ostream& text, const std::string& heading, const std::string& block) {
    if (!block.empty())
        text << heading << "\n\n" << block << "\n";
}

// Says how far figures of this few songs can be trusted.
void writeCertainty(std::ostream& text, const ComparisonSection& section) {
    const double share = std::sqrt(0.25 / static_cast<double>(section.rows));
    text << "With " << section.rows << " songs an accuracy near one half has a standard error of " << figureText(share)
         << ": smaller differences between methods may be chance. Lists of the same network are compared song by song, "
            "which is finer.\n\n";
}

void writeVerdict(std::ostream& text, const ComparisonResult& result) {
    const auto verdict = judge(result.comparison.sections.front());
    if (!verdict)
        return;
    const MethodFigures& network = *verdict->network;
    text << "**" << network.name << "** makes the best lists of the networks Segue can listen with: the geometric mean of "
         << "precision at 10 (" << figureText(network.whole->precisionAt10) << ") and artist MAP ("
         << figureText(network.whole->artistMap) << "), by cosine alone, is the highest (" << figureText(scoreOf(*network.whole))
         << "). ";
    if (!result.comparison.listensWith.empty())
        text << (result.comparison.listensWith == network.name ? "It is what Segue listens with."
                                                               : "Segue listens with " + result.comparison.listensWith + " now.");
    text << "\n\nIts best lists, by the same measure: **" << nameOf(verdict->ranking) << "** (" << figureText(verdict->score)
         << ").";
    for (const Ranking ranking : {Ranking::twoStep, Ranking::blend}) {
        const auto& figures = figuresOf(network, ranking);
        const auto score = figures ? scoreOf(*figures) : std::nullopt;
        const auto difference = score ? compareLists(*network.whole, *figures) : std::nullopt;
        if (!difference)
            continue;
        text << " Against the whole library, " << nameOf(ranking) << " changes precision at 10 by "
             << (difference->mean < 0.0 ? "-" : "+") << figureText(std::abs(difference->mean)) << " (standard error "
             << figureText(difference->standardError) << "), artist MAP from " << figureText(network.whole->artistMap) << " to "
             << figureText(figures->artistMap) << ", and scores " << figureText(score) << ".";
    }
    text << "\n\n";
}

constexpr const char* kColumns =
    R"(- **parameters**: numbers learned from data, without those that only standardise (means, variances). Support
  vectors count with all their numbers.
- **accuracy**: share of songs whose most probable genre is the one their artist chose. **macro-F1**: the mean over the
  genres of the harmonic mean of precision and recall, so that rare genres count as much.
- **P@1, P@5, P@10**: of a song's nearest 1, 5, 10 songs *by other artists* (cosine), the share of its genre.
- **two-step** is the study's recommendation: first the songs heard as the same genre, nearest first, then the rest.
  **Blend** compares with all, but adds to the cosine of the embeddings )";

constexpr const char* kMoreColumns = R"( times the cosine of the genres' probabilities. Both
  need a method that classifies and measures distances.
- **artist MAP**: mean average precision of finding the other songs by the same artist among all songs, an ear for the
  very sound rather than the style.
- **hub skew**: skewness of how many songs' ten nearest a song is among (all artists); high means that a few songs are
  recommended everywhere. **never listed**: share of songs that are among nobody's ten nearest.
- **training**: wall clock, where it was recorded. **CPU a song**: processor time on one thread from the method's input
  (a mel patch of 30 s, or statistics) to its answer; decoding and spectra are not in it.

)";

constexpr const char* kHonesty =
    R"(Neither these songs nor any other song by their artists was heard in training. So the figures are lower than
those of the study that Segue grew out of (about 70 % for its 2-D CNN, 75 % for its CRNN): it cut songs into slices and
dealt the slices out at random, so that songs and artists were on both sides, and a network could answer by recognising
the recording. Where the genres are the artists' own choice, as in the Free Music Archive, they overlap too: on its
small set no method that is measured this way is known to reach 75 %.

)";

constexpr const char* kMethodOne =
    R"(Of method 1 only the MFCC statistics (140 numbers a clip) are measured for real: the Free Music Archive's full
`features.csv` (518 statistics) is not at hand. With `--features FOLDER` (its `features.csv` and `tracks.csv`) the same
command measures every feature set and the study's 1-D network too.

)";

void writeMain(std::ostream& text, const ComparisonResult& result) {
    const ComparisonSection& section = result.comparison.sections.front();
    text << "## " << section.heading << "\n\n" << songs(section) << ".\n\n" << kHonesty;
    const auto isStatistics = [](const MethodFigures& method) { return method.group.starts_with("Method 1"); };
    if (std::ranges::none_of(section.methods, isStatistics))
        text << "Method 1 (statistics of features) was left out.\n\n";
    else if (result.comparison.sections.back().heading.find("features.csv") == std::string::npos)
        text << kMethodOne;
    text << methodTable(section) << "\n" << methodNotes(section) << "\n";
    writeBlock(text,
               "Figures over the teacher's (accuracy over its logistic regression's, the rest over its cosine's), "
               "which hold on any split:",
               ratioTable(result.comparison));
    text << "### The columns\n\n" << kColumns << kBlendWeight << kMoreColumns;
}

nlohmann::json orNull(const std::optional<double>& number) { return number ? nlohmann::json(*number) : nlohmann::json(); }

nlohmann::ordered_json jsonOf(const std::optional<RankingFigures>& figures) {
    if (!figures)
        return nullptr;
    return {{"precision_at_1", orNull(figures->precisionAt1)},
            {"precision_at_5", orNull(figures->precisionAt5)},
            {"precision_at_10", orNull(figures->precisionAt10)},
            {"artist_map", orNull(figures->artistMap)},
            {"hub_skew", orNull(figures->hubSkew)},
            {"never_listed", orNull(figures->neverListed)}};
}

nlohmann::ordered_json jsonOf(const MethodFigures& method) {
    nlohmann::ordered_json json = {{"name", method.name}, {"group", method.group}};
    if (!method.failure.empty()) {
        json["failure"] = method.failure;
        return json;
    }
    json["note"] = method.note;
    json["parameters"] = method.parameters;
    json["accuracy"] = method.genres ? nlohmann::json(method.genres->accuracy) : nlohmann::json();
    json["macro_f1"] = method.genres ? nlohmann::json(method.genres->macroF1) : nlohmann::json();
    json["confusion_matrix"] = method.genres ? nlohmann::json(method.genres->confusion) : nlohmann::json();
    json["whole"] = jsonOf(method.whole);
    json["two_step"] = jsonOf(method.twoStep);
    json["blend"] = jsonOf(method.blend);
    json["training_seconds"] = orNull(method.trainingSeconds);
    json["cpu_seconds_per_song"] = orNull(method.inferenceSecondsPerSong);
    json["bundle_megabytes"] = orNull(method.megabytes);
    return json;
}

} // namespace

std::string comparisonTables(const ComparisonResult& result) {
    std::ostringstream text;
    for (const ComparisonSection& section : result.comparison.sections) {
        text << section.heading << " (" << songs(section) << ")\n\n" << methodTable(section) << "\n";
        if (&section == &result.comparison.sections.front()) {
            writeBlock(text, "Over the teacher's", ratioTable(result.comparison));
            writeBlock(text, "Three ways to list", rankingTable(section));
        }
    }
    writeVerdict(text, result);
    return text.str();
}

std::string comparisonMarkdown(const ComparisonResult& result, const std::string& command,
                               const std::vector<ReportChart>& pictures) {
    const ComparisonSection& first = result.comparison.sections.front();
    std::ostringstream text;
    text << "# How well Segue's methods hear\n\nMade by `" << command << "`.\n\n## The winner\n\n";
    writeVerdict(text, result);
    writeCertainty(text, first);
    writeMain(text, result);
    writeBlock(text, "## Whom to compare with: three ways to list", rankingTable(first));
    writeBlock(text,
               "How much the genre's weight in a blend matters, for " + result.comparison.listensWith +
                   " (0 is the whole library; the one used was chosen by such a "
                   "table, on these same songs of fma_small):",
               blendTable(result));
    for (const ComparisonSection& section : result.comparison.sections)
        if (&section != &first)
            text << "## " << section.heading << "\n\n"
                 << songs(section) << ". " << section.text << "\n\n"
                 << methodTable(section) << "\n"
                 << methodNotes(section) << "\n";
    if (!pictures.empty())
        text << "## Pictures\n\n";
    for (const ReportChart& picture : pictures)
        text << picture.caption << "\n\n![" << picture.caption << "](" << picture.file << ")\n\n";
    return text.str();
}

std::string comparisonJson(const ComparisonResult& result) {
    nlohmann::ordered_json json = {
        {"teacher", result.comparison.teacher}, {"listens_with", result.comparison.listensWith}, {"blend_weight", kBlendWeight}};
    const auto verdict = judge(result.comparison.sections.front());
    json["verdict"] = nullptr;
    if (verdict)
        json["verdict"] = {{"network", verdict->network->name}, {"ranking", nameOf(verdict->ranking)}};
    json["sections"] = nlohmann::ordered_json::array();
    for (const ComparisonSection& section : result.comparison.sections) {
        nlohmann::ordered_json methods = nlohmann::ordered_json::array();
        for (const MethodFigures& method : section.methods)
            methods.push_back(jsonOf(method));
        json["sections"].push_back({{"heading", section.heading},
                                    {"training_rows", section.trainingRows},
                                    {"rows", section.rows},
                                    {"labels", section.labels},
                                    {"methods", methods}});
    }
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace segue::training
