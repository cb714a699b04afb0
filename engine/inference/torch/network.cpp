// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/network.h"

#include "engine/inference/torch/artist_siamese.h"
#include "engine/inference/torch/efficientat_mn.h"
#include "engine/inference/torch/musicnn.h"
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
        {"study-cnn", make<StudyCnn>},
        {"study-crnn", make<StudyCrnn>},
        {"segue-net", [](const auto& options) { return std::make_shared<SegueNet>(options, firstSegueNet()); }},
        {"segue-net-3", [](const auto& options) { return std::make_shared<SegueNet>(options, thirdSegueNet()); }}};
    return known;
}

/// Of networks that are trained elsewhere.
const std::map<std::string, Maker>& guestMakers() {
    static const std::map<std::string, Maker> known{
        {"artist-siamese", make<ArtistSiamese>}, {"efficientat-mn", make<EfficientAtMn>}, {"musicnn", make<Musicnn>}};
    return known;
}

std::vector<std::string> namesOf(const std::map<std::string, Maker>& known) {
    std::vector<std::string> names;
    for (const auto& [name, maker] : known)
        names.push_back(name);
    return names;
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
    static const std::vector<std::string> names = namesOf(makers());
    return names;
}

const std::vector<std::string>& guestArchitectures() {
    static const std::vector<std::string> names = namesOf(guestMakers());
    return names;
}

std::shared_ptr<Network> makeNetwork(const NetworkOptions& options) {
    for (const auto* known : {&makers(), &guestMakers()})
        if (const auto found = known->find(options.architecture); found != known->end())
            return found->second(options);
    throw Error(ErrorKind::unsupported, Message(MessageId::networkArchitectureUnknown, {options.architecture}));
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

void layOutChannelsLast(Network& network) {
    constexpr std::int64_t kAxes = 4;
    for (const torch::Tensor& parameter : network.parameters()) // a handle
        if (parameter.dim() == kAxes)
            parameter.set_data(parameter.detach().contiguous(torch::MemoryFormat::ChannelsLast));
}

} // namespace segue::inference
