// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"
#include "engine/inference/safetensors.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/training/evaluation.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>

using namespace segue;

namespace {

struct Shipped {
    const char* name;
    const char* architecture;
    std::size_t numbers; ///< parameters and what else inference uses
};

/// The first is the one Segue listens with.
constexpr std::array kShipped{Shipped{"segue-net", "segue-net-3", 1'357'842}, Shipped{"study-cnn", "study-cnn", 489'680},
                              Shipped{"study-crnn", "study-crnn", 304'392}};

inference::ModelBundle bundleOf(const Shipped& shipped) {
    return inference::readBundle(std::filesystem::path(SEGUE_SOURCE_DIR) / "resources" / "models" / shipped.name);
}

} // namespace

TEST_CASE("the shipped networks are complete, load, and carry their cards") {
    for (const auto& shipped : kShipped) {
        INFO(shipped.name);
        const auto bundle = bundleOf(shipped);
        std::size_t numbers = 0;
        for (const auto& tensor : inference::readSafetensors(bundle.weights()))
            numbers += tensor.values.size();
        CHECK(numbers == shipped.numbers);
        CHECK(bundle.spec.architecture == shipped.architecture);
        CHECK(bundle.spec.labels.size() == 8);
        CHECK(bundle.spec.frontEnd == features::FrontEnd{});
        CHECK_FALSE(test::readBytes(bundle.card()).empty());
        CHECK(inference::loadTorchEmbedder(bundle)->spec().id() == bundle.spec.id());
    }
}

TEST_CASE("the shipped networks reach the figures they state on the validation side") {
    const auto shared = test::sharedFolder();
    if (!shared) {
        WARN("skipped: the shared data is not there");
        return;
    }
    const auto dataset = training::Dataset::load(*shared / "data" / "fma_small");
    for (const auto& shipped : kShipped) {
        INFO(shipped.name);
        const auto bundle = bundleOf(shipped);
        const auto embedder = inference::loadTorchEmbedder(bundle);
        const auto report = training::evaluate(*embedder, dataset, dataset.rows(training::RowChoice::validation));
        // Another processor may round a clip on the fence to the other side.
        CHECK(report.accuracy == Approx(bundle.spec.validationAccuracy.value()).margin(0.005));
        CHECK(report.precisionAt10 == Approx(bundle.spec.validationPrecisionAt10.value()).margin(0.005));
    }
}
