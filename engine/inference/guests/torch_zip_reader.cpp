// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/pickle_reader.h"
#include "engine/inference/guests/published_readers.h"
#include "engine/inference/guests/zip_reader.h"

#include <cstring>
#include <set>

namespace segue::inference {

namespace {

constexpr std::uint64_t kLargestPickle = 16U << 20U; // bytes; a real one has some ten thousand
constexpr const char* kPickle = "data.pkl";

/// The name of the folder in the archive, with "/", and the pickle inside it.
std::pair<std::string, std::string> pickleOf(const std::filesystem::path& file) {
    const auto isPickle = [](const std::string& name) {
        return name == kPickle || (name.ends_with(std::string("/") + kPickle) && name.find('/') == name.rfind('/'));
    };
    const auto found = readZip(file, {.bytes = kLargestPickle}, isPickle);
    if (found.size() != 1)
        refusePublished(file, found.empty() ? "it has no data.pkl, as PyTorch's files have" : "it holds two networks");
    const auto& [name, bytes] = *found.begin();
    return {name.substr(0, name.size() - std::strlen(kPickle)), bytes};
}

Tensor tensorOf(const std::filesystem::path& file, const PickledTensor& described, const std::string& numbers) {
    Tensor tensor{.name = described.name, .shape = described.shape, .values = {}};
    const std::size_t count = valuesOf(file, described.name, described.shape);
    const std::size_t available = numbers.size() / sizeof(float);
    if (described.offset > available || count > available - described.offset)
        refusePublished(file, "the array \"" + described.name + "\" is cut short");
    tensor.values.resize(count);
    if (count > 0)
        std::memcpy(tensor.values.data(), numbers.data() + described.offset * sizeof(float), count * sizeof(float));
    return tensor;
}

} // namespace

PublishedArrays readTorchZip(const std::filesystem::path& file) {
    const auto [folder, pickle] = pickleOf(file);
    const auto described = readPickle(file, pickle);
    std::set<std::string> needed{folder + "byteorder"};
    for (const PickledTensor& each : described)
        if (each.isFloat)
            needed.insert(folder + "data/" + each.storage);
    const auto entries =
        readZip(file, {.bytes = kLargestPublished}, [&needed](const std::string& name) { return needed.contains(name); });
    if (const auto order = entries.find(folder + "byteorder"); order != entries.end() && order->second != "little")
        refusePublished(file, "its numbers are of another order of bytes", true);
    PublishedArrays arrays;
    std::uint64_t left = kLargestPublished; // arrays may share their numbers
    for (const PickledTensor& each : described) {
        if (!each.isFloat)
            continue;
        const auto numbers = entries.find(folder + "data/" + each.storage);
        if (numbers == entries.end())
            refusePublished(file, "the numbers of the array \"" + each.name + "\" are missing");
        Tensor tensor = tensorOf(file, each, numbers->second);
        if (tensor.values.size() * sizeof(float) > left)
            refusePublished(file, "it unpacks to more than Segue reads");
        left -= tensor.values.size() * sizeof(float);
        if (!arrays.emplace(each.name, std::move(tensor)).second)
            refusePublished(file, "two arrays are both named \"" + each.name + "\"");
    }
    return arrays;
}

} // namespace segue::inference
