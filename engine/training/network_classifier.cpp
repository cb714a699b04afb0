// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/network_classifier.h"

#include "engine/training/log_loss.h"
#include "engine/training/statistics_network.h"
#include "engine/words/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace segue::training {

namespace {

constexpr std::int64_t kRowsAtOnce = 256;

torch::Tensor floatRows(std::span<const float> features, std::size_t size) {
    // from_blob takes no const pointer, and nothing is written through it.
    return torch::from_blob(const_cast<float*>(features.data()),
                            {static_cast<std::int64_t>(rowCount(features, size)), static_cast<std::int64_t>(size)});
}

std::vector<torch::Tensor> copiesOf(const std::vector<torch::Tensor>& tensors) {
    std::vector<torch::Tensor> copies;
    for (const auto& tensor : tensors)
        copies.push_back(tensor.detach().clone());
    return copies;
}

Error diverged() { return {ErrorKind::usage, "The loss is no number any more; try a lower learning rate."}; }

void append(std::vector<float>& values, const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.contiguous();
    values.insert(values.end(), flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
}

/// Calls @p use with the network's answer to each block of rows.
template <typename Use>
void answerAll(StatisticsNetwork& network, const torch::Tensor& rows, Use&& use) {
    const torch::NoGradGuard noGradient;
    for (std::int64_t begin = 0; begin < rows.size(0); begin += kRowsAtOnce)
        use(network.forward(rows.narrow(0, begin, std::min(kRowsAtOnce, rows.size(0) - begin))));
}

} // namespace

/// The run that makes a classifier's network.
class NetworkClassifier::Training final {
public:
    Training(NetworkClassifier& classifier, const LabelledFeatures& rows, const LabelledFeatures& judge,
             const NetworkTraining& settings)
        : m_classifier(classifier)
        , m_judge(judge)
        , m_settings(settings)
        , m_rows(floatRows(rows.values, rows.size))
        , m_truth(
              torch::tensor(std::vector<std::int64_t>(classifier.m_classes.labels().begin(), classifier.m_classes.labels().end())))
        , m_optimizer(classifier.m_network->parameters(),
                      torch::optim::AdamWOptions(settings.learningRate).weight_decay(settings.weightDecay)) {}

    void run(const std::stop_token& stop) {
        std::vector<torch::Tensor> best;
        double least = std::numeric_limits<double>::infinity();
        for (int epoch = 1; epoch <= m_settings.epochs && epoch - m_classifier.m_epochs <= m_settings.patience; ++epoch) {
            if (!doEpoch(stop))
                return;
            const double loss = logLoss(m_classifier.probabilities(m_judge.values), m_judge.labels);
            if (!m_judge.labels.empty() && !(loss < least))
                continue;
            least = loss;
            m_classifier.m_epochs = epoch;
            best = copiesOf(m_classifier.m_network->parameters());
        }
        const torch::NoGradGuard noGradient;
        auto parameters = m_classifier.m_network->parameters();
        for (std::size_t i = 0; i < best.size(); ++i) {
            parameters[i].copy_(best[i]);
            if (!torch::isfinite(best[i]).all().item<bool>())
                throw diverged();
        }
    }

private:
    // Every row once, in a random order; false if a stop came between.
    bool doEpoch(const std::stop_token& stop) {
        StatisticsNetwork& network = *m_classifier.m_network;
        const torch::Tensor order = torch::randperm(m_rows.size(0));
        network.train();
        bool whole = true;
        for (std::int64_t begin = 0; begin < m_rows.size(0) && whole; begin += m_settings.batch) {
            const torch::Tensor chosen = order.narrow(0, begin, std::min(m_settings.batch, m_rows.size(0) - begin));
            const torch::Tensor logits = network.forward(m_rows.index_select(0, chosen)).logits;
            const torch::Tensor loss = torch::cross_entropy_loss(logits, m_truth.index_select(0, chosen));
            if (!std::isfinite(loss.item<float>()))
                throw diverged();
            m_optimizer.zero_grad();
            loss.backward();
            m_optimizer.step();
            whole = !stop.stop_requested();
        }
        network.eval();
        return whole;
    }

    NetworkClassifier& m_classifier;
    const LabelledFeatures& m_judge;
    const NetworkTraining& m_settings;
    torch::Tensor m_rows;  // [rows, size]
    torch::Tensor m_truth; // [rows]
    torch::optim::AdamW m_optimizer;
};

NetworkClassifier NetworkClassifier::train(const LabelledFeatures& rows, const LabelledFeatures& judge,
                                           const MakeStatisticsNetwork& make, const NetworkTraining& settings,
                                           const std::stop_token& stop) {
    if (settings.epochs < 1 || settings.batch < 1 || settings.patience < 1)
        throw Error(ErrorKind::usage, "Epochs, batch size and patience must be at least 1.");
    NetworkClassifier result(PresentClasses(rows), rows.size);
    torch::manual_seed(settings.seed);
    result.m_network = make(static_cast<std::int64_t>(result.m_classes.count()));
    Training(result, rows, judge, settings).run(stop);
    result.m_network->eval();
    return result;
}

std::vector<float> NetworkClassifier::probabilities(std::span<const float> features) const {
    std::vector<float> shares;
    answerAll(*m_network, floatRows(features, m_size),
              [&](const StatisticsNetwork::Answer& answer) { append(shares, torch::softmax(answer.logits, 1)); });
    return m_classes.spread(shares);
}

std::vector<float> NetworkClassifier::embeddings(std::span<const float> features) const {
    std::vector<float> hidden;
    answerAll(*m_network, floatRows(features, m_size),
              [&](const StatisticsNetwork::Answer& answer) { append(hidden, answer.hidden); });
    return hidden;
}

std::size_t NetworkClassifier::parameters() const {
    std::size_t numbers = 0;
    for (const auto& parameter : m_network->parameters())
        numbers += static_cast<std::size_t>(parameter.numel());
    return numbers;
}

} // namespace segue::training
