// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison_tables.h"

#include "engine/training/markdown_table.h"
#include "engine/training/verdict.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace segue::training {
namespace {

constexpr const char* kNothing = "–";

std::string number(const char* format, double value) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string grouped(std::size_t count) {
    if (count == 0)
        return kNothing;
    std::string text = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

using Figure = std::optional<double> RankingFigures::*;

std::optional<double> of(const std::optional<RankingFigures>& figures, Figure figure) {
    return figures ? (*figures).*figure : std::nullopt;
}

std::vector<std::string> rankingCells(const RankingFigures& figures) {
    return {figureText(figures.precisionAt1), figureText(figures.precisionAt5), figureText(figures.precisionAt10),
            figureText(figures.artistMap),    figureText(figures.hubSkew),      figureText(figures.neverListed)};
}

std::vector<std::string> cellsOf(const MethodFigures& method) {
    const auto genres = [&](double Classification::*figure) {
        return figureText(method.genres ? std::optional((*method.genres).*figure) : std::nullopt);
    };
    return {method.name,
            grouped(method.parameters),
            genres(&Classification::accuracy),
            genres(&Classification::macroF1),
            figureText(of(method.whole, &RankingFigures::precisionAt1)),
            figureText(of(method.whole, &RankingFigures::precisionAt5)),
            figureText(of(method.whole, &RankingFigures::precisionAt10)),
            figureText(of(method.twoStep, &RankingFigures::precisionAt10)),
            figureText(of(method.blend, &RankingFigures::precisionAt10)),
            figureText(of(method.whole, &RankingFigures::artistMap)),
            figureText(of(method.whole, &RankingFigures::hubSkew)),
            figureText(of(method.whole, &RankingFigures::neverListed)),
            durationText(method.trainingSeconds),
            durationText(method.inferenceSecondsPerSong)};
}

std::string ratioText(const std::optional<double>& figure, const std::optional<double>& teacher) {
    return figure && teacher && *teacher > 0.0 ? number("%.2f", *figure / *teacher) : kNothing;
}

std::optional<double> accuracyOf(const MethodFigures& method) {
    return method.genres ? std::optional(method.genres->accuracy) : std::nullopt;
}

} // namespace

std::string figureText(const std::optional<double>& figure) { return figure ? number("%.3f", *figure) : kNothing; }

std::string durationText(const std::optional<double>& seconds) {
    if (!seconds)
        return kNothing;
    if (*seconds < 0.5e-6)
        return "< 1 µs";
    if (*seconds < 0.9995e-3)
        return number("%.0f µs", *seconds * 1e6);
    if (*seconds < 0.9995)
        return number(*seconds < 0.01 ? "%.1f ms" : "%.0f ms", *seconds * 1e3);
    if (*seconds < 99.5)
        return number(*seconds < 9.95 ? "%.1f s" : "%.0f s", *seconds);
    return number("%.0f min", *seconds / 60.0);
}

std::string methodTable(const ComparisonSection& section) {
    MarkdownTable table({"method", "parameters", "accuracy", "macro-F1", "P@1", "P@5", "P@10", "P@10 two-step", "P@10 blend",
                         "artist MAP", "hub skew", "never listed", "training", "CPU a song"});
    std::string group;
    for (const MethodFigures& method : section.methods) {
        if (method.group != group)
            table.addText("**" + method.group + "**");
        group = method.group;
        if (method.failure.empty())
            table.add(cellsOf(method));
        else
            table.addText(method.name, "not measured: " + method.failure);
    }
    return table.text();
}

std::string methodNotes(const ComparisonSection& section) {
    std::string notes;
    for (const MethodFigures& method : section.methods)
        if (!method.note.empty())
            notes += "- " + method.name + ": " + method.note + "\n";
    return notes;
}

std::string ratioTable(const Comparison& comparison) {
    const ComparisonSection& section = comparison.sections.front();
    const MethodFigures* const teacher = findMethod(section, comparison.teacher);
    if (teacher == nullptr)
        return "";
    MarkdownTable table(
        {"method, over the teacher", "accuracy", "P@10", "artist MAP", "hub skew", "never listed", "patches a second", "bundle"});
    for (const MethodFigures& method : section.methods) {
        if (&method == teacher || !method.failure.empty())
            continue;
        const auto ratio = [&](Figure figure) { return ratioText(of(method.whole, figure), of(teacher->whole, figure)); };
        const bool network = method.megabytes && method.inferenceSecondsPerSong && *method.inferenceSecondsPerSong > 0.0;
        table.add({method.name, ratioText(accuracyOf(method), accuracyOf(*teacher)), ratio(&RankingFigures::precisionAt10),
                   ratio(&RankingFigures::artistMap), figureText(of(method.whole, &RankingFigures::hubSkew)),
                   figureText(of(method.whole, &RankingFigures::neverListed)),
                   network ? number("%.0f", 1.0 / *method.inferenceSecondsPerSong) : kNothing,
                   method.megabytes ? number("%.1f MB", *method.megabytes) : kNothing});
    }
    return table.empty() ? "" : table.text();
}

std::string rankingTable(const ComparisonSection& section) {
    MarkdownTable table({"lists", "P@1", "P@5", "P@10", "artist MAP", "hub skew", "never listed"});
    for (const MethodFigures& method : section.methods) {
        if (!method.twoStep || !method.blend)
            continue;
        table.addText("**" + method.name + "**");
        for (const Ranking ranking : {Ranking::whole, Ranking::twoStep, Ranking::blend}) {
            auto cells = rankingCells(*figuresOf(method, ranking));
            cells.insert(cells.begin(), nameOf(ranking));
            table.add(cells);
        }
    }
    return table.empty() ? "" : table.text();
}

std::string blendTable(const ComparisonResult& result) {
    MarkdownTable table({"genre's weight", "P@1", "P@5", "P@10", "artist MAP", "hub skew", "never listed"});
    for (const BlendFigures& blend : result.blends) {
        auto cells = rankingCells(blend.figures);
        const std::string weight = number("%.1f", static_cast<double>(blend.weight));
        cells.insert(cells.begin(), blend.weight == kBlendWeight ? weight + " (used)" : weight);
        table.add(cells);
    }
    return table.empty() ? "" : table.text();
}

} // namespace segue::training
