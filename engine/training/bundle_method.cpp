// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/bundle_method.h"

#include "engine/inference/torch/torch_embedder.h"
#include "engine/training/hearing.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

namespace segue::training {

std::vector<std::filesystem::path> bundlesIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> bundles;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code))
        if (std::filesystem::exists(entry.path() / "model.json", code))
            bundles.push_back(entry.path());
    std::sort(bundles.begin(), bundles.end());
    return bundles;
}

std::size_t learnedNumbers(const std::vector<inference::Tensor>& weights) {
    const auto standardises = [](std::string_view name) {
        return name.ends_with("mean") || name.ends_with("var") || name.ends_with("deviation");
    };
    std::size_t count = 0;
    for (const inference::Tensor& tensor : weights)
        count += standardises(tensor.name) ? 0 : tensor.values.size();
    return count;
}

std::optional<MethodOutput> bundleMethod(const inference::ModelBundle& bundle, const Dataset& dataset,
                                         std::span<const std::size_t> rows, const std::stop_token& stop,
                                         const std::function<void(std::size_t done)>& onRow) {
    const auto embedder = inference::loadTorchEmbedder(bundle);
    auto heard = hear(*embedder, dataset, rows, stop, onRow);
    if (!heard)
        return std::nullopt;
    return MethodOutput{.name = bundle.spec.id(),
                        .group = kNetworks,
                        .parameters = learnedNumbers(inference::readSafetensors(bundle.weights())),
                        .probabilities = std::move(heard->probabilities),
                        .embeddings = std::move(heard->embeddings),
                        .trainingSeconds = bundle.spec.trainingSeconds,
                        .inferenceSecondsPerSong = heard->cpuSecondsPerSong};
}

} // namespace segue::training
