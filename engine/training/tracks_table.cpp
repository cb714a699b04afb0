// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/tracks_table.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cstring>

namespace segue::training {

void refuseLine(const std::filesystem::path& file, std::size_t line, const std::string& why) {
    throw Error(ErrorKind::badFile, file.string() + ", line " + std::to_string(line) + ": " + why + ".");
}

std::vector<std::string> splitAtTabs(std::string_view line) {
    std::vector<std::string> fields;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find('\t', begin), line.size());
        fields.emplace_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return fields;
}

std::string shapeText(const std::vector<std::size_t>& shape) {
    std::string text = "[";
    for (const std::size_t& length : shape)
        text += std::to_string(length) + (&length == &shape.back() ? "" : ", ");
    return text + "]";
}

StoredPatches readStoredPatches(const std::filesystem::path& file, std::size_t rows) {
    const features::NpyArray array = features::readNpy(file);
    if (array.type != features::NpyType::u1 || array.shape.size() != 3 || array.shape[0] != rows || array.shape[1] == 0 ||
        array.shape[2] == 0)
        throw Error(ErrorKind::badFile, file.string() + " must hold bytes [rows, bands, columns], with the " +
                                            std::to_string(rows) + " rows of tracks.tsv; it holds " +
                                            (array.type == features::NpyType::u1 ? "" : "other numbers, ") +
                                            shapeText(array.shape) + ".");
    StoredPatches patches{.bytes = std::vector<std::uint8_t>(array.bytes.size()),
                          .frontEnd = {.bands = static_cast<int>(array.shape[1]), .columns = static_cast<int>(array.shape[2])}};
    if (!array.bytes.empty())
        std::memcpy(patches.bytes.data(), array.bytes.data(), array.bytes.size());
    return patches;
}

std::vector<float> decibelsOf(std::span<const std::uint8_t> stored, const features::FrontEnd& frontEnd) {
    const float range = -frontEnd.floorDb;
    std::vector<float> levels;
    levels.reserve(stored.size());
    for (const std::uint8_t value : stored)
        levels.push_back(static_cast<float>(value) / 255.0F * range - range);
    return levels;
}

std::uint64_t mixed(std::uint64_t number) {
    number += 0x9E3779B97F4A7C15ULL;
    number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    number = (number ^ (number >> 27U)) * 0x94D049BB133111EBULL;
    return number ^ (number >> 31U);
}

} // namespace segue::training
