// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/npy.h"
#include "engine/inference/guests/published_readers.h"
#include "engine/inference/guests/zip_reader.h"

#include <string_view>

namespace segue::inference {

PublishedArrays readNpz(const std::filesystem::path& file) {
    constexpr std::string_view kEnding = ".npy";
    const auto entries =
        readZip(file, {.bytes = kLargestPublished}, [=](const std::string& name) { return name.ends_with(kEnding); });
    PublishedArrays arrays;
    for (const auto& [entry, bytes] : entries) {
        const auto array = features::parseNpy(bytes, file / entry);
        if (array.type != features::NpyType::f4)
            continue;
        const std::string name = entry.substr(0, entry.size() - kEnding.size());
        Tensor tensor{.name = name, .shape = {array.shape.begin(), array.shape.end()}, .values = array.floats()};
        arrays.emplace(name, std::move(tensor));
    }
    return arrays;
}

} // namespace segue::inference
