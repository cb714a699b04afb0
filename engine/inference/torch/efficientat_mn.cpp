// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/efficientat_mn.h"

#include "engine/words/error.h"

#include <string>

namespace segue::inference {

namespace {

torch::nn::Conv2d mnConvolution(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, std::int64_t stride = 1,
                                std::int64_t groups = 1) {
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(inputs, outputs, kernel).stride(stride).padding((kernel - 1) / 2).groups(groups));
}

torch::Tensor mnActivated(torch::Tensor x, bool isHard) { return isHard ? torch::hardswish_(x) : torch::relu_(x); }

MnShape mnShapeFor(std::int64_t hidden) {
    const auto shape = mnShapeOf(hidden);
    if (!shape)
        throw Error(ErrorKind::badFile, Message(MessageId::networkUnusable, {"no network of its kind has embeddings of " +
                                                                             std::to_string(hidden) + " numbers"}));
    return *shape;
}

} // namespace

EfficientAtMn::Layers::Layers(const MnBlock& block)
    : shape(block) {
    if (block.expanded != block.inputs)
        expand = register_module("expand", mnConvolution(block.inputs, block.expanded, 1));
    depth = register_module("depth", mnConvolution(block.expanded, block.expanded, block.kernel, block.stride, block.expanded));
    if (block.squeezed > 0) {
        squeeze = register_module("squeeze", torch::nn::Linear(block.expanded, block.squeezed));
        excite = register_module("excite", torch::nn::Linear(block.squeezed, block.expanded));
    }
    project = register_module("project", mnConvolution(block.expanded, block.outputs, 1));
}

torch::Tensor EfficientAtMn::Layers::forward(const torch::Tensor& input) {
    torch::Tensor x = expand ? mnActivated(expand(input), shape.isHard) : input;
    x = mnActivated(depth(x), shape.isHard);
    if (squeeze) {
        const torch::Tensor weights = torch::sigmoid(excite(torch::relu(squeeze(x.mean({2, 3})))));
        x = x * weights.unsqueeze(2).unsqueeze(3);
    }
    x = project(x);
    return shape.stride == 1 && shape.inputs == shape.outputs ? x + input : x;
}

EfficientAtMn::EfficientAtMn(const NetworkOptions& options)
    : m_shape(mnShapeFor(options.embeddingSize)) {
    m_stem = register_module("stem", mnConvolution(1, m_shape.stem, 3, 2));
    for (std::size_t i = 0; i < m_shape.blocks.size(); ++i)
        m_blocks.push_back(register_module("block" + std::to_string(i + 1), std::make_shared<Layers>(m_shape.blocks[i])));
    m_last = register_module("last", mnConvolution(m_shape.blocks.back().outputs, m_shape.last, 1));
    m_hidden = register_module("hidden", torch::nn::Linear(m_shape.last, m_shape.hidden));
}

NetworkOutput EfficientAtMn::forward(const torch::Tensor& patches) {
    torch::Tensor x = mnActivated(m_stem(patches.unsqueeze(1)), true);
    for (const auto& block : m_blocks)
        x = block->forward(x);
    x = mnActivated(m_last(x), true).mean({2, 3});
    return {.logits = {}, .embedding = torch::hardswish(m_hidden(x))};
}

} // namespace segue::inference
