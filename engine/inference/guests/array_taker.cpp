// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/array_taker.h"

#include <algorithm>
#include <cmath>

namespace segue::inference {

namespace {

constexpr double kEpsilon = 1e-3; // of all networks that Segue knows

std::string textOf(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t& length : shape)
        text += (&length == &shape.front() ? "" : ", ") + std::to_string(length);
    return text + "]";
}

} // namespace

void ArrayTaker::refuse(const std::string& why) const { refusePublished(m_file, why); }

const Tensor& ArrayTaker::take(const std::string& name, const std::vector<std::int64_t>& shape) const {
    const auto found = m_arrays.find(name);
    if (found == m_arrays.end())
        refuse("it lacks the array \"" + name + "\"");
    const Tensor& tensor = found->second;
    if (tensor.shape != shape)
        refuse("the array \"" + name + "\" is of the shape " + textOf(tensor.shape) + ", not " + textOf(shape));
    if (!std::ranges::all_of(tensor.values, [](float value) { return std::isfinite(value); }))
        refuse("the array \"" + name + "\" holds what is no number");
    return tensor;
}

Tensor renamed(Tensor tensor, std::string name) {
    tensor.name = std::move(name);
    return tensor;
}

Tensor permuted(const Tensor& tensor, const std::vector<std::size_t>& order) {
    const std::size_t axes = order.size();
    std::vector<std::size_t> strides(axes, 1); // of the given array
    for (std::size_t i = axes - 1; i > 0; --i)
        strides[i - 1] = strides[i] * static_cast<std::size_t>(tensor.shape[i]);
    Tensor result{.name = tensor.name, .shape = {}, .values = {}};
    for (const std::size_t axis : order)
        result.shape.push_back(tensor.shape[axis]);
    result.values.reserve(tensor.values.size());
    std::vector<std::size_t> place(axes, 0); // in the result
    for (std::size_t count = 0; count < tensor.values.size(); ++count) {
        std::size_t from = 0;
        for (std::size_t i = 0; i < axes; ++i)
            from += place[i] * strides[order[i]];
        result.values.push_back(tensor.values[from]);
        for (std::size_t i = axes; i > 0 && ++place[i - 1] == static_cast<std::size_t>(result.shape[i - 1]); --i)
            place[i - 1] = 0;
    }
    return result;
}

std::pair<Tensor, Tensor> folded(const ArrayTaker& taker, Tensor weight, const std::optional<Tensor>& bias,
                                 const Normalisation& norm) {
    const std::int64_t outputs = weight.shape.front();
    const Tensor &mean = taker.take(norm.mean, {outputs}), &variance = taker.take(norm.variance, {outputs});
    const Tensor &factor = taker.take(norm.factor, {outputs}), &summand = taker.take(norm.summand, {outputs});
    Tensor shift{.name = {}, .shape = {outputs}, .values = std::vector<float>(static_cast<std::size_t>(outputs))};
    const std::size_t perOutput = weight.values.size() / shift.values.size();
    for (std::size_t i = 0; i < shift.values.size(); ++i) {
        if (variance.values[i] < 0.0F)
            taker.refuse("the array \"" + norm.variance + "\" holds a negative variance");
        const double scale = factor.values[i] / std::sqrt(static_cast<double>(variance.values[i]) + kEpsilon);
        const double before = bias ? bias->values[i] : 0.0;
        shift.values[i] = static_cast<float>((before - mean.values[i]) * scale + summand.values[i]);
        for (std::size_t j = 0; j < perOutput; ++j)
            weight.values[i * perOutput + j] = static_cast<float>(weight.values[i * perOutput + j] * scale);
    }
    return {std::move(weight), std::move(shift)};
}

} // namespace segue::inference
