// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/published_readers.h"
#include "engine/inference/whole_file.h"

#include <nlohmann/json.hpp>

#include <cstring>

namespace segue::inference {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t kLargestJson = 4U << 20U; // bytes; a real one has some ten thousand

struct Listed {
    std::string name;
    std::vector<std::int64_t> shape;
    bool isFloat = true;
    std::size_t bytes = 0;
};

const Json& memberOf(const fs::path& file, const Json& json, const char* name) {
    if (!json.is_object() || !json.contains(name))
        refusePublished(file, std::string("its list of arrays lacks \"") + name + "\"");
    return json[name];
}

std::string textOf(const fs::path& file, const Json& json, const char* name) {
    const Json& value = memberOf(file, json, name);
    if (!value.is_string())
        refusePublished(file, std::string("its list of arrays has a \"") + name + "\" that is no text");
    return value.get<std::string>();
}

Listed listedOf(const fs::path& file, const Json& json) {
    Listed listed{.name = textOf(file, json, "name"), .shape = {}};
    const Json& shape = memberOf(file, json, "shape");
    if (!shape.is_array() || shape.size() > 16)
        refusePublished(file, "the array \"" + listed.name + "\" has an impossible shape");
    for (const Json& length : shape) {
        if (!length.is_number_unsigned() || length.get<std::uint64_t>() > kLargestPublished)
            refusePublished(file, "the array \"" + listed.name + "\" has an impossible shape");
        listed.shape.push_back(static_cast<std::int64_t>(length.get<std::uint64_t>()));
    }
    if (json.contains("quantization"))
        refusePublished(file, "its numbers were made coarser (quantised); Segue reads whole ones", true);
    const auto type = textOf(file, json, "dtype");
    if (type != "float32" && type != "int32" && type != "bool" && type != "uint8")
        refusePublished(file, "the array \"" + listed.name + "\" is of a kind that Segue does not read", true);
    listed.isFloat = type == "float32";
    listed.bytes = valuesOf(file, listed.name, listed.shape) * (type == "float32" || type == "int32" ? 4 : 1);
    return listed;
}

/// The bytes of a group's files. A file is looked for under its name in the list; a network of one file may have been renamed
/// together with it, "network.json" and "network.bin".
std::string shardsOf(const fs::path& file, const Json& paths, bool isOnlyGroup, std::uint64_t& left) {
    std::string bytes;
    if (!paths.is_array() || paths.size() > 10'000)
        refusePublished(file, "its list of files is not readable");
    for (const Json& path : paths) {
        const auto name = path.is_string() ? path.get<std::string>() : std::string();
        if (name.empty() || name.find_first_of("/\\") != std::string::npos || name == "." || name == "..")
            refusePublished(file, "its numbers would lie outside its folder");
        fs::path shard = file.parent_path() / name;
        std::error_code failed;
        if (!fs::exists(shard, failed) && isOnlyGroup && paths.size() == 1)
            shard = fs::path(file).replace_extension(".bin");
        const std::string part = readWholeFile(shard, left);
        left -= part.size();
        bytes += part;
    }
    return bytes;
}

void addGroup(const fs::path& file, const Json& group, bool isOnlyGroup, std::uint64_t& left, PublishedArrays& arrays) {
    const Json& list = memberOf(file, group, "weights");
    if (!list.is_array())
        refusePublished(file, "its list of arrays is not readable");
    const std::string bytes = shardsOf(file, memberOf(file, group, "paths"), isOnlyGroup, left);
    std::size_t at = 0;
    for (const Json& each : list) {
        const Listed listed = listedOf(file, each);
        if (listed.bytes > bytes.size() - at)
            refusePublished(file, "its numbers are cut short");
        if (listed.isFloat) {
            Tensor tensor{.name = listed.name, .shape = listed.shape, .values = std::vector<float>(listed.bytes / sizeof(float))};
            if (listed.bytes > 0)
                std::memcpy(tensor.values.data(), bytes.data() + at, listed.bytes);
            if (!arrays.emplace(listed.name, std::move(tensor)).second)
                refusePublished(file, "two arrays are both named \"" + listed.name + "\"");
        }
        at += listed.bytes;
    }
    if (at != bytes.size())
        refusePublished(file, "there are numbers that belong to no array");
}

} // namespace

PublishedArrays readTensorFlowJs(const fs::path& file) {
    const Json json = Json::parse(readWholeFile(file, kLargestJson), nullptr, false);
    if (json.is_object() && json.contains("weights_sha256"))
        refusePublished(file, "it is a network of Segue's own form: add its folder instead");
    const Json& groups = memberOf(file, json, "weightsManifest");
    if (!groups.is_array() || groups.empty())
        refusePublished(file, "its list of arrays is not readable");
    PublishedArrays arrays;
    std::uint64_t left = kLargestPublished;
    for (const Json& group : groups)
        addGroup(file, group, groups.size() == 1, left, arrays);
    return arrays;
}

} // namespace segue::inference
