// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/stored_array.h"

#include "engine/words/error.h"

#include <torch/utils.h>

#include <algorithm>

namespace segue::inference {

bool hasArray(const std::vector<Tensor>& weights, const std::string& name) {
    return std::ranges::any_of(weights, [&](const Tensor& array) { return array.name == name; });
}

torch::Tensor takeArray(std::vector<Tensor>& weights, const std::string& name, std::int64_t dimensions) {
    const auto found = std::find_if(weights.begin(), weights.end(), [&](const Tensor& array) { return array.name == name; });
    if (found == weights.end())
        throw Error(ErrorKind::badFile, Message(MessageId::networkArraysBroken, {"they lack the array \"" + name + "\""}));
    if (static_cast<std::int64_t>(found->shape.size()) != dimensions)
        throw Error(ErrorKind::badFile,
                    Message(MessageId::networkArraysBroken, {"the array \"" + name + "\" has another shape than it must"}));
    torch::Tensor tensor = torch::tensor(found->values).view(found->shape);
    weights.erase(found);
    return tensor;
}

Tensor arrayOf(const std::string& name, const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.detach().contiguous();
    const float* const first = values.data_ptr<float>();
    return {.name = name, .shape = values.sizes().vec(), .values = {first, first + values.numel()}};
}

} // namespace segue::inference
