// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/logistic_regression.h"

#include "engine/words/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace segue::training {

namespace {

// The optimizer may take more steps in a row than a stop could wait for.
constexpr int kStepsAtOnce = 5;
constexpr int kMostSteps = 500;
constexpr double kFlat = 1e-6; // the gradient of an average row's loss that counts as none

torch::Tensor matrixOf(std::span<const float> features, std::size_t size) {
    const auto rows = static_cast<std::int64_t>(rowCount(features, size));
    // from_blob takes no const pointer, and nothing is written through it.
    return torch::from_blob(const_cast<float*>(features.data()), {rows, static_cast<std::int64_t>(size)}).to(torch::kFloat64);
}

std::vector<double> numbersOf(const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.detach().contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

} // namespace

LogisticRegression LogisticRegression::train(std::span<const float> features, std::size_t size, std::span<const std::size_t> labels,
                                             std::size_t classes, double l2, const std::stop_token& stop) {
    if (!(l2 >= 0.0) || !std::isfinite(l2))
        throw Error(ErrorKind::usage, "The l2 penalty of a logistic regression must be 0 or more.");
    LogisticRegression result(PresentClasses({features, size, labels, classes}), size);
    const auto& present = result.m_classes.labels();
    const auto count = static_cast<std::int64_t>(result.m_classes.count());
    const torch::Tensor rows = matrixOf(features, size);
    const torch::Tensor truth = torch::tensor(std::vector<std::int64_t>(present.begin(), present.end()));
    const auto learned = torch::TensorOptions(torch::kFloat64).requires_grad(true);
    const torch::Tensor weights = torch::zeros({count, static_cast<std::int64_t>(size)}, learned);
    const torch::Tensor offsets = torch::zeros({count}, learned);

    torch::optim::LBFGS optimizer({weights, offsets}, torch::optim::LBFGSOptions(1.0)
                                                          .max_iter(kStepsAtOnce)
                                                          .tolerance_grad(kFlat * static_cast<double>(labels.size()))
                                                          .history_size(10)
                                                          .line_search_fn("strong_wolfe"));
    const auto loss = [&] {
        optimizer.zero_grad();
        const torch::Tensor shares = torch::log_softmax(torch::addmm(offsets, rows, weights.t()), 1);
        torch::Tensor sum = torch::nll_loss(shares, truth, {}, torch::Reduction::Sum) + 0.5 * l2 * weights.square().sum();
        sum.backward();
        return sum;
    };
    const auto flat = [&] {
        const double steepest = std::max(weights.grad().abs().max().item<double>(), offsets.grad().abs().max().item<double>());
        return steepest <= kFlat * static_cast<double>(labels.size());
    };
    for (int steps = 0; count > 1 && steps < kMostSteps && !stop.stop_requested(); steps += kStepsAtOnce) {
        (void)optimizer.step(loss);
        if (flat())
            break;
    }
    result.m_weights = numbersOf(weights);
    result.m_offsets = numbersOf(offsets);
    return result;
}

std::vector<float> LogisticRegression::probabilities(std::span<const float> features) const {
    const torch::NoGradGuard noGradient;
    const auto count = static_cast<std::int64_t>(m_classes.count());
    const torch::Tensor weights = torch::tensor(m_weights, torch::kFloat64).view({count, -1});
    const torch::Tensor logits = torch::addmm(torch::tensor(m_offsets, torch::kFloat64), matrixOf(features, m_size), weights.t());
    const torch::Tensor shares = torch::softmax(logits, 1).to(torch::kFloat32).contiguous();
    return m_classes.spread({shares.data_ptr<float>(), static_cast<std::size_t>(shares.numel())});
}

} // namespace segue::training
