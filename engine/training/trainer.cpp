// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include "engine/error.h"
#include "engine/inference/torch/study_cnn_embedder.h"
#include "engine/training/augmentation.h"
#include "engine/training/checkpoint.h"

#include <torch/torch.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <system_error>

namespace segue::training {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kLongestGradient = 5.0;
// Few enough clips that what passes between two layers stays in the processor's cache.
constexpr std::int64_t kClipsAtOnce = 8;

// A generator for one purpose: equal numbers give equal sequences, different ones unrelated sequences.
std::mt19937_64 generatorFor(std::uint64_t seed, std::uint32_t purpose, std::int64_t number) {
    std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U), purpose,
                           static_cast<std::uint32_t>(number)};
    return std::mt19937_64(sequence);
}

constexpr std::uint32_t kFirstWeights = 0;
constexpr std::uint32_t kOrder = 1;
constexpr std::uint32_t kVariation = 2;

inference::ModelSpec specFor(const Dataset& dataset) {
    inference::ModelSpec spec;
    spec.name = inference::kStudyCnnArchitecture;
    spec.architecture = inference::kStudyCnnArchitecture;
    spec.labels = dataset.labels();
    spec.embeddingSize = inference::kStudyCnnActivations;
    return spec;
}

TrainingState freshState(const TrainingRun& run) {
    torch::manual_seed(generatorFor(run.settings.seed, kFirstWeights, 0)());
    const auto labels = static_cast<std::int64_t>(run.dataset.labels().size());
    inference::StudyCnn network(labels, run.settings.dropout);
    inference::StudyCnn average(labels);
    inference::setWeights(average, inference::weightsOf(network));
    average->eval();
    const auto options = torch::optim::AdamWOptions(run.settings.learningRate).weight_decay(run.settings.weightDecay);
    torch::optim::AdamW optimizer(network->parameters(), options);
    return {.network = network, .average = average, .optimizer = std::move(optimizer)};
}

class Training final {
public:
    explicit Training(const TrainingRun& run)
        : m_run(run)
        , m_rows(run.dataset.rows(RowChoice::training))
        , m_state(freshState(run)) {
        const auto rows = static_cast<std::int64_t>(m_rows.size());
        m_batch = std::min<std::int64_t>(run.settings.batch, rows);
        m_stepsPerEpoch = rows / m_batch; // the rest of the clips has its turn in another epoch's order
        m_steps = m_stepsPerEpoch * run.settings.epochs;
    }

    TrainingEnd run(const std::stop_token& stop) {
        if (loadCheckpoint(checkpoint(), m_state, purpose()))
            m_state.average->eval();
        m_begin = Clock::now();
        m_firstStep = m_state.step;
        if (m_state.step == m_steps) // it may have been killed after the last checkpoint, before its network was seen
            announceNetwork();
        while (m_state.step < m_steps) {
            if (stop.stop_requested()) {
                saveCheckpoint(checkpoint(), m_state, purpose());
                return TrainingEnd::stopped;
            }
            doStep();
            if (m_state.step % m_stepsPerEpoch == 0)
                endEpoch();
        }
        return TrainingEnd::finished;
    }

private:
    [[nodiscard]] std::filesystem::path checkpoint() const { return m_run.checkpointFolder / "checkpoint.pt"; }

    [[nodiscard]] std::string purpose() const {
        std::string text = describe(m_run.settings) + " " + std::to_string(m_rows.size()) + " rows";
        for (const std::string& label : m_run.dataset.labels())
            text += ", " + label;
        return text;
    }

    // The rows of a step: its part of the epoch's random order.
    [[nodiscard]] std::vector<std::size_t> rowsOf(std::int64_t step) const {
        std::vector<std::size_t> order = m_rows;
        auto random = generatorFor(m_run.settings.seed, kOrder, step / m_stepsPerEpoch);
        std::shuffle(order.begin(), order.end(), random);
        const auto first = order.begin() + step % m_stepsPerEpoch * m_batch;
        return {first, first + m_batch};
    }

    [[nodiscard]] Batch load(const std::vector<std::size_t>& rows) const {
        const Dataset& dataset = m_run.dataset;
        std::vector<float> decibels;
        std::vector<std::int64_t> genres;
        for (const std::size_t row : rows) {
            const auto patch = dataset.patchDb(row);
            decibels.insert(decibels.end(), patch.begin(), patch.end());
            genres.push_back(static_cast<std::int64_t>(dataset.genre(row)));
        }
        const std::vector<std::int64_t> shape{static_cast<std::int64_t>(rows.size()),
                                              static_cast<std::int64_t>(dataset.bands()),
                                              static_cast<std::int64_t>(dataset.columns())};
        const auto labels = static_cast<std::int64_t>(dataset.labels().size());
        return {.patches = torch::tensor(decibels).view(shape),
                .targets = torch::one_hot(torch::tensor(genres), labels).to(torch::kFloat32)};
    }

    void doStep() {
        const std::int64_t step = m_state.step;
        auto random = generatorFor(m_run.settings.seed, kVariation, step);
        torch::manual_seed(random());
        const Batch batch = augment(load(rowsOf(step)), m_run.settings.augmentation, random);
        const double rate = learningRateAt(m_run.settings, step, m_steps);
        for (auto& group : m_state.optimizer.param_groups())
            static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
        m_lossSum += descend(batch);
        ++m_lossCount;
        updateAverage();
        ++m_state.step;
        report(rate);
    }

    // One step of the optimizer; returns the loss. The gradient is summed over small parts of the batch.
    double descend(const Batch& batch) {
        m_state.network->train();
        m_state.optimizer.zero_grad();
        double loss = 0.0;
        for (std::int64_t begin = 0; begin < m_batch; begin += kClipsAtOnce) {
            const std::int64_t length = std::min(kClipsAtOnce, m_batch - begin);
            const auto output = m_state.network->forward(batch.patches.narrow(0, begin, length));
            const auto options = torch::nn::functional::CrossEntropyFuncOptions()
                                     .label_smoothing(m_run.settings.labelSmoothing)
                                     .reduction(torch::kSum);
            const torch::Tensor part =
                torch::nn::functional::cross_entropy(output.logits, batch.targets.narrow(0, begin, length), options) /
                static_cast<double>(m_batch);
            part.backward();
            loss += part.item<double>();
        }
        torch::nn::utils::clip_grad_norm_(m_state.network->parameters(), kLongestGradient);
        m_state.optimizer.step();
        return loss;
    }

    // A mean over all steps at first, which then forgets: else the first weights would linger.
    void updateAverage() {
        const torch::NoGradGuard noGrad;
        const auto step = static_cast<double>(m_state.step);
        const double keep = std::min(m_run.settings.averaging, (1.0 + step) / (10.0 + step));
        const auto current = m_state.network->parameters();
        auto average = m_state.average->parameters();
        for (std::size_t i = 0; i < average.size(); ++i)
            average[i].lerp_(current[i], 1.0 - keep);
    }

    void report(double rate) const {
        if (!m_run.onProgress)
            return;
        const auto elapsed = std::chrono::duration<double>(Clock::now() - m_begin);
        const auto each = elapsed / static_cast<double>(m_state.step - m_firstStep);
        const auto left =
            std::chrono::duration_cast<std::chrono::seconds>(each * static_cast<double>(m_steps - m_state.step));
        m_run.onProgress({.step = m_state.step,
                          .steps = m_steps,
                          .stepsPerEpoch = m_stepsPerEpoch,
                          .loss = m_lossSum / static_cast<double>(m_lossCount),
                          .learningRate = rate,
                          .left = left});
    }

    void endEpoch() {
        saveCheckpoint(checkpoint(), m_state, purpose());
        m_lossSum = 0.0;
        m_lossCount = 0;
        if (m_state.step / m_stepsPerEpoch % m_run.reportEvery == 0 || m_state.step == m_steps)
            announceNetwork();
    }

    void announceNetwork() const {
        if (!m_run.onNetwork)
            return;
        const auto embedder = inference::makeStudyCnnEmbedder(specFor(m_run.dataset), m_state.average);
        m_run.onNetwork({.epochs = static_cast<int>(m_state.step / m_stepsPerEpoch),
                         .embedder = *embedder,
                         .weights = inference::weightsOf(m_state.average)});
    }

    const TrainingRun& m_run;
    std::vector<std::size_t> m_rows;
    TrainingState m_state;
    std::int64_t m_batch = 0;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_steps = 0;
    Clock::time_point m_begin;
    std::int64_t m_firstStep = 0; // of this process
    double m_lossSum = 0.0;       // of this epoch, in this process
    std::int64_t m_lossCount = 0;
};

void checkRun(const TrainingRun& run) {
    const TrainingSettings& settings = run.settings;
    if (run.dataset.rows(RowChoice::training).empty())
        throw Error(ErrorKind::usage, "There is no row to train on in this data set.");
    if (run.dataset.bands() != inference::kStudyCnnBands || run.dataset.columns() != inference::kStudyCnnColumns)
        throw Error(ErrorKind::usage, "The network takes patches of 128 x 128; this data set has others.");
    if (settings.epochs < 1 || settings.batch < 1 || run.reportEvery < 1)
        throw Error(ErrorKind::usage, "Epochs and batch size must be at least 1.");
}

} // namespace

TrainingEnd train(const TrainingRun& run, const std::stop_token& stop) {
    checkRun(run);
    std::error_code code;
    std::filesystem::create_directories(run.checkpointFolder, code);
    if (code)
        throw Error(ErrorKind::io,
                    "Cannot make the folder " + run.checkpointFolder.string() + ": " + code.message() + ".");
    return Training(run).run(stop);
}

} // namespace segue::training
