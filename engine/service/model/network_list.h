// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/model_events.h"
#include "engine/inference/listening_cost.h"
#include "engine/service/model/embedding_space.h"

#include <cstddef>
#include <map>
#include <string>

namespace segue {

/// What is told of the networks on this computer. Pure, but for reading their folders.

/// All that are installed, with what they cost; last the one in use, if it is not among them.
[[nodiscard]] std::vector<InstalledModel> describeInstalled(const inference::ModelLibrary& library, const EmbeddingSpace& used,
                                                            const inference::ListeningCosts& costs);

/// How far the change to a space is. @param left songs that each of its parts has not heard, by id
[[nodiscard]] ModelChangeProgress describeProgress(const EmbeddingSpace& coming, const std::map<std::string, std::size_t>& left,
                                                   std::size_t present, const std::string& listening,
                                                   const inference::ListeningCosts& costs);

} // namespace segue
