// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"
#include "engine/inference/together.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace segue::inference {

inline constexpr const char* kStylePart = "style"; ///< what the network hears
inline constexpr const char* kSoundPart = "sound"; ///< statistics of timbre

/// A part of every embedding that describes one aspect of a song and can be compared on its own.
struct EmbeddingPart {
    std::string name;     ///< kStylePart or kSoundPart
    std::size_t size = 0; ///< numbers
    double weight = 1.0;  ///< length before the whole is scaled to 1; its square is its share in the cosine

    bool operator==(const EmbeddingPart&) const = default;
};

/// The content of model.json: everything needed to feed a network and to read its answers, without knowing the network. Or, of
/// several networks together ("kind": "together"), their ids and weights: then there are no weights of its own, and all but name,
/// version and `together` are defaults.
struct ModelSpec {
    std::string name;         ///< "study-cnn"; with the version, the key under which embeddings are stored
    int version = 1;          ///< raised whenever the same song would get another embedding
    std::string architecture; ///< which code builds the network
    features::FrontEnd frontEnd;
    std::vector<std::string> labels; ///< genres, in the order of the network's outputs; may be empty with a recipe not Segue's
    std::size_t embeddingSize = 0;
    std::vector<EmbeddingPart> parts; ///< in order, sizes sum to embeddingSize; empty: all is what the network hears
    std::string weightsSha256;        ///< lower-case hexadecimal, of weights.safetensors

    std::string trainingCommand;
    /// Share of validation songs classified right, and genre precision at 10 with artist filter, [0, 1]; absent: not measured,
    /// which may be with a recipe not Segue's.
    std::optional<double> validationAccuracy, validationPrecisionAt10;

    std::string split = "artists";         ///< what separated those songs from the ones trained on: "artists" or only "clips"
    std::optional<double> trainingSeconds; ///< wall clock of the training steps; absent: not known
    std::vector<TogetherPart> together;    ///< networks that are heard together, the fastest first; empty: it is one network

    [[nodiscard]] bool isTogether() const { return !together.empty(); }
    /// Name and version in one word, as stored beside every embedding: "study-cnn/1".
    [[nodiscard]] std::string id() const { return name + "/" + std::to_string(version); }
};

/// Reads model.json's text. Throws Error{badFile} that names the member that is missing or wrong.
[[nodiscard]] ModelSpec parseModelSpec(const std::string& json);

/// Throws Error{usage, badFile} unless it has two parts or more, each once and none of them itself.
void checkTogether(const ModelSpec& spec);

/// The text of model.json; parseModelSpec reads it back unchanged.
[[nodiscard]] std::string formatModelSpec(const ModelSpec& spec);

} // namespace segue::inference
