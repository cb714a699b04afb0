// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"
#include "engine/inference/safetensors.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::inference {

/// A model bundle on disk: a folder with model.json, weights.safetensors and MODEL_CARD.md.
struct ModelBundle {
    std::filesystem::path folder;
    ModelSpec spec;

    [[nodiscard]] std::filesystem::path weights() const { return folder / "weights.safetensors"; }
    [[nodiscard]] std::filesystem::path card() const { return folder / "MODEL_CARD.md"; }
};

/// Reads model.json only: cheap, for the window and the command line. Throws Error{io, badFile}.
[[nodiscard]] ModelBundle readBundle(const std::filesystem::path& folder);

/// Writes weights.safetensors, MODEL_CARD.md and model.json, with the weights' hash, into the folder, made if missing; each file is
/// replaced in one step, model.json last, so that an interrupted write leaves a bundle that is refused, never one that misleads.
/// Throws Error{io, noSpace}.
void writeBundleFiles(const std::filesystem::path& folder, ModelSpec spec, const std::vector<Tensor>& weights,
                      const std::string& card);

/// Throws Error{badFile} if the weights' SHA-256 is not the one in model.json ("altered"), Error{io} if they are missing.
void verifyWeights(const ModelBundle& bundle);

/// SHA-256 of a file, lower-case hexadecimal. Throws Error{io}.
[[nodiscard]] std::string sha256(const std::filesystem::path& file);

} // namespace segue::inference
