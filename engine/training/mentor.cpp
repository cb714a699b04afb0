// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/mentor.h"

#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/network_embedder.h"
#include "engine/words/error.h"

namespace segue::training {

std::vector<Mentor> loadMentors(std::span<const std::filesystem::path> bundles, const Dataset& dataset) {
    std::vector<Mentor> mentors;
    for (const auto& folder : bundles) {
        const auto bundle = inference::readBundle(folder);
        if (bundle.spec.labels != dataset.labels() || bundle.spec.frontEnd != dataset.frontEnd())
            throw Error(ErrorKind::usage, "The network in " + folder.string() +
                                              " knows other genres than the data set has or takes other patches; it cannot be "
                                              "learned from.");
        mentors.push_back(
            {.id = bundle.spec.id(), .sha256 = bundle.spec.weightsSha256, .network = inference::loadNetwork(bundle).network});
    }
    return mentors;
}

} // namespace segue::training
