// SPDX-License-Identifier: GPL-3.0-or-later
//
// A network from elsewhere of any bytes: its arrays, whole and of numbers, or an Error. A pickle's steps are tried on their own as
// well, since few changed bytes get past an archive's checksums.
#include "engine/inference/guests/guest_networks.h"
#include "engine/inference/guests/pickle_reader.h"
#include "engine/inference/guests/published_readers.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"

#include <cstdlib>
#include <string>

using namespace segue;

namespace {

inference::PublishedArrays arraysIn(const std::filesystem::path& file) {
    if (file.extension() == ".pt")
        return inference::readTorchZip(file);
    return file.extension() == ".npz" ? inference::readNpz(file) : inference::readTensorFlowJs(file);
}

void readArrays(const std::filesystem::path& file) {
    const auto arrays = arraysIn(file);
    for (const auto& [name, tensor] : arrays)
        if (tensor.name != name || tensor.values.size() != inference::valuesOf(file, name, tensor.shape))
            std::abort();
    static_cast<void>(inference::hostedArrays(file, arrays));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    try {
        if (bytes[0] % 4 == 3) {
            const std::string pickle(reinterpret_cast<const char*>(bytes) + 1, size - 1);
            static_cast<void>(inference::readPickle("data.pkl", pickle));
        } else {
            const auto path = fuzz::writeAsChosen({bytes, size}, {"model.json", "a.pt", "a.npz", "data.pkl"});
            readArrays(path);
        }
    } catch (const Error&) {
        // the network is refused with a sentence
    }
    return 0;
}
