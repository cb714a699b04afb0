// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/perceptron.h"

#include <torch/nn/functional/dropout.h>

#include <string>

namespace segue::training {

Perceptron::Perceptron(std::int64_t size, const std::vector<std::int64_t>& hidden, std::int64_t classes, double dropout)
    : m_dropout(dropout) {
    for (const std::int64_t width : hidden) {
        const std::string name = "dense" + std::to_string(m_hidden.size() + 1);
        m_hidden.push_back(register_module(name, torch::nn::Linear(size, width)));
        size = width;
    }
    m_classes = register_module("classes", torch::nn::Linear(size, classes));
}

StatisticsNetwork::Answer Perceptron::forward(const torch::Tensor& rows) {
    torch::Tensor hidden = rows;
    torch::Tensor shown = rows;
    for (auto& layer : m_hidden) {
        hidden = torch::relu(layer(shown));
        shown = torch::dropout(hidden, m_dropout, is_training());
    }
    return {.logits = m_classes(shown), .hidden = hidden};
}

} // namespace segue::training
