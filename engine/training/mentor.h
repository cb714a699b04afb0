// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/dataset.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace segue::inference {
class Network;
}

namespace segue::training {

/// A trained network that another one learns from, by how alike it finds a step's varied patches and which genres it hears in them.
struct Mentor {
    std::string id;                              ///< name and version
    std::string sha256;                          ///< of its weights
    std::shared_ptr<inference::Network> network; ///< not in training; nobody else uses it meanwhile
};

/// Throws as loadTorchEmbedder() and, if a network has not the data set's genres and patches, Error{usage} that names it.
[[nodiscard]] std::vector<Mentor> loadMentors(std::span<const std::filesystem::path> bundles, const Dataset& dataset);

} // namespace segue::training
