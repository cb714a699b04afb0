// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"
#include "engine/inference/safetensors.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::inference {

/// A published network, ready to be written as a bundle (writeBundleFiles()).
struct ImportedNetwork {
    ModelSpec spec; ///< without the weights' hash
    std::vector<Tensor> weights;
    std::string card; ///< origin and licence as its authors state them, in Segue's words
};

/// The files that may be published networks: the file itself, or those of a folder (not of folders inside it) whose names end in
/// .json, .pt, .pth or .npz; of them .json only if it lists TensorFlow.js's arrays. In order of name. Throws Error{io} if there is
/// nothing at the path, Error{badFile} if there is none in the folder.
[[nodiscard]] std::vector<std::filesystem::path> publishedIn(const std::filesystem::path& fileOrFolder);

/// Reads a network in the form in which it was published (published_readers.h), told by its content, and makes it one that Segue
/// can listen with. Runs nothing of it. Throws Error{io, badFile, unsupported} with the reason.
/// @param name of the bundle; empty: its own
/// @param address where Segue fetched the file, for the card; empty: the listener has it from elsewhere
[[nodiscard]] ImportedNetwork importPublished(const std::filesystem::path& file, const std::string& name = {},
                                              const std::string& address = {});

} // namespace segue::inference
