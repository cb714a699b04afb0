// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/support_vectors.h"

#include "engine/words/error.h"

#include <libsvm/svm.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

namespace segue::training {

namespace {

constexpr std::int64_t kSupportVectorsRowsAtOnce = 256;
constexpr double kCacheMegabytes = 256.0;
constexpr double kTolerance = 1e-3;

struct FreeModel {
    void operator()(svm_model* model) const { svm_free_and_destroy_model(&model); }
};
using Model = std::unique_ptr<svm_model, FreeModel>;

svm_parameter parametersFor(double cost, double gamma) {
    svm_parameter parameters{};
    parameters.svm_type = C_SVC;
    parameters.kernel_type = RBF;
    parameters.gamma = gamma;
    parameters.C = cost;
    parameters.cache_size = kCacheMegabytes;
    parameters.eps = kTolerance;
    parameters.shrinking = 1;
    return parameters;
}

/// What the pairs' solutions have in common: the rows as libsvm wants them, and each row's weight in each pair.
class PairTrainer final {
public:
    PairTrainer(const LabelledFeatures& rows, const PresentClasses& classes)
        : m_rows(rows)
        , m_members(classes.count())
        , m_pairs(classes.count() * (classes.count() - 1) / 2)
        , m_weights(rows.labels.size() * m_pairs, 0.0F)
        , m_offsets(m_pairs, 0.0F) {
        static const bool kQuiet = (svm_set_print_string_function([](const char*) {}), true);
        (void)kQuiet;
        for (std::size_t row = 0; row < rows.labels.size(); ++row) {
            m_members[classes.labels()[row]].push_back(row);
            for (std::size_t i = 0; i < rows.size; ++i)
                m_nodes.push_back({static_cast<int>(i) + 1, static_cast<double>(rows.values[row * rows.size + i])});
            m_nodes.push_back({-1, 0.0});
        }
    }

    void train(std::size_t first, std::size_t second, std::size_t pair, const svm_parameter& parameters) {
        std::vector<std::size_t> members = m_members[first];
        members.insert(members.end(), m_members[second].begin(), m_members[second].end());
        std::vector<svm_node*> nodes;
        std::vector<double> sides;
        for (const std::size_t row : members) {
            nodes.push_back(m_nodes.data() + row * (m_rows.size + 1));
            sides.push_back(sides.size() < m_members[first].size() ? 1.0 : 2.0);
        }
        const svm_problem problem{.l = static_cast<int>(members.size()), .y = sides.data(), .x = nodes.data()};
        if (const char* const wrong = svm_check_parameter(&problem, &parameters))
            throw Error(ErrorKind::usage, std::string("Support vectors cannot be found: ") + wrong + ".");
        const Model model(svm_train(&problem, &parameters));
        for (int i = 0; i < model->l; ++i) {
            const std::size_t row = members[static_cast<std::size_t>(model->sv_indices[i]) - 1];
            m_weights[row * m_pairs + pair] = static_cast<float>(model->sv_coef[0][i]);
        }
        m_offsets[pair] = static_cast<float>(-model->rho[0]);
    }

    [[nodiscard]] std::span<const float> weights(std::size_t row) const {
        return std::span(m_weights).subspan(row * m_pairs, m_pairs);
    }
    [[nodiscard]] const std::vector<float>& offsets() const { return m_offsets; }

private:
    const LabelledFeatures& m_rows;
    std::vector<svm_node> m_nodes;                   // [rows, size + 1]
    std::vector<std::vector<std::size_t>> m_members; // [classes], rows
    std::size_t m_pairs;
    std::vector<float> m_weights; // [rows, pairs]
    std::vector<float> m_offsets; // [pairs]
};

torch::Tensor tensorOf(std::span<const float> values, std::size_t columns) {
    // from_blob takes no const pointer, and nothing is written through it.
    return torch::from_blob(const_cast<float*>(values.data()),
                            {static_cast<std::int64_t>(rowCount(values, columns)), static_cast<std::int64_t>(columns)});
}

// [rows, classes] from what each pair says: pairs won, and less than half a pair for how clearly.
torch::Tensor scoresOf(const torch::Tensor& decisions, std::int64_t classes) {
    torch::Tensor won = torch::zeros({decisions.size(0), classes});
    torch::Tensor clearness = torch::zeros_like(won);
    std::int64_t pair = 0;
    for (std::int64_t first = 0; first < classes; ++first) {
        for (std::int64_t second = first + 1; second < classes; ++second, ++pair) {
            const torch::Tensor decision = decisions.select(1, pair);
            const torch::Tensor firstWins = (decision > 0).to(torch::kFloat32);
            won.select(1, first) += firstWins;
            won.select(1, second) += 1 - firstWins;
            clearness.select(1, first) += decision;
            clearness.select(1, second) -= decision;
        }
    }
    return won + clearness / (3 * (clearness.abs() + 1));
}

} // namespace

SupportVectorClassifier SupportVectorClassifier::train(const LabelledFeatures& rows, const SupportVectorSettings& settings,
                                                       const std::stop_token& stop) {
    if (!(settings.cost > 0.0) || !(settings.gamma >= 0.0) || !(settings.sharpness > 0.0))
        throw Error(ErrorKind::usage, "Cost and sharpness of support vectors must be above 0, gamma 0 or more.");
    SupportVectorClassifier result(PresentClasses(rows), rows.size);
    result.m_gamma = settings.gamma > 0.0 ? settings.gamma : 1.0 / static_cast<double>(rows.size);
    result.m_sharpness = settings.sharpness;
    const std::size_t classes = result.m_classes.count();
    PairTrainer trainer(rows, result.m_classes);
    const svm_parameter parameters = parametersFor(settings.cost, result.m_gamma);
    std::size_t pair = 0;
    for (std::size_t first = 0; first < classes; ++first)
        for (std::size_t second = first + 1; second < classes && !stop.stop_requested(); ++second)
            trainer.train(first, second, pair++, parameters);
    result.m_offsets = trainer.offsets();
    for (std::size_t row = 0; row < rows.labels.size(); ++row) {
        const auto weights = trainer.weights(row);
        if (std::ranges::all_of(weights, [](float weight) { return weight == 0.0F; }))
            continue;
        const auto values = rows.values.subspan(row * rows.size, rows.size);
        result.m_vectors.insert(result.m_vectors.end(), values.begin(), values.end());
        result.m_weights.insert(result.m_weights.end(), weights.begin(), weights.end());
    }
    return result;
}

std::vector<float> SupportVectorClassifier::probabilities(std::span<const float> features) const {
    const torch::NoGradGuard noGradient;
    const torch::Tensor rows = tensorOf(features, m_size);
    if (m_offsets.empty())
        return m_classes.spread(std::vector<float>(static_cast<std::size_t>(rows.size(0)), 1.0F));
    const torch::Tensor vectors = tensorOf(m_vectors, m_size);
    const torch::Tensor weights = tensorOf(m_weights, m_offsets.size());
    const torch::Tensor offsets = torch::tensor(m_offsets);
    const torch::Tensor lengths = vectors.square().sum(1);
    std::vector<float> all;
    for (std::int64_t begin = 0; begin < rows.size(0); begin += kSupportVectorsRowsAtOnce) {
        const torch::Tensor block = rows.narrow(0, begin, std::min(kSupportVectorsRowsAtOnce, rows.size(0) - begin));
        const torch::Tensor distances = (block.square().sum(1, true) + lengths - 2 * block.mm(vectors.t())).clamp_min(0);
        const torch::Tensor decisions = torch::addmm(offsets, (distances * -m_gamma).exp(), weights);
        const torch::Tensor scores = scoresOf(decisions, static_cast<std::int64_t>(m_classes.count()));
        const torch::Tensor shares = torch::softmax(scores * m_sharpness, 1).contiguous();
        all.insert(all.end(), shares.data_ptr<float>(), shares.data_ptr<float>() + shares.numel());
    }
    return m_classes.spread(all);
}

std::size_t SupportVectorClassifier::parameters() const {
    const auto used = m_weights.size() - static_cast<std::size_t>(std::ranges::count(m_weights, 0.0F));
    return m_vectors.size() + used + m_offsets.size();
}

} // namespace segue::training
