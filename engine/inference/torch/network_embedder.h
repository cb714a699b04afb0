// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/inference/torch/network.h"

#include <memory>

namespace segue::inference {

/// An embedder around a network in memory, which it puts into evaluation mode and shares. Nobody may change the
/// weights while embed() runs. Throws Error{badFile} if the spec's patch or embedding is not the network's.
[[nodiscard]] std::unique_ptr<Embedder> makeNetworkEmbedder(ModelSpec spec, std::shared_ptr<Network> network);

} // namespace segue::inference
