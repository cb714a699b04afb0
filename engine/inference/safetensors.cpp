// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/safetensors.h"

#include "engine/inference/whole_file.h"
#include "engine/words/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <set>

namespace segue::inference {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

using HeaderJson = nlohmann::json;
constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 16U << 20U; // a header is a few hundred bytes a tensor
constexpr std::uint64_t kHeaderAlignment = 8;

struct Entry {
    std::string name;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

[[noreturn]] void refuseArrays(const std::filesystem::path& file, const std::string& why) {
    throw Error(ErrorKind::badFile, Message(MessageId::networkWeightsBroken, {file.string(), why}));
}

// Bytes a float array of this shape takes, or nothing if that overflows or a length is negative.
std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t>& shape) {
    std::uint64_t bytes = sizeof(float);
    for (const std::int64_t length : shape) {
        if (length < 0)
            return std::nullopt;
        const auto factor = static_cast<std::uint64_t>(length);
        if (factor != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / factor)
            return std::nullopt;
        bytes *= factor;
    }
    return bytes;
}

Entry parseEntry(const std::filesystem::path& file, const std::string& name, const HeaderJson& json) {
    const bool complete = json.is_object() && json.contains("dtype") && json["dtype"].is_string() && json.contains("shape") &&
                          json["shape"].is_array() && json.contains("data_offsets") && json["data_offsets"].is_array() &&
                          json["data_offsets"].size() == 2;
    if (!complete)
        refuseArrays(file, "its header describes the array \"" + name + "\" incompletely");
    if (json["dtype"].get<std::string>() != "F32")
        throw Error(ErrorKind::unsupported,
                    Message(MessageId::networkWeightsBroken,
                            {file.string(), "the array \"" + name + "\" is not of 32-bit floats, the only kind Segue reads"}));
    Entry entry;
    entry.name = name;
    for (const HeaderJson& length : json["shape"]) {
        if (!length.is_number_unsigned() || length.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
            refuseArrays(file, "the array \"" + name + "\" has an impossible shape");
        entry.shape.push_back(static_cast<std::int64_t>(length.get<std::uint64_t>()));
    }
    for (const HeaderJson& offset : json["data_offsets"])
        if (!offset.is_number_unsigned())
            refuseArrays(file, "the array \"" + name + "\" has an impossible place");
    entry.begin = json["data_offsets"][0].get<std::uint64_t>();
    entry.end = json["data_offsets"][1].get<std::uint64_t>();
    return entry;
}

// The format asks for arrays that cover the bytes after the header exactly, without holes or overlaps.
void checkLayout(const std::filesystem::path& file, std::vector<Entry> entries, std::uint64_t available) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
    std::uint64_t expected = 0;
    for (const Entry& entry : entries) {
        const auto bytes = byteCount(entry.shape);
        if (entry.end < entry.begin || entry.end > available)
            refuseArrays(file, "it is cut short or the array \"" + entry.name + "\" lies outside it");
        if (!bytes || *bytes != entry.end - entry.begin)
            refuseArrays(file, "the array \"" + entry.name + "\" does not have as many bytes as its shape asks for");
        if (entry.begin != expected)
            refuseArrays(file, "the array \"" + entry.name + "\" overlaps another or leaves a hole");
        expected = entry.end;
    }
    if (expected != available)
        refuseArrays(file, "there are bytes that belong to no array");
}

std::vector<Entry> parseHeader(const std::filesystem::path& file, const std::string& text) {
    const HeaderJson header = HeaderJson::parse(text, nullptr, false);
    if (!header.is_object())
        refuseArrays(file, "its header is not readable");
    std::vector<Entry> entries;
    for (const auto& [name, json] : header.items())
        if (name != "__metadata__")
            entries.push_back(parseEntry(file, name, json));
    return entries;
}

std::string formatHeader(const std::vector<Tensor>& tensors) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    std::uint64_t offset = 0;
    for (const Tensor& tensor : tensors) {
        const std::uint64_t end = offset + tensor.values.size() * sizeof(float);
        header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.append((kHeaderAlignment - text.size() % kHeaderAlignment) % kHeaderAlignment, ' ');
    return text;
}

void checkWritable(const std::vector<Tensor>& tensors) {
    std::set<std::string> names;
    for (const Tensor& tensor : tensors) {
        const auto bytes = byteCount(tensor.shape);
        if (!bytes || *bytes != tensor.values.size() * sizeof(float))
            throw Error(ErrorKind::usage, "The array \"" + tensor.name + "\" does not have as many values as its shape asks for.");
        if (!names.insert(tensor.name).second)
            throw Error(ErrorKind::usage, "Two arrays are both named \"" + tensor.name + "\".");
    }
}

} // namespace

std::vector<Tensor> readSafetensors(const std::filesystem::path& file) {
    const std::string bytes = readWholeFile(file);
    if (bytes.size() < kLengthBytes)
        refuseArrays(file, "it is cut short");
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, bytes.data(), kLengthBytes);
    if (headerBytes > kMaxHeaderBytes || headerBytes > bytes.size() - kLengthBytes)
        refuseArrays(file, "its header claims to be longer than the file");

    const std::vector<Entry> entries = parseHeader(file, bytes.substr(kLengthBytes, headerBytes));
    const std::uint64_t start = kLengthBytes + headerBytes;
    checkLayout(file, entries, bytes.size() - start);
    std::vector<Tensor> tensors;
    for (const Entry& entry : entries) {
        Tensor tensor{.name = entry.name, .shape = entry.shape, .values = {}};
        tensor.values.resize((entry.end - entry.begin) / sizeof(float));
        if (!tensor.values.empty())
            std::memcpy(tensor.values.data(), bytes.data() + start + entry.begin, entry.end - entry.begin);
        tensors.push_back(std::move(tensor));
    }
    return tensors;
}

void writeSafetensors(const std::filesystem::path& file, const std::vector<Tensor>& tensors) {
    checkWritable(tensors);
    const std::string header = formatHeader(tensors);
    const std::uint64_t headerBytes = header.size();
    std::string bytes(kLengthBytes, '\0');
    std::memcpy(bytes.data(), &headerBytes, kLengthBytes);
    bytes += header;
    for (const Tensor& tensor : tensors)
        bytes.append(reinterpret_cast<const char*>(tensor.values.data()), tensor.values.size() * sizeof(float));
    writeWholeFile(file, bytes);
}

} // namespace segue::inference
