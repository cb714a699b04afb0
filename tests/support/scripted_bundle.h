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

/// A bundle whose weights nobody loads: the scripted analyzer answers without them.
inline void writeScriptedBundle(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    writeBytes(folder / "weights.safetensors", junk(100));
    auto spec = scriptedSpec();
    spec.weightsSha256 = inference::sha256(folder / "weights.safetensors");
    writeBytes(folder / "model.json", inference::formatModelSpec(spec));
    writeBytes(folder / "MODEL_CARD.md", "# scripted");
}

} // namespace segue::test
