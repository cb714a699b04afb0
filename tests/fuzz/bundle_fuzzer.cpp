// SPDX-License-Identifier: GPL-3.0-or-later
//
// A model bundle's description and weights of any bytes: what they say, or an Error. A description that was understood
// is understood again when it is written.
#include "engine/inference/model_bundle.h"
#include "engine/inference/safetensors.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"

#include <cstdlib>

using namespace segue;

namespace {

void readDescription(const std::filesystem::path& folder) {
    const auto bundle = inference::readBundle(folder);
    const auto text = inference::formatModelSpec(bundle.spec);
    if (inference::formatModelSpec(inference::parseModelSpec(text)) != text)
        std::abort();
}

void readWeights(const std::filesystem::path& file) {
    for (const auto& tensor : inference::readSafetensors(file)) {
        std::size_t count = 1;
        for (const auto length : tensor.shape)
            count *= static_cast<std::size_t>(length);
        if (count != tensor.values.size())
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    const auto path = fuzz::writeAsChosen({bytes, size}, {"model.json", "weights.safetensors"});
    try {
        if (path.extension() == ".json")
            readDescription(path.parent_path());
        else
            readWeights(path);
    } catch (const Error&) {
        // the bundle is refused with a sentence
    }
    return 0;
}
