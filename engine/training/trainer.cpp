// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"

#include "engine/inference/torch/network_embedder.h"
#include "engine/training/augmentation.h"
#include "engine/training/batch_order.h"
#include "engine/training/checkpoint.h"
#include "engine/training/dataset_check.h"
#include "engine/training/lessons.h"
#include "engine/training/losses.h"
#include "engine/training/mixed_precision.h"
#include "engine/training/sound_fit.h"
#include "engine/training/taught_order.h"
#include "engine/training/teacher.h"
#include "engine/words/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <optional>
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
constexpr std::uint32_t kPatch = 3;
constexpr std::uint32_t kTaught = 4;
constexpr std::chrono::minutes kSaveEvery{5};

inference::ModelSpec specFor(const TrainingRun& run, const inference::Network& network) {
    inference::ModelSpec spec;
    spec.name = run.name.empty() ? run.settings.architecture : run.name;
    spec.architecture = run.settings.architecture;
    spec.frontEnd = run.dataset.frontEnd();
    spec.labels = run.dataset.labels();
    spec.embeddingSize = static_cast<std::size_t>(network.embeddingSize());
    spec.split = run.settings.split == Split::clips ? "clips" : "artists";
    return spec;
}

// How long a part with two vectors at right angles is, the first of unit length.
double lengthWith(double other) { return std::sqrt(1.0 + other * other); }

void addParts(inference::ModelSpec& spec, const inference::EmbeddingParts& parts, double soundWeight) {
    const auto sound = static_cast<std::size_t>(parts.sound.size());
    const std::size_t style = parts.styleSize(spec.labels.size());
    spec.parts = {{.name = inference::kStylePart, .size = style, .weight = lengthWith(parts.genreLength)},
                  {.name = inference::kSoundPart, .size = sound, .weight = soundWeight}};
    spec.embeddingSize = style + sound;
}

// The axes along which rows, whose mean is zero, differ most: [size, count], orthonormal.
torch::Tensor principalAxes(const torch::Tensor& rows, std::int64_t count) {
    const torch::Tensor wide = rows.to(torch::kFloat64);
    const torch::Tensor axes = std::get<1>(torch::linalg_eigh(torch::matmul(wide.t(), wide))); // ascending
    return axes.narrow(1, axes.size(1) - count, count).flip(1).to(torch::kFloat32).contiguous();
}

// Mean and standard deviation of each band over the given rows.
std::pair<torch::Tensor, torch::Tensor> bandLevels(const Dataset& dataset, const std::vector<std::size_t>& rows) {
    const auto bands = static_cast<std::int64_t>(dataset.bands());
    const auto columns = static_cast<std::int64_t>(dataset.columns());
    torch::Tensor sum = torch::zeros({bands}, torch::kFloat64), squares = torch::zeros({bands}, torch::kFloat64);
    for (const std::size_t row : rows) {
        const torch::Tensor patches = torch::tensor(dataset.patchDb(row)).view({-1, bands, columns});
        const torch::Tensor levels = patches.transpose(0, 1).reshape({bands, -1}).to(torch::kFloat64);
        sum += levels.mean(1);
        squares += levels.square().mean(1);
    }
    const auto count = static_cast<double>(rows.size());
    const torch::Tensor mean = sum / count;
    return {mean.to(torch::kFloat32), (squares / count - mean.square()).clamp_min(0.0).sqrt().to(torch::kFloat32)};
}

// From the embedding to what is learned beside genres; its numbers are learned along with the network's.
torch::nn::Linear head(const inference::Network& network, std::int64_t size, std::vector<torch::Tensor>& parameters) {
    torch::nn::Linear made(network.embeddingSize(), size);
    for (const auto& parameter : made->parameters())
        parameters.push_back(parameter);
    return made;
}

TrainingState freshState(const TrainingRun& run, const std::vector<std::size_t>& rows, std::int64_t lessons) {
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
    torch::nn::Linear pupil{nullptr}, taught{nullptr};
    if (run.settings.teacher > 0.0)
        pupil = head(*network, static_cast<std::int64_t>(run.dataset.teacherSize()), parameters);
    if (lessons > 0)
        taught = head(*network, lessons, parameters);
    torch::optim::AdamW optimizer(parameters,
                                  torch::optim::AdamWOptions(run.settings.learningRate).weight_decay(run.settings.weightDecay));
    return {.network = std::move(network),
            .average = std::move(average),
            .pupil = pupil,
            .taught = taught,
            .optimizer = std::move(optimizer)};
}

class Training final {
public:
    explicit Training(const TrainingRun& run)
        : m_run(run)
        , m_rows(run.dataset.rows(RowChoice::training, run.settings.split))
        , m_taught(run.taught == nullptr ? std::nullopt : std::optional<Taught>(*run.taught))
        , m_state(freshState(run, m_rows, m_taught ? m_taught->lessons.size(1) : 0)) {
        const auto rows = static_cast<std::int64_t>(m_rows.size());
        m_batch = std::min<std::int64_t>(run.settings.batch, rows);
        if (m_batch < 2 && m_state.network->normalisesBatches())
            throw Error(ErrorKind::usage, "The network " + run.settings.architecture +
                                              " learns from batches of at least two songs; train with a larger --batch.");
        m_stepsPerEpoch = rows / m_batch; // the rest of the clips has its turn in another epoch's order
        m_steps = m_stepsPerEpoch * run.settings.epochs;
        if (run.settings.teacher > 0.0 || run.settings.relations > 0.0)
            m_teacher = standardisedTeacher(run.dataset, m_rows);
        if (run.settings.teacherGenres > 0.0)
            m_heard = genresTeacherHears(run.dataset, m_rows, standardisedTeacher(run.dataset, m_rows));
        if (run.settings.sound > 0.0)
            m_sound = fitSoundPart(run.dataset, m_rows, run.settings.seed);
    }

    TrainingEnd run(const std::stop_token& stop) {
        if (loadCheckpoint(checkpoint(), m_state, purpose()))
            m_state.average->eval();
        if (m_run.settings.mixedPrecision)
            inference::layOutChannelsLast(*m_state.network);
        m_begin = Clock::now();
        m_lastSave = m_begin;
        m_firstStep = m_state.step;
        if (m_state.step == m_steps) // it may have been killed after the last checkpoint, before its network was seen
            announceNetwork();
        while (m_state.step < m_steps) {
            if (stop.stop_requested()) {
                save();
                return TrainingEnd::stopped;
            }
            const auto begin = Clock::now();
            doStep();
            if (m_state.seconds)
                *m_state.seconds += std::chrono::duration<double>(Clock::now() - begin).count();
            if (m_state.step % m_stepsPerEpoch == 0)
                endEpoch();
            else if (Clock::now() - m_lastSave > kSaveEvery)
                save();
        }
        return TrainingEnd::finished;
    }

private:
    /// Rows of music without genres; undefined tensors: none.
    struct TaughtBatch {
        Batch batch;
        torch::Tensor recordings; // [rows]
    };

    /// Music without genres.
    struct Taught {
        explicit Taught(const TaughtMusic& all)
            : music(all)
            , order(all)
            , lessons(lessonsOf(all, all.rows(RowChoice::training))) {}

        const TaughtMusic& music;
        TaughtOrder order;
        torch::Tensor lessons; // [rows of the music, size]
    };

    [[nodiscard]] std::filesystem::path checkpoint() const { return m_run.checkpointFolder / "checkpoint.pt"; }

    [[nodiscard]] std::string purpose() const {
        std::string text = describe(m_run.settings) + " " + std::to_string(m_rows.size()) + " rows";
        for (const std::string& label : m_run.dataset.labels())
            text += ", " + label;
        if (const auto& frontEnd = m_run.dataset.frontEnd(); frontEnd != features::FrontEnd{})
            text += "; " + features::describe(frontEnd);
        for (const auto& mentor : m_run.mentors)
            text += "; as " + mentor.id + " " + mentor.sha256;
        if (m_taught)
            text += "; " + std::to_string(m_taught->music.size()) + " taught, " + std::to_string(m_taught->lessons.size(1)) +
                    " lessons";
        return m_run.dataIdentity.empty() ? text : text + "; " + m_run.dataIdentity;
    }

    void save() {
        saveCheckpoint(checkpoint(), m_state, purpose());
        m_lastSave = Clock::now();
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

    [[nodiscard]] Batch load(const std::vector<std::size_t>& rows, std::int64_t step) const {
        const Dataset& dataset = m_run.dataset;
        std::vector<float> decibels;
        std::vector<std::int64_t> genres;
        auto random = generatorFor(m_run.settings.seed, kPatch, step);
        for (const std::size_t row : rows) {
            const auto patch = dataset.patchDb(row, random() % dataset.patchCount(row));
            decibels.insert(decibels.end(), patch.begin(), patch.end());
            genres.push_back(static_cast<std::int64_t>(dataset.genre(row)));
        }
        const std::vector<std::int64_t> shape{static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(dataset.bands()),
                                              static_cast<std::int64_t>(dataset.columns())};
        const auto labels = static_cast<std::int64_t>(dataset.labels().size());
        Batch batch{.patches = torch::tensor(decibels).view(shape),
                    .targets = torch::one_hot(torch::tensor(genres), labels).to(torch::kFloat32)};
        const torch::Tensor indices = torch::tensor(std::vector<std::int64_t>(rows.begin(), rows.end()));
        if (m_teacher.defined())
            batch.teacher = m_teacher.index_select(0, indices);
        if (m_heard.defined())
            batch.targets = batch.targets.lerp(m_heard.index_select(0, indices), m_run.settings.teacherGenres);
        return batch;
    }

    // Some of the music without genres: its teachers' lessons in the place of the teacher's vectors.
    [[nodiscard]] Batch loadTaught(const std::vector<std::size_t>& rows) const {
        std::vector<float> decibels;
        for (const std::size_t row : rows) {
            const auto patch = m_taught->music.patchDb(row);
            decibels.insert(decibels.end(), patch.begin(), patch.end());
        }
        const features::FrontEnd& frontEnd = m_taught->music.frontEnd();
        const torch::Tensor indices = torch::tensor(std::vector<std::int64_t>(rows.begin(), rows.end()));
        return {.patches = torch::tensor(decibels).view({static_cast<std::int64_t>(rows.size()), frontEnd.bands, frontEnd.columns}),
                .teacher = m_taught->lessons.index_select(0, indices)};
    }

    // What a step learns of it, varied like the rest.
    [[nodiscard]] TaughtBatch taughtFor(std::int64_t step) const {
        if (!m_taught)
            return {};
        auto random = generatorFor(m_run.settings.seed, kTaught, step);
        const auto rows = m_taught->order.draw(static_cast<std::size_t>(m_run.settings.taughtRows), random);
        if (rows.empty())
            return {};
        std::vector<std::int64_t> recordings;
        for (const std::size_t row : rows)
            recordings.push_back(m_taught->music.recording(row));
        return {.batch = augment(loadTaught(rows), m_run.settings.augmentation, random), .recordings = torch::tensor(recordings)};
    }

    void doStep() {
        const std::int64_t step = m_state.step;
        auto random = generatorFor(m_run.settings.seed, kVariation, step);
        torch::manual_seed(random());
        const auto rows = rowsOf(step);
        const Batch batch = augment(load(rows, step), m_run.settings.augmentation, random);
        std::vector<std::int64_t> artists;
        for (const std::size_t row : rows)
            artists.push_back(m_run.dataset.artist(row));
        const double rate = learningRateAt(m_run.settings, step, m_steps);
        for (auto& group : m_state.optimizer.param_groups())
            static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
        if (step % m_stepsPerEpoch == 0) {
            m_state.lossSum = 0.0;
            m_state.lossCount = 0;
        }
        m_state.lossSum += descend(batch, torch::tensor(artists), taughtFor(step));
        ++m_state.lossCount;
        updateAverage();
        ++m_state.step;
        report(rate);
    }

    // One step of the optimizer; returns the loss. Where clips do not depend on each other the gradient is summed over
    // small parts of the batch.
    double descend(const Batch& batch, const torch::Tensor& artists, const TaughtBatch& taught) {
        m_state.network->train();
        m_state.optimizer.zero_grad();
        const TrainingSettings& settings = m_run.settings;
        const bool together = m_state.network->normalisesBatches() || settings.artist > 0.0 || settings.genres > 0.0 ||
                              settings.relations > 0.0 || taught.recordings.defined() || !m_run.mentors.empty();
        const std::int64_t atOnce = together ? m_batch : kClipsAtOnce;
        double loss = 0.0;
        for (std::int64_t begin = 0; begin < m_batch; begin += atOnce) {
            const std::int64_t length = std::min(atOnce, m_batch - begin);
            const auto part = [&](const torch::Tensor& rows) { return rows.defined() ? rows.narrow(0, begin, length) : rows; };
            const torch::Tensor partLoss =
                lossOf({part(batch.patches), part(batch.targets), part(batch.teacher)}, part(artists), taught);
            partLoss.backward();
            loss += partLoss.item<double>();
        }
        const double length = torch::nn::utils::clip_grad_norm_(m_state.network->parameters(), kLongestGradient);
        if (!std::isfinite(loss) || !std::isfinite(length))
            throw Error(ErrorKind::usage, "The loss is no number any more; try a lower learning rate. The last "
                                          "checkpoint is kept.");
        m_state.optimizer.step();
        return loss;
    }

    // What the mentors say of patches, the mean of all of them; undefined where there are none.
    struct Mentors {
        torch::Tensor cosines;       // [n, n]
        torch::Tensor probabilities; // [n, labels]
    };
    [[nodiscard]] Mentors askMentors(const torch::Tensor& patches) const {
        const torch::NoGradGuard noGrad;
        Mentors said;
        for (const auto& mentor : m_run.mentors) {
            const auto output = hear(*mentor.network, patches);
            const torch::Tensor cosines = centredCosines(output.embedding);
            const torch::Tensor probabilities = torch::softmax(output.logits, 1);
            said.cosines = said.cosines.defined() ? said.cosines + cosines : cosines;
            said.probabilities = said.probabilities.defined() ? said.probabilities + probabilities : probabilities;
        }
        const auto count = static_cast<double>(m_run.mentors.size());
        return m_run.mentors.empty() ? said : Mentors{said.cosines / count, said.probabilities / count};
    }

    // What a network says of patches, in full precision whatever it computes with.
    [[nodiscard]] inference::NetworkOutput hear(inference::Network& network, const torch::Tensor& patches) const {
        const MixedPrecision precision(m_run.settings.mixedPrecision);
        const auto output = network.forward(patches);
        return {.logits = output.logits.to(torch::kFloat32), .embedding = output.embedding.to(torch::kFloat32)};
    }

    // The part's share of the batch's loss.
    [[nodiscard]] torch::Tensor lossOf(const Batch& part, const torch::Tensor& artists, const TaughtBatch& taught) {
        namespace functional = torch::nn::functional;
        const TrainingSettings& settings = m_run.settings;
        const std::int64_t clips = part.patches.size(0);
        const torch::Tensor patches = taught.recordings.defined() ? torch::cat({part.patches, taught.batch.patches}) : part.patches;
        const auto all = hear(*m_state.network, patches);
        const torch::Tensor logits = all.logits.narrow(0, 0, clips);
        const torch::Tensor embedding = all.embedding.narrow(0, 0, clips);
        const Mentors said = askMentors(patches);
        const torch::Tensor targets = said.probabilities.defined()
                                          ? part.targets.lerp(said.probabilities.narrow(0, 0, clips), settings.mentorGenres)
                                          : part.targets;
        const auto options = functional::CrossEntropyFuncOptions().label_smoothing(settings.labelSmoothing).reduction(torch::kSum);
        const double share = static_cast<double>(clips) / static_cast<double>(m_batch);
        torch::Tensor loss = functional::cross_entropy(logits, targets, options) / static_cast<double>(m_batch);
        if (settings.teacher > 0.0)
            loss = loss + share * settings.teacher * functional::mse_loss(m_state.pupil(embedding), part.teacher);
        if (settings.relations > 0.0 && clips > 1)
            loss = loss + share * settings.relations * neighbourDifference(embedding, part.teacher);
        if (settings.artist > 0.0)
            loss = loss + share * settings.artist * artistContrast(embedding, artists);
        if (settings.genres > 0.0 && clips > 1)
            loss = loss + share * settings.genres * genreContrast(embedding, targets);
        if (said.cosines.defined())
            loss = loss + settings.mentors * cosineDifference(all.embedding, said.cosines);
        if (taught.recordings.defined()) {
            const torch::Tensor others = all.embedding.narrow(0, clips, taught.recordings.size(0));
            if (m_state.taught) // not where the teachers have said nothing
                loss = loss + settings.taught * errorOfKnown(m_state.taught(others), taught.batch.teacher);
            if (settings.recordings > 0.0)
                loss = loss + settings.recordings * artistContrast(others, taught.recordings);
        }
        return loss;
    }

    // At first the mean over all steps, later one that forgets; otherwise the first weights would remain in it.
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
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(each * static_cast<double>(m_steps - m_state.step));
        m_run.onProgress({.step = m_state.step,
                          .steps = m_steps,
                          .stepsPerEpoch = m_stepsPerEpoch,
                          .loss = meanLoss(),
                          .learningRate = rate,
                          .left = left});
    }

    [[nodiscard]] double meanLoss() const { return m_state.lossSum / static_cast<double>(m_state.lossCount); }

    void endEpoch() {
        save();
        if (m_state.step / m_stepsPerEpoch % m_run.reportEvery == 0 || m_state.step == m_steps)
            announceNetwork();
    }

    void announceNetwork() const {
        if (!m_run.onNetwork)
            return;
        inference::ModelSpec spec = specFor(m_run, *m_state.average);
        spec.trainingSeconds = m_state.seconds;
        auto weights = inference::weightsOf(*m_state.average);
        std::optional<inference::EmbeddingParts> parts;
        if (m_sound) {
            parts = partsNow();
            addParts(spec, *parts, m_run.settings.sound);
            const auto arrays = inference::arraysOf(*parts);
            weights.insert(weights.end(), arrays.begin(), arrays.end());
        }
        const auto embedder = inference::makeNetworkEmbedder(std::move(spec), m_state.average, parts);
        m_run.onNetwork({.epochs = static_cast<int>(m_state.step / m_stepsPerEpoch),
                         .loss = m_state.lossCount > 0 ? std::optional(meanLoss()) : std::nullopt,
                         .embedder = *embedder,
                         .weights = std::move(weights)});
    }

    // What stands beside the network: learned from its unit embeddings of some of the rows trained on, one patch each.
    [[nodiscard]] inference::EmbeddingParts partsNow() const {
        constexpr std::size_t kEvery = 8;
        const torch::NoGradGuard noGrad;
        const Dataset& dataset = m_run.dataset;
        std::vector<torch::Tensor> units;
        for (std::size_t i = 0; i < m_rows.size(); i += kEvery) {
            const auto bands = static_cast<std::int64_t>(dataset.bands());
            const torch::Tensor patch = torch::tensor(dataset.patchDb(m_rows[i], 0)).view({1, bands, -1});
            units.push_back(torch::nn::functional::normalize(m_state.average->forward(patch).embedding));
        }
        const torch::Tensor all = torch::cat(units);
        inference::EmbeddingParts parts{.styleCentre = all.mean(0), .sound = *m_sound};
        const auto labels = static_cast<std::int64_t>(dataset.labels().size());
        if (m_run.settings.genresInStyle > 0.0 && labels * 2 <= all.size(1)) {
            parts.styleAxes = principalAxes(all - parts.styleCentre, all.size(1) - labels);
            parts.genreLength = m_run.settings.genresInStyle;
        }
        return parts;
    }

    const TrainingRun& m_run;
    std::vector<std::size_t> m_rows;
    std::optional<Taught> m_taught;
    TrainingState m_state;
    torch::Tensor m_teacher; // [rows of the data set, size]; undefined where nothing is learned of it
    torch::Tensor m_heard;   // [rows of the data set, labels]: what the teacher hears; undefined where it is not asked
    std::optional<inference::SoundPart> m_sound;
    std::vector<std::size_t> m_order; // of the epoch
    std::int64_t m_orderEpoch = -1;
    std::int64_t m_batch = 0;
    std::int64_t m_stepsPerEpoch = 0;
    std::int64_t m_steps = 0;
    Clock::time_point m_begin;
    Clock::time_point m_lastSave;
    std::int64_t m_firstStep = 0; // of this process
};

void checkRun(const TrainingRun& run) {
    const TrainingSettings& settings = run.settings;
    checkTrainable(run.dataset, settings.split);
    if (run.dataset.bands() != inference::kNetworkBands || run.dataset.columns() != inference::kPatchColumns)
        throw Error(ErrorKind::usage, "The network takes patches of 128 x 128; this data set has others, " +
                                          std::to_string(run.dataset.bands()) + " x " + std::to_string(run.dataset.columns()) +
                                          ".");
    if ((settings.teacher > 0.0 || settings.teacherGenres > 0.0 || settings.relations > 0.0) && run.dataset.teacherSize() == 0)
        throw Error(
            ErrorKind::usage,
            "There is no teacher (vggish128_f32.npy) in this data set; train with --teacher 0 --teacher-genres 0 --relations 0.");
    if (run.taught != nullptr && run.taught->frontEnd() != run.dataset.frontEnd())
        throw Error(ErrorKind::usage, "The music that teachers have heard has other patches than the data set.");
    if (settings.epochs < 1 || settings.batch < 1 || run.reportEvery < 1)
        throw Error(ErrorKind::usage, "Epochs and batch size must be at least 1.");
}

} // namespace

TrainingEnd train(const TrainingRun& run, const std::stop_token& stop) {
    checkRun(run);
    std::error_code code;
    std::filesystem::create_directories(run.checkpointFolder, code);
    if (code)
        throw Error(ErrorKind::io, "Cannot make the folder " + run.checkpointFolder.string() + ": " + code.message() + ".");
    return Training(run).run(stop);
}

} // namespace segue::training
