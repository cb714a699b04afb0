// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"
#include "engine/inference/safetensors.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/training/evaluation.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace segue;

namespace {

std::filesystem::path shippedBundle() {
    return std::filesystem::path(SEGUE_SOURCE_DIR) / "resources" / "models" / "study-cnn";
}

} // namespace

TEST_CASE("the shipped network has 489,680 parameters, loads, and carries its card") {
    const auto bundle = inference::readBundle(shippedBundle());
    std::size_t parameters = 0;
    for (const auto& tensor : inference::readSafetensors(bundle.weights()))
        parameters += tensor.values.size();
    CHECK(parameters == 489'680);
    CHECK(bundle.spec.labels.size() == 8);
    CHECK(bundle.spec.frontEnd == features::FrontEnd{});
    CHECK_FALSE(test::readBytes(bundle.card()).empty());
    CHECK(inference::loadTorchEmbedder(bundle)->spec().id() == bundle.spec.id());
}

TEST_CASE("the shipped network reaches the figures it states on the validation side") {
    const auto shared = test::sharedFolder();
    if (!shared) {
        WARN("skipped: the shared data is not there");
        return;
    }
    const auto bundle = inference::readBundle(shippedBundle());
    const auto embedder = inference::loadTorchEmbedder(bundle);
    const auto dataset = training::Dataset::load(*shared / "data" / "fma_small");
    const auto report = training::evaluate(*embedder, dataset, dataset.rows(training::RowChoice::validation));
    // Another processor may round a clip on the fence to the other side.
    CHECK(report.accuracy == Approx(bundle.spec.validationAccuracy).margin(0.005));
    CHECK(report.precisionAt10 == Approx(bundle.spec.validationPrecisionAt10).margin(0.005));
}
