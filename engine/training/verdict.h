// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/comparison.h"

#include <optional>
#include <string>

namespace segue::training {

/// Which network and which order of its lists serve listeners best, by the figures. Both precision at 10 (lists of the
/// right style) and artist MAP (lists that find the very sound) are wanted, so their geometric mean decides: a per cent
/// more of one is worth a per cent more of the other.
struct Verdict {
    const MethodFigures* network = nullptr; ///< in the section asked about
    Ranking ranking = Ranking::whole;       ///< of that network
    double score = 0.0;                     ///< the geometric mean, [0, 1]
};

/// The ranking's figures, where the method has them.
[[nodiscard]] const std::optional<RankingFigures>& figuresOf(const MethodFigures& method, Ranking ranking);

/// In words: "whole library", "same genre first", "blend by genre".
[[nodiscard]] std::string nameOf(Ranking ranking);

/// The geometric mean of precision at 10 and artist MAP; precision alone where no artist has two songs; absent where
/// there is none.
[[nodiscard]] std::optional<double> scoreOf(const RankingFigures& figures);

/// Among the networks Segue can listen with (those with a bundle): the one that is best by cosine alone, and its best
/// ranking. Nothing if none was measured.
[[nodiscard]] std::optional<Verdict> judge(const ComparisonSection& section);

/// By how much precision at 10 differs between two lists of the same songs, and its standard error, song by song.
struct PairedDifference {
    double mean = 0.0; ///< b - a
    double standardError = 0.0;
};
/// Nothing for fewer than two songs that both have a precision.
[[nodiscard]] std::optional<PairedDifference> compareLists(const RankingFigures& a, const RankingFigures& b);

} // namespace segue::training
