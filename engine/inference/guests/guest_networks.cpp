// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/guest_networks.h"

#include "engine/inference/guests/array_taker.h"
#include "engine/inference/guests/efficientat_shape.h"

#include <array>

namespace segue::inference {

namespace {

using Weights = std::vector<Tensor>;

// musicnn -----------------------------------------------------------------------------------------------------------------------

std::string musicnnConvolution(std::size_t number) { return number == 0 ? "conv2d" : "conv2d_" + std::to_string(number); }

void addMusicnnScale(const ArrayTaker& taker, std::size_t number, std::int64_t channels, const std::string& name,
                     Weights& weights) {
    std::string norm = "model/batch_normalization";
    if (number > 0)
        norm.append("_").append(std::to_string(number));
    norm += "/FusedBatchNorm/";
    weights.push_back(renamed(taker.take(norm + "Scaled", {channels}), name + "_scale"));
    weights.push_back(renamed(taker.take(norm + "Offset", {channels}), name + "_offset"));
}

void addMusicnnDenseScale(const ArrayTaker& taker, int number, std::int64_t size, const std::string& name, Weights& weights) {
    const std::string norm = "model/batch_normalization_" + std::to_string(number) + "/batchnorm/";
    weights.push_back(renamed(taker.take(norm + "mul", {size}), name + "_scale"));
    weights.push_back(renamed(taker.take(norm + "sub", {size}), name + "_offset"));
}

Weights musicnnWeights(const ArrayTaker& taker) {
    constexpr std::array<std::array<std::int64_t, 3>, 5> kFront{
        {{7, 38, 204}, {7, 67, 204}, {128, 1, 51}, {64, 1, 51}, {32, 1, 51}}}; // frames, bands, channels
    constexpr std::int64_t kRows = 561, kMiddle = 64, kPooled = 1506, kHidden = 200;
    Weights weights;
    addMusicnnScale(taker, 0, 1, "input", weights);
    for (std::size_t i = 0; i < kFront.size(); ++i) {
        const auto& [frames, bands, channels] = kFront[i];
        const std::string from = musicnnConvolution(i), to = "front" + std::to_string(i + 1);
        weights.push_back(
            renamed(permuted(taker.take(from + "/kernel", {frames, bands, 1, channels}), {3, 2, 0, 1}), to + ".weight"));
        weights.push_back(renamed(taker.take(from + "/bias", {channels}), to + ".bias"));
        addMusicnnScale(taker, i + 1, channels, to, weights);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string from = musicnnConvolution(i + kFront.size()), to = "middle" + std::to_string(i + 1);
        const std::int64_t inputs = i == 0 ? kRows : kMiddle;
        Tensor kernel = permuted(taker.take(from + "/kernel", {7, inputs, 1, kMiddle}), {3, 1, 0, 2});
        kernel.shape.pop_back(); // of length 1
        weights.push_back(renamed(std::move(kernel), to + ".weight"));
        weights.push_back(renamed(taker.take(from + "/bias", {kMiddle}), to + ".bias"));
        addMusicnnScale(taker, i + 1 + kFront.size(), kMiddle, to, weights);
    }
    addMusicnnDenseScale(taker, 9, kPooled, "pooled", weights);
    weights.push_back(renamed(permuted(taker.take("dense/kernel", {kPooled, kHidden}), {1, 0}), "dense.weight"));
    weights.push_back(renamed(taker.take("dense/bias", {kHidden}), "dense.bias"));
    addMusicnnDenseScale(taker, 10, kHidden, "hidden", weights);
    return weights;
}

GuestNetwork musicnn() {
    return {.name = "musicnn",
            .architecture = "musicnn",
            .recipe = features::Recipe::musicnn,
            .embeddingSize = 200,
            .what = "musicnn by Jordi Pons and Xavier Serra (2019) was trained to tag songs of the Million Song Dataset, or of\n"
                    "MagnaTagATune; both have the same arrays. It hears 3 s at 16 kHz.",
            .origin = "https://github.com/jordipons/musicnn; in the form of TensorFlow.js: https://github.com/MTG/essentia.js",
            .licence = "ISC, (c) 2019 Jordi Pons"};
}

// EfficientAT -------------------------------------------------------------------------------------------------------------------

void addMnConvolution(const ArrayTaker& taker, const std::string& from, const std::vector<std::int64_t>& shape,
                      const std::string& to, Weights& weights) {
    const auto [weight, bias] = folded(taker, taker.take(from + ".0.weight", shape), std::nullopt,
                                       {.mean = from + ".1.running_mean",
                                        .variance = from + ".1.running_var",
                                        .factor = from + ".1.weight",
                                        .summand = from + ".1.bias"});
    weights.push_back(renamed(weight, to + ".weight"));
    weights.push_back(renamed(bias, to + ".bias"));
}

void addMnDense(const ArrayTaker& taker, const std::string& from, std::int64_t outputs, std::int64_t inputs, const std::string& to,
                Weights& weights) {
    weights.push_back(renamed(taker.take(from + ".weight", {outputs, inputs}), to + ".weight"));
    weights.push_back(renamed(taker.take(from + ".bias", {outputs}), to + ".bias"));
}

void addMnBlock(const ArrayTaker& taker, const MnBlock& block, std::size_t number, Weights& weights) {
    const std::string from = "features." + std::to_string(number) + ".block.", to = "block" + std::to_string(number) + ".";
    int layer = 0;
    const auto next = [&] { return from + std::to_string(layer++); };
    if (block.expanded != block.inputs)
        addMnConvolution(taker, next(), {block.expanded, block.inputs, 1, 1}, to + "expand", weights);
    addMnConvolution(taker, next(), {block.expanded, 1, block.kernel, block.kernel}, to + "depth", weights);
    if (block.squeezed > 0) {
        const std::string weighing = next() + ".conc_se_layers.0.";
        addMnDense(taker, weighing + "fc1", block.squeezed, block.expanded, to + "squeeze", weights);
        addMnDense(taker, weighing + "fc2", block.expanded, block.squeezed, to + "excite", weights);
    }
    addMnConvolution(taker, next(), {block.outputs, block.expanded, 1, 1}, to + "project", weights);
}

/// @param hidden numbers of its hidden layer, by the array that is there
MnShape mnShape(const ArrayTaker& taker, std::int64_t hidden) {
    const auto shape = mnShapeOf(hidden);
    if (!shape)
        taker.refuse("its hidden layer has " + std::to_string(hidden) + " numbers, as no published width of EfficientAT has");
    return *shape;
}

Weights mnWeights(const ArrayTaker& taker, std::int64_t hidden) {
    const MnShape shape = mnShape(taker, hidden);
    Weights weights;
    addMnConvolution(taker, "features.0", {shape.stem, 1, 3, 3}, "stem", weights);
    for (std::size_t i = 0; i < shape.blocks.size(); ++i)
        addMnBlock(taker, shape.blocks[i], i + 1, weights);
    const std::string last = "features." + std::to_string(shape.blocks.size() + 1);
    addMnConvolution(taker, last, {shape.last, shape.blocks.back().outputs, 1, 1}, "last", weights);
    addMnDense(taker, "classifier.2", shape.hidden, shape.last, "hidden", weights);
    return weights;
}

GuestNetwork efficientAt(std::int64_t hidden) {
    return {.name = std::string("efficientat-") + mnNameOf(hidden),
            .architecture = "efficientat-mn",
            .recipe = features::Recipe::efficientAt,
            .embeddingSize = static_cast<std::size_t>(hidden),
            .what = "EfficientAT by Florian Schmid, Khaled Koutini and Gerhard Widmer (2023) was trained to name the sounds of\n"
                    "AudioSet, of which music is a part. It hears 10 s at 32 kHz.",
            .origin = "https://github.com/fschmid56/EfficientAT",
            .licence = "MIT, (c) 2022 Florian Schmid"};
}

// The artist network ------------------------------------------------------------------------------------------------------------

Weights artistWeights(const ArrayTaker& taker) {
    constexpr std::array<std::array<std::int64_t, 2>, 5> kConvolutions{{{128, 4}, {128, 4}, {128, 4}, {128, 2}, {256, 1}}};
    Weights weights;
    for (std::size_t i = 0; i < kConvolutions.size(); ++i) {
        const auto& [outputs, columns] = kConvolutions[i];
        const std::string number = std::to_string(i + 1);
        const auto [weight, bias] =
            folded(taker, taker.take("w" + number, {outputs, 128, columns}), taker.take("b" + number, {outputs}),
                   {.mean = "mean" + number, .variance = "var" + number, .factor = "gamma" + number, .summand = "beta" + number});
        weights.push_back(renamed(weight, "conv" + number + ".weight"));
        weights.push_back(renamed(bias, "conv" + number + ".bias"));
    }
    return weights;
}

GuestNetwork artistSiamese() {
    return {
        .name = "artist-siamese",
        .architecture = "artist-siamese",
        .recipe = features::Recipe::artistSiamese,
        .embeddingSize = 256,
        .what = "The siamese network by Jiyoung Park, Jongpil Lee, Jangyeon Park, Jung-Woo Ha and Juhan Nam (2018) was trained to\n"
                "tell artists of the Million Song Dataset apart. It hears 3 s at 22.05 kHz.",
        .origin = "https://github.com/jongpillee/ismir2018-artist, its five convolutions and their normalisation as NumPy arrays",
        .licence = "MIT, (c) 2018 Jongpil Lee"};
}

} // namespace

HostedArrays hostedArrays(const std::filesystem::path& file, const PublishedArrays& published) {
    const ArrayTaker taker(file, published);
    if (published.contains("conv2d_7/kernel") && published.contains("dense/kernel"))
        return {.network = musicnn(), .weights = musicnnWeights(taker)};
    if (const auto found = published.find("classifier.2.weight");
        found != published.end() && published.contains("features.16.0.weight") && !found->second.shape.empty()) {
        const std::int64_t hidden = found->second.shape.front();
        return {.network = efficientAt(hidden), .weights = mnWeights(taker, hidden)};
    }
    if (published.contains("w5") && published.contains("gamma5"))
        return {.network = artistSiamese(), .weights = artistWeights(taker)};
    refusePublished(
        file,
        "its arrays are of no network that Segue knows; it knows musicnn, EfficientAT's \"mn\" networks and the siamese "
        "artist network",
        true);
}

} // namespace segue::inference
