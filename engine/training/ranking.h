// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace segue::training {

/// In which order a seed's other songs are listed.
enum class Ranking {
    whole,   ///< all, by cosine
    twoStep, ///< the study's: those heard as the seed's genre by cosine, and only after them the rest by cosine
    blend,   ///< all, by cosine plus a weight times how much the genres' probabilities agree
};

/// What agreement in genre weighs against the cosine of the embeddings. Agreement is the cosine of both songs' vectors
/// of probabilities, 0 .. 1, so that a blended list is again one of cosines: of the embedding and, beside it, the
/// probabilities at length sqrt(kBlendWeight). (Their mere product finds a little more of the genre, but songs heard
/// with certainty then crowd every list.) Chosen on the validation songs of fma_small; `segue-cli evaluate --all`
/// prints how the figures change with it.
inline constexpr float kBlendWeight = 0.3F;

/// What a method says of some rows and what is true of them, all of one number of rows.
struct Neighbourhood {
    std::span<const float> embeddings;         ///< [rows, size], unit length; what is not finite is nobody's neighbour
    std::span<const std::size_t> genres;       ///< [rows], the true ones
    std::span<const std::int64_t> artists;     ///< [rows]
    std::span<const float> probabilities = {}; ///< [rows, labels]; only twoStep and blend ask for them
};

/// How good the lists of most similar songs are. A figure that the rows do not allow is absent, never NaN.
struct RankingFigures {
    /// Of a row's k nearest other rows by other artists, the share of its genre; the mean over rows, [0, 1], higher is
    /// better. Where fewer than k rows are by others, all of those count; a row without any is left out.
    std::optional<double> precisionAt1;
    std::optional<double> precisionAt5;
    std::optional<double> precisionAt10;
    /// Mean average precision of finding the other rows of the same artist among all others, over the rows that have
    /// such, (0, 1], higher is better.
    std::optional<double> artistMap;
    /// Skewness of how many others' ten nearest a row is among (all artists); 0 = even, higher = a few are everywhere.
    std::optional<double> hubSkew;
    std::optional<double> neverListed; ///< share of rows among nobody's ten nearest, [0, 1], lower is better

    std::vector<std::optional<double>> rowPrecisionsAt10; ///< [rows], what precisionAt10 is the mean of
};

/// Equal scores keep the order of the rows. Throws Error{usage} if the lengths disagree, or if twoStep or blend is
/// asked for without probabilities.
[[nodiscard]] RankingFigures measureRanking(const Neighbourhood& rows, Ranking ranking = Ranking::whole,
                                            float blendWeight = kBlendWeight);

/// Precision at any k, with the artist filter, of comparing with all by cosine; 0 where there is none. Throws as above.
[[nodiscard]] double precisionAt(std::size_t k, const Neighbourhood& rows);

} // namespace segue::training
