// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/verdict.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace segue::training {

const std::optional<RankingFigures>& figuresOf(const MethodFigures& method, Ranking ranking) {
    switch (ranking) {
    case Ranking::twoStep:
        return method.twoStep;
    case Ranking::blend:
        return method.blend;
    default:
        return method.whole;
    }
}

std::string nameOf(Ranking ranking) {
    switch (ranking) {
    case Ranking::twoStep:
        return "same genre first";
    case Ranking::blend:
        return "blend by genre";
    default:
        return "whole library";
    }
}

std::optional<double> scoreOf(const RankingFigures& figures) {
    if (!figures.precisionAt10 || !figures.artistMap)
        return figures.precisionAt10;
    return std::sqrt(*figures.precisionAt10 * *figures.artistMap);
}

std::optional<Verdict> judge(const ComparisonSection& section) {
    std::optional<Verdict> best;
    for (const MethodFigures& method : section.methods) {
        if (!method.megabytes || !method.whole)
            continue;
        const auto score = scoreOf(*method.whole);
        if (score && (!best || *score > best->score))
            best = Verdict{.network = &method, .ranking = Ranking::whole, .score = *score};
    }
    if (!best)
        return std::nullopt;
    for (const Ranking ranking : {Ranking::twoStep, Ranking::blend}) {
        const auto& figures = figuresOf(*best->network, ranking);
        const auto score = figures ? scoreOf(*figures) : std::nullopt;
        if (score && *score > best->score) {
            best->ranking = ranking;
            best->score = *score;
        }
    }
    return best;
}

std::optional<PairedDifference> compareLists(const RankingFigures& a, const RankingFigures& b) {
    std::vector<double> differences;
    for (std::size_t row = 0; row < std::min(a.rowPrecisionsAt10.size(), b.rowPrecisionsAt10.size()); ++row)
        if (a.rowPrecisionsAt10[row] && b.rowPrecisionsAt10[row])
            differences.push_back(*b.rowPrecisionsAt10[row] - *a.rowPrecisionsAt10[row]);
    if (differences.size() < 2)
        return std::nullopt;
    const auto count = static_cast<double>(differences.size());
    PairedDifference result;
    for (const double difference : differences)
        result.mean += difference / count;
    double square = 0.0;
    for (const double difference : differences)
        square += (difference - result.mean) * (difference - result.mean);
    result.standardError = std::sqrt(square / (count - 1.0) / count);
    return result;
}

} // namespace segue::training
