// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/pooling.h"

#include "engine/features/first_best.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace segue::inference {
namespace {

/// Cosines closer to each other than this are a tie: nobody hears the difference, and rounding stays far below it. Two
/// excerpts are always equally close to their mean.
constexpr double kPoolingTie = 1e-4;

void scaleToUnitLength(std::vector<float>& vector) {
    const float length = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F));
    if (length > 0.0F)
        for (float& value : vector)
            value /= length;
}

// @param unit of length 1, or 0
double cosineTo(const std::vector<float>& unit, const std::vector<float>& vector) {
    const double squares = std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0);
    const double product = std::inner_product(vector.begin(), vector.end(), unit.begin(), 0.0);
    return squares > 0.0 ? product / std::sqrt(squares) : 0.0;
}

// Mean over the excerpts of one of their vectors.
std::vector<float> meanOf(std::span<const PatchResult> excerpts, std::vector<float> PatchResult::*member) {
    std::vector<float> mean((excerpts.front().*member).size(), 0.0F);
    for (const PatchResult& excerpt : excerpts) {
        const std::vector<float>& values = excerpt.*member;
        if (values.size() != mean.size())
            throw Error(ErrorKind::usage, "Excerpts of different networks cannot be pooled.");
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += values[i] / static_cast<float>(excerpts.size());
    }
    return mean;
}

} // namespace

SongResult poolExcerpts(std::span<const PatchResult> excerpts) {
    if (excerpts.empty())
        throw Error(ErrorKind::usage, "A song without excerpts cannot be pooled.");
    SongResult song{.embedding = meanOf(excerpts, &PatchResult::embedding),
                    .probabilities = meanOf(excerpts, &PatchResult::probabilities)};
    scaleToUnitLength(song.embedding);
    std::vector<double> cosines;
    for (const auto& [embedding, probabilities] : excerpts)
        cosines.push_back(cosineTo(song.embedding, embedding));
    song.previewExcerpt = features::firstOfTheBest(std::span<const double>(cosines), kPoolingTie);
    return song;
}

std::vector<float> joinParts(std::span<const EmbeddingPart> parts, const std::vector<std::vector<float>>& embeddings) {
    if (parts.size() != embeddings.size())
        throw Error(ErrorKind::usage, "An embedding has another number of parts than its bundle says.");
    double squares = 0.0;
    for (const EmbeddingPart& part : parts)
        squares += part.weight * part.weight;
    std::vector<float> joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (embeddings[i].size() != parts[i].size)
            throw Error(ErrorKind::usage, "The part " + parts[i].name + " of an embedding has another size than its bundle says.");
        std::vector<float> part = embeddings[i];
        scaleToUnitLength(part);
        for (const float value : part)
            joined.push_back(value * static_cast<float>(parts[i].weight / std::sqrt(squares)));
    }
    return joined;
}

} // namespace segue::inference
