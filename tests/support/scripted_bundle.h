// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_bundle.h"
#include "tests/support/files.h"

#include <filesystem>

namespace segue::test {

/// What the scripted analyzer answers for: two genres, embeddings of two numbers.
inline inference::ModelSpec scriptedSpec() {
    inference::ModelSpec spec;
    spec.name = "scripted";
    spec.architecture = "scripted";
    spec.labels = {"Rock", "Folk"};
    spec.embeddingSize = 2;
    spec.trainingCommand = "none";
    return spec;
}

/// A bundle whose weights nobody loads: the scripted analyzer answers without them, as the bundle's name says.
inline void writeBundle(const std::filesystem::path& folder, inference::ModelSpec spec, unsigned weights = 1) {
    std::filesystem::create_directories(folder);
    writeBytes(folder / "weights.safetensors", junk(100, weights));
    spec.weightsSha256 = inference::sha256(folder / "weights.safetensors");
    writeBytes(folder / "model.json", inference::formatModelSpec(spec));
    writeBytes(folder / "MODEL_CARD.md", "# " + spec.name);
}

inline void writeScriptedBundle(const std::filesystem::path& folder) { writeBundle(folder, scriptedSpec()); }

/// Another network, to which other songs are alike: those whose names end alike. Its embeddings may have another size.
inline inference::ModelSpec secondSpec(std::size_t embeddingSize = 3) {
    auto spec = scriptedSpec();
    spec.name = "second";
    spec.embeddingSize = embeddingSize;
    return spec;
}

} // namespace segue::test
