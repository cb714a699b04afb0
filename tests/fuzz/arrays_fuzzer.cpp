// SPDX-License-Identifier: GPL-3.0-or-later
//
// .npy arrays and CSV tables of any bytes: what they hold, or an Error. An array that was read reads the same when it is
// written.
#include "engine/features/npy.h"
#include "engine/training/csv_reader.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"

#include <cstdlib>

using namespace segue;

namespace {

void readArray(const std::filesystem::path& file) {
    const auto array = features::readNpy(file);
    if (array.floats().size() != array.size())
        std::abort();
    const auto copy = fuzz::fuzzFile().folder() / "copy.npy";
    features::writeNpy(copy, array);
    const auto again = features::readNpy(copy);
    if (again.type != array.type || again.shape != array.shape || again.bytes != array.bytes)
        std::abort();
}

void readTable(const std::filesystem::path& file) {
    std::size_t bytes = 0;
    training::readCsv(file, [&](std::size_t row, std::span<const std::string_view> fields) {
        if (row == 0 || fields.empty())
            std::abort();
        for (const auto field : fields)
            bytes += field.size();
        return row < 10'000;
    });
    if (bytes > std::filesystem::file_size(file))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    const auto path = fuzz::writeAsChosen({bytes, size}, {"array.npy", "table.csv"});
    try {
        if (path.extension() == ".npy")
            readArray(path);
        else
            readTable(path);
    } catch (const Error&) {
        // refused with a sentence
    }
    return 0;
}
