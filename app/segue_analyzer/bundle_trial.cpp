// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_analyzer/bundle_trial.h"

#include "engine/features/patch_maker.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <random>
#include <vector>

namespace segue::app {

namespace {

constexpr int kSecondsOfNoise = 10; // enough for any window; a steady sound has no more to say
constexpr double kTolerance = 1e-3;

std::vector<float> noise(const features::FrontEnd& frontEnd) {
    const int seconds = std::min(kSecondsOfNoise, frontEnd.excerptSeconds);
    std::vector<float> samples(static_cast<std::size_t>(frontEnd.rateHz) * static_cast<std::size_t>(seconds));
    std::minstd_rand random(1);
    for (float& sample : samples)
        sample = static_cast<float>(random() % 2001) / 2000.F - 0.5F;
    return samples;
}

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorKind::badFile, Message(MessageId::networkUnusable, {why})); }

void check(const inference::SongResult& result, const inference::ModelSpec& spec) {
    const auto isFinite = [](float value) { return std::isfinite(value); };
    if (result.embedding.size() != spec.embeddingSize)
        refuse("its embeddings have " + std::to_string(result.embedding.size()) + " numbers where model.json says " +
               std::to_string(spec.embeddingSize));
    if (result.probabilities.size() != spec.labels.size())
        refuse("it knows " + std::to_string(result.probabilities.size()) + " genres where model.json names " +
               std::to_string(spec.labels.size()));
    if (!std::ranges::all_of(result.embedding, isFinite) || !std::ranges::all_of(result.probabilities, isFinite))
        refuse("what it says of a sound is not a number");
    double squares = 0.0;
    for (const float value : result.embedding)
        squares += static_cast<double>(value) * static_cast<double>(value);
    if (std::abs(squares - 1.0) > kTolerance)
        refuse("it gives a sound no embedding of unit length");
}

} // namespace

std::string tryBundle(const std::filesystem::path& folder) {
    try {
        const auto embedder = inference::loadTorchEmbedder(inference::readBundle(folder));
        const auto& spec = embedder->spec();
        const auto patches = features::makePatchMaker(spec.frontEnd);
        check(embedder->embedSong(patches->compute(noise(spec.frontEnd))), spec);
        return spec.id();
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw Error(ErrorKind::unsupported, MessageId::networkNeedsMemory);
    } catch (const std::exception& error) { // Torch's own; only its first line is for people
        const std::string text = error.what();
        refuse("it cannot be computed (" + text.substr(0, text.find('\n')) + ")");
    }
}

} // namespace segue::app
