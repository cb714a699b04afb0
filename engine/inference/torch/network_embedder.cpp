// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/torch/network_embedder.h"

#include "engine/inference/pooling.h"
#include "engine/words/error.h"

#include <c10/core/InferenceMode.h>
#include <torch/nn/functional/normalization.h>
#include <torch/utils.h>

#include <algorithm>
#include <new>
#include <string>
#include <utility>

namespace segue::inference {
namespace {

// Few enough that what passes between two layers stays in the processor's cache.
constexpr std::size_t kPatchesAtOnce = 8;
constexpr std::size_t kGuestPatchesAtOnce = 1; // their layers are some times as large, and a worker's memory is limited

std::vector<float> copyRow(const torch::Tensor& rows, std::int64_t row) {
    const std::int64_t size = rows.size(1);
    const float* const first = rows.data_ptr<float>() + row * size;
    return {first, first + size};
}

class NetworkEmbedder final : public Embedder {
public:
    NetworkEmbedder(ModelSpec spec, std::shared_ptr<Network> network, std::optional<EmbeddingParts> parts)
        : m_spec(std::move(spec))
        , m_network(std::move(network))
        , m_parts(std::move(parts)) {
        m_network->eval();
    }

    [[nodiscard]] const ModelSpec& spec() const override { return m_spec; }

    [[nodiscard]] std::vector<PatchResult> embed(std::span<const float> patches) const override {
        return converted([&] { return embedAll(patches, Lengths::one); });
    }

    [[nodiscard]] SongResult embedSong(std::span<const float> patches) const override {
        return converted([&] {
            const bool isGuest = m_network->recipe() != features::Recipe::segue;
            SongResult song = poolExcerpts(embedAll(patches, isGuest ? Lengths::theirOwn : Lengths::one));
            if (m_parts)
                song.embedding = joinParts(m_spec.parts, {styleOf(song), soundOf(patches)});
            return song;
        });
    }

private:
    /// Of embeddings.
    enum class Lengths { one, theirOwn };

    /// Torch's and oneDNN's errors as ours; that memory ran out is told apart.
    template <typename Work>
    static auto converted(Work&& work) -> decltype(work()) {
        try {
            return work();
        } catch (const Error&) {
            throw;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            const std::string text = error.what();
            if (text.find("memory") != std::string::npos || text.starts_with("could not create")) // the latter is oneDNN's
                throw std::bad_alloc();
            throw Error(ErrorKind::unsupported, Message(MessageId::networkNotComputed, {text.substr(0, text.find('\n'))}));
        }
    }

    [[nodiscard]] std::vector<PatchResult> embedAll(std::span<const float> patches, Lengths lengths) const {
        const std::size_t patchSize = m_spec.frontEnd.patchSize();
        if (patches.size() % patchSize != 0)
            throw Error(ErrorKind::usage, "The network takes whole patches only.");
        const c10::InferenceMode inference;
        std::vector<PatchResult> results;
        results.reserve(patches.size() / patchSize);
        const std::size_t step =
            (m_network->recipe() == features::Recipe::segue ? kPatchesAtOnce : kGuestPatchesAtOnce) * patchSize;
        for (std::size_t begin = 0; begin < patches.size(); begin += step) {
            const std::size_t length = std::min(step, patches.size() - begin);
            embedBatch(patches.subspan(begin, length), lengths, results);
        }
        return results;
    }

    [[nodiscard]] std::vector<float> styleOf(const SongResult& song) const {
        const c10::InferenceMode inference;
        return m_parts->styleOf(song.embedding, song.probabilities);
    }

    // All excerpts' columns together.
    [[nodiscard]] std::vector<float> soundOf(std::span<const float> patches) const {
        const c10::InferenceMode inference;
        const auto count = static_cast<std::int64_t>(patches.size() / m_spec.frontEnd.patchSize());
        const torch::Tensor columns =
            torch::from_blob(const_cast<float*>(patches.data()), // NOLINT: Torch has no tensor of constant values
                             {count, m_spec.frontEnd.bands, m_spec.frontEnd.columns}, torch::kFloat32);
        const torch::Tensor song = columns.transpose(0, 1).reshape({1, m_spec.frontEnd.bands, -1});
        return copyRow(m_parts->sound.hear(soundStatistics(song, m_parts->sound.floorDb)).contiguous(), 0);
    }

    void embedBatch(std::span<const float> patches, Lengths lengths, std::vector<PatchResult>& results) const {
        const auto count = static_cast<std::int64_t>(patches.size() / m_spec.frontEnd.patchSize());
        // Torch has no tensor of constant values; the network only reads this one.
        const torch::Tensor input = torch::from_blob(const_cast<float*>(patches.data()), // NOLINT
                                                     {count, m_spec.frontEnd.bands, m_spec.frontEnd.columns}, torch::kFloat32);
        const NetworkOutput output = m_network->forward(input);
        const torch::Tensor probabilities =
            output.logits.defined() ? torch::softmax(output.logits, 1).contiguous() : torch::empty({count, 0});
        const torch::Tensor embeddings =
            (lengths == Lengths::one ? torch::nn::functional::normalize(output.embedding) : output.embedding).contiguous();
        for (std::int64_t i = 0; i < count; ++i)
            results.push_back({.embedding = copyRow(embeddings, i), .probabilities = copyRow(probabilities, i)});
    }

    ModelSpec m_spec;
    std::shared_ptr<Network> m_network;
    std::optional<EmbeddingParts> m_parts;
};

bool fitsGuest(const ModelSpec& spec, const Network& network, const std::optional<EmbeddingParts>& parts) {
    return features::keepsItsRecipe(spec.frontEnd) && spec.labels.empty() && spec.parts.empty() && !parts &&
           spec.embeddingSize == static_cast<std::size_t>(network.embeddingSize());
}

bool fits(const ModelSpec& spec, const Network& network, const std::optional<EmbeddingParts>& parts) {
    if (spec.frontEnd.recipe != network.recipe())
        return false;
    if (network.recipe() != features::Recipe::segue)
        return fitsGuest(spec, network, parts);
    const bool columnsFit = spec.frontEnd.columns == kPatchColumns || network.takesAnyColumns();
    const auto networkSize = static_cast<std::size_t>(network.embeddingSize());
    if (spec.frontEnd.bands != kNetworkBands || !columnsFit)
        return false;
    if (spec.parts.empty())
        return !parts && spec.embeddingSize == networkSize;
    if ((spec.parts.size() == 2) != parts.has_value())
        return false;
    if (!parts)
        return spec.parts[0].size == networkSize;
    return spec.parts[0].size == parts->styleSize(spec.labels.size()) &&
           (spec.frontEnd.columns > 1 && spec.parts[1].size == static_cast<std::size_t>(parts->sound.size()) &&
            parts->styleCentre.size(0) == network.embeddingSize());
}

} // namespace

std::unique_ptr<Embedder> makeNetworkEmbedder(ModelSpec spec, std::shared_ptr<Network> network,
                                              std::optional<EmbeddingParts> parts) {
    if (!fits(spec, *network, parts)) {
        const auto frontEnd = features::frontEndOf(network->recipe());
        const bool isGuest = network->recipe() != features::Recipe::segue;
        throw Error(ErrorKind::badFile,
                    Message(MessageId::networkUnusable,
                            {"it takes patches of " + std::to_string(frontEnd.bands) + " x " + std::to_string(frontEnd.columns) +
                             (isGuest ? " of its own recipe, names no genres" : "") + " and gives embeddings of " +
                             std::to_string(network->embeddingSize()) + "; its bundle says otherwise"}));
    }
    return std::make_unique<NetworkEmbedder>(std::move(spec), std::move(network), std::move(parts));
}

} // namespace segue::inference
