// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include "engine/error.h"
#include "engine/inference/torch/network_embedder.h"
#include "engine/training/augmentation.h"
#include "engine/training/batch_order.h"
#include "engine/training/checkpoint.h"
#include "engine/training/losses.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <system_error>
#include <utility>

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

inference::ModelSpec specFor(const TrainingRun& run, const inference::Network& network) {
    inference::ModelSpec spec;
    spec.name = run.settings.architecture;
    spec.architecture = run.settings.architecture;
    spec.labels = run.dataset.labels();
    spec.embeddingSize = static_cast<std::size_t>(network.embeddingSize());
    return spec;
}

// Mean and standard deviation of each band over the given rows.
std::pair<torch::Tensor, torch::Tensor> bandLevels(const Dataset& dataset, const std::vector<std::size_t>& rows) {
    const auto bands = static_cast<std::int64_t>(dataset.bands());
    torch::Tensor sum = torch::zeros({bands}, torch::kFloat64), squares = torch::zeros({bands}, torch::kFloat64);
    for (const std::size_t row : rows) {
        const torch::Tensor patch = torch::tensor(dataset.patchDb(row)).view({bands, -1}).to(torch::kFloat64);
        sum += patch.mean(1);
        squares += patch.square().mean(1);
    }
    const auto count = static_cast<double>(rows.size());
    const torch::Tensor mean = sum / count;
    return {mean.to(torch::kFloat32), (squares / count - mean.square()).clamp_min(0.0).sqrt().to(torch::kFloat32)};
}

TrainingState freshState(const TrainingRun& run, const std::vector<std::size_t>& rows) {
    torch::manual_seed(generatorFor(run.settings.seed, kFirstWeights, 0)());
    inference::NetworkOptions options{.architecture = run.settings.architecture,
                                      .labels = static_cast<std::int64_t>(run.dataset.labels().size()),
                                      .dropout = run.settings.dropout};
    auto network = inference::makeNetwork(options);
    const auto [mean, deviation] = bandLevels(run.dataset, rows);
    network->learnLevels(mean, deviation);
    options.dropout = 0.0;
    auto average = inference::makeNetwork(options);
    inference::setWeights(*average, inference::weightsOf(*network));
    average->eval();
    auto parameters = network->parameters();
    torch::nn::Linear pupil{nullptr};
    if (run.settings.teacher > 0.0) {
        pupil = torch::nn::Linear(network->embeddingSize(), static_cast<std::int64_t>(run.dataset.teacherSize()));
        for (const auto& parameter : pupil->parameters())
            parameters.push_back(parameter);
    }
    torch::optim::AdamW optimizer(
        parameters, torch::optim::AdamWOptions(run.settings.learningRate).weight_decay(run.settings.weightDecay));
    return {.network = std::move(network), .average = std::move(average), .pupil = pupil, .optimizer = std::move(optimizer)};
}

// [rows of the data set, size], each number standardised over the given rows; undefined where there is no teacher.
torch::Tensor standardisedTeacher(const Dataset& dataset, const std::vector<std::size_t>& rows) {
    std::vector<torch::Tensor> all;
    for (std::size_t row = 0; row < dataset.size(); ++row) {
        const auto vector = dataset.teacher(row);
        all.push_back(torch::tensor(std::vector<float>(vector.begin(), vector.end())));
    }
    const torch::Tensor vectors = torch::stack(all);
    const std::vector<std::int64_t> indices(rows.begin(), rows.end());
    const torch::Tensor seen = vectors.index_select(0, torch::tensor(indices));
    return (vectors - seen.mean(0)) / seen.std(0).clamp_min(1e-6);
}

class Training final {
public:
    explicit Training(const TrainingRun& run)
        : m_run(run)
        , m_rows(run.dataset.rows(RowChoice::training))
        , m_state(freshState(run, m_rows)) {
        const auto rows = static_cast<std::int64_t>(m_rows.size());
        m_batch = std::min<std::int64_t>(run.settings.batch, rows);
        m_stepsPerEpoch = rows / m_batch; // the rest of the clips has its turn in another epoch's order
        m_steps = m_stepsPerEpoch * run.settings.epochs;
        if (run.settings.teacher > 0.0)
            m_teacher = standardisedTeacher(run.dataset, m_rows);
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
    [[nodiscard]] std::vector<std::size_t> rowsOf(std::int64_t step) {
        if (const std::int64_t epoch = step / m_stepsPerEpoch; epoch != m_orderEpoch) {
            auto random = generatorFor(m_run.settings.seed, kOrder, epoch);
            const std::size_t pairs = m_run.settings.artist > 0.0 ? static_cast<std::size_t>(m_run.settings.artistPairs) : 0;
            m_order = epochOrder(m_run.dataset, {m_rows, static_cast<std::size_t>(m_batch), pairs}, random);
            m_orderEpoch = epoch;
        }
        const auto first = m_order.begin() + step % m_stepsPerEpoch * m_batch;
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
        Batch batch{.patches = torch::tensor(decibels).view(shape),
                    .targets = torch::one_hot(torch::tensor(genres), labels).to(torch::kFloat32)};
        if (m_teacher.defined())
            batch.teacher = m_teacher.index_select(0, torch::tensor(std::vector<std::int64_t>(rows.begin(), rows.end())));
        return batch;
    }

    void doStep() {
        const std::int64_t step = m_state.step;
        auto random = generatorFor(m_run.settings.seed, kVariation, step);
        torch::manual_seed(random());
        const auto rows = rowsOf(step);
        const Batch batch = augment(load(rows), m_run.settings.augmentation, random);
        std::vector<std::int64_t> artists;
        for (const std::size_t row : rows)
            artists.push_back(m_run.dataset.artist(row));
        const double rate = learningRateAt(m_run.settings, step, m_steps);
        for (auto& group : m_state.optimizer.param_groups())
            static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
        m_lossSum += descend(batch, torch::tensor(artists));
        ++m_lossCount;
        updateAverage();
        ++m_state.step;
        report(rate);
    }

    // One step of the optimizer; returns the loss. Where clips do not depend on each other the gradient is summed over
    // small parts of the batch.
    double descend(const Batch& batch, const torch::Tensor& artists) {
        m_state.network->train();
        m_state.optimizer.zero_grad();
        const bool together = m_state.network->normalisesBatches() || m_run.settings.artist > 0.0;
        const std::int64_t atOnce = together ? m_batch : kClipsAtOnce;
        double loss = 0.0;
        for (std::int64_t begin = 0; begin < m_batch; begin += atOnce) {
            const std::int64_t length = std::min(atOnce, m_batch - begin);
            const auto part = [&](const torch::Tensor& rows) { return rows.defined() ? rows.narrow(0, begin, length) : rows; };
            const torch::Tensor partLoss =
                lossOf({part(batch.patches), part(batch.targets), part(batch.teacher)}, part(artists));
            partLoss.backward();
            loss += partLoss.item<double>();
        }
        if (!std::isfinite(loss))
            throw Error(ErrorKind::usage, "The loss is no number any more; try a lower learning rate. The checkpoint of "
                                          "the last epoch is kept.");
        torch::nn::utils::clip_grad_norm_(m_state.network->parameters(), kLongestGradient);
        m_state.optimizer.step();
        return loss;
    }

    // The part's share of the batch's loss.
    [[nodiscard]] torch::Tensor lossOf(const Batch& part, const torch::Tensor& artists) {
        namespace functional = torch::nn::functional;
        const TrainingSettings& settings = m_run.settings;
        const auto output = m_state.network->forward(part.patches);
        const auto options =
            functional::CrossEntropyFuncOptions().label_smoothing(settings.labelSmoothing).reduction(torch::kSum);
        const double share = static_cast<double>(part.patches.size(0)) / static_cast<double>(m_batch);
        torch::Tensor loss =
            functional::cross_entropy(output.logits, part.targets, options) / static_cast<double>(m_batch);
        if (part.teacher.defined())
            loss = loss + share * settings.teacher * functional::mse_loss(m_state.pupil(output.embedding), part.teacher);
        if (settings.artist > 0.0)
            loss = loss + share * settings.artist * artistContrast(output.embedding, artists);
        return loss;
    }

    // A mean over all steps at first, which then forgets: else the first weights would linger.
    void updateAverage() {
        const torch::NoGradGuard noGrad;
        const auto step = static_cast<double>(m_state.step);
        const double keep = std::min(m_run.settings.averaging, (1.0 + step) / (10.0 + step));
        const auto blend = [keep](const std::vector<torch::Tensor>& from, std::vector<torch::Tensor> to) {
            for (std::size_t i = 0; i < to.size(); ++i)
                if (to[i].is_floating_point())
                    to[i].lerp_(from[i], 1.0 - keep);
        };
        blend(m_state.network->parameters(), m_state.average->parameters());
        blend(m_state.network->buffers(), m_state.average->buffers());
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
        const auto embedder = inference::makeNetworkEmbedder(specFor(m_run, *m_state.average), m_state.average);
        m_run.onNetwork({.epochs = static_cast<int>(m_state.step / m_stepsPerEpoch),
                         .embedder = *embedder,
                         .weights = inference::weightsOf(*m_state.average)});
    }

    const TrainingRun& m_run;
    std::vector<std::size_t> m_rows;
    TrainingState m_state;
    torch::Tensor m_teacher; // [rows of the data set, size]
    std::vector<std::size_t> m_order; // of the epoch
    std::int64_t m_orderEpoch = -1;
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
    if (run.dataset.bands() != inference::kNetworkBands || run.dataset.columns() != inference::kPatchColumns)
        throw Error(ErrorKind::usage, "The network takes patches of 128 x 128; this data set has others.");
    if (settings.teacher > 0.0 && run.dataset.teacherSize() == 0)
        throw Error(ErrorKind::usage, "There is no teacher (vggish128_f32.npy) in this data set; train with --teacher 0.");
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
