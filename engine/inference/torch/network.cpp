// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/network.h"

#include "engine/inference/torch/segue_net.h"
#include "engine/inference/torch/study_cnn.h"
#include "engine/inference/torch/study_crnn.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/words/error.h"

#include <torch/utils.h>

#include <functional>
#include <map>
#include <utility>

namespace segue::inference {

namespace {

using Maker = std::function<std::shared_ptr<Network>(const NetworkOptions&)>;

template <typename Kind>
std::shared_ptr<Network> make(const NetworkOptions& options) {
    return std::make_shared<Kind>(options);
}

const std::map<std::string, Maker>& makers() {
    static const std::map<std::string, Maker> known{
        {"study-cnn", make<StudyCnn>}, {"study-crnn", make<StudyCrnn>}, {"segue-net", make<SegueNet>}};
    return known;
}

/// Everything that inference depends on, by name: parameters, and the floating-point buffers (running means, levels).
std::vector<std::pair<std::string, torch::Tensor>> stateOf(const Network& network) {
    std::vector<std::pair<std::string, torch::Tensor>> state;
    for (const auto& parameter : network.named_parameters())
        state.emplace_back(parameter.key(), parameter.value());
    for (const auto& buffer : network.named_buffers())
        if (buffer.value().is_floating_point()) // a count of batches is of no use to anyone
            state.emplace_back(buffer.key(), buffer.value());
    return state;
}

} // namespace

void Network::learnLevels(const torch::Tensor& /*mean*/, const torch::Tensor& /*deviation*/) {}

const std::vector<std::string>& architectures() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& [name, maker] : makers())
            all.push_back(name);
        return all;
    }();
    return names;
}

std::shared_ptr<Network> makeNetwork(const NetworkOptions& options) {
    const auto found = makers().find(options.architecture);
    if (found == makers().end())
        throw Error(ErrorKind::unsupported, Message(MessageId::networkArchitectureUnknown, {options.architecture}));
    return found->second(options);
}

std::vector<Tensor> weightsOf(const Network& network) {
    std::vector<Tensor> weights;
    for (const auto& [name, tensor] : stateOf(network)) {
        const torch::Tensor values = tensor.detach().contiguous();
        const float* const first = values.data_ptr<float>();
        weights.push_back({.name = name, .shape = values.sizes().vec(), .values = {first, first + values.numel()}});
    }
    return weights;
}

void setWeights(Network& network, const std::vector<Tensor>& weights) {
    std::map<std::string, const Tensor*> byName;
    for (const Tensor& weight : weights)
        byName[weight.name] = &weight;
    const torch::NoGradGuard noGrad;
    for (auto& [name, tensor] : stateOf(network)) {
        const auto found = byName.find(name);
        if (found == byName.end())
            throw Error(ErrorKind::badFile, Message(MessageId::networkArraysBroken, {"they lack the array \"" + name + "\""}));
        const Tensor& weight = *found->second;
        if (weight.shape != tensor.sizes().vec())
            throw Error(ErrorKind::badFile, Message(MessageId::networkArraysBroken,
                                                    {"the array \"" + weight.name + "\" has another shape than the network"}));
        const auto count = static_cast<std::int64_t>(weight.values.size());
        const torch::Tensor flat = torch::from_blob(const_cast<float*>(weight.values.data()), {count}, torch::kFloat32); // NOLINT
        tensor.copy_(flat.view(weight.shape));
        byName.erase(found);
    }
    if (!byName.empty())
        throw Error(ErrorKind::badFile, Message(MessageId::networkArraysBroken, {"they hold the array \"" + byName.begin()->first +
                                                                                 "\", which the network does not have"}));
}

} // namespace segue::inference
