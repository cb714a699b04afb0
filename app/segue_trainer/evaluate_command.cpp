// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/inference/whole_file.h"
#include "engine/training/evaluation.h"

#include <iostream>

namespace segue::trainer {

int runEvaluate(const EvaluateOptions& options) {
    const auto embedder = inference::loadTorchEmbedder(inference::readBundle(options.model));
    const auto dataset = training::Dataset::load(options.dataset);
    const auto report = training::evaluate(*embedder, dataset, dataset.rows(options.rows));
    std::cout << "model            " << embedder->spec().id() << "\n" << training::formatReport(report) << std::flush;
    if (options.rows != training::RowChoice::validation)
        std::cerr << "Most of these rows were trained on: the figures say how well the network remembers, not how well "
                     "it hears.\n";
    if (!options.json.empty())
        inference::writeWholeFile(options.json, training::reportJson(report));
    return 0;
}

} // namespace segue::trainer
