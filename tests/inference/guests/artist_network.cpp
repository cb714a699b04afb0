// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/inference/guests/artist_network.h"

#include "engine/features/npy.h"
#include "tests/support/files.h"
#include "tests/support/zip_file.h"

#include <cmath>
#include <utility>

namespace segue::test {

namespace fs = std::filesystem;

void writeArtistNetwork(const fs::path& file, const ArrayChange& change) {
    std::vector<ZipEntry> entries;
    const auto add = [&](const std::string& name, std::vector<std::size_t> shape) {
        std::size_t count = 1;
        for (const std::size_t length : shape)
            count *= length;
        std::vector<float> values(count);
        for (std::size_t i = 0; i < count; ++i)
            values[i] = 0.5F + 0.4F * std::sin(static_cast<float>(i));
        if (change)
            change(name, values, shape);
        const auto scratch = fs::path(file.string() + "." + name);
        features::writeNpy(scratch, values, shape);
        entries.push_back({name + ".npy", readBytes(scratch)});
        fs::remove(scratch);
    };
    const std::size_t columns[]{4, 4, 4, 2, 1};
    for (std::size_t i = 0; i < 5; ++i) {
        const std::size_t outputs = i == 4 ? 256 : 128;
        const std::string number = std::to_string(i + 1);
        add("w" + number, {outputs, 128, columns[i]});
        for (const char* name : {"b", "mean", "var", "gamma", "beta"})
            add(name + number, {outputs});
    }
    writeZip(file, entries);
}

} // namespace segue::test
