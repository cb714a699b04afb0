// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/taught_music.h"

#include "engine/features/npy.h"
#include "engine/training/tracks_table.h"
#include "engine/words/error.h"
#include "engine/words/plain_text.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

namespace segue::training {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPatchesFile = "mel128_u8.npy";

/// Where a row comes from.
struct Origin {
    std::string recording;              ///< source and file
    std::string artist;                 ///< or, without a name, the source
    std::optional<std::int64_t> number; ///< of the artist in fma_small
};

/// Which field of a line says what.
struct Columns {
    std::size_t row = 0, source = 0, recording = 0, artist = 0;
    std::optional<std::size_t> number;

    explicit Columns(const fs::path& file, const std::vector<std::string>& header) {
        const auto find = [&](const char* name) -> std::optional<std::size_t> {
            const auto found = std::ranges::find(header, name);
            return found == header.end() ? std::nullopt : std::optional<std::size_t>(found - header.begin());
        };
        for (const auto& [name, place] : {std::pair{"row", &row}, std::pair{"source", &source}, std::pair{"recording", &recording},
                                          std::pair{"artist", &artist}}) {
            const auto found = find(name);
            if (!found)
                refuseLine(file, 1, std::string("the header does not name the column ") + name);
            *place = *found;
        }
        number = find("fma_small_artist_id");
    }
};

Origin originOf(const std::vector<std::string>& fields, const Columns& columns) {
    Origin origin{.recording = fields[columns.source] + "/" + fields[columns.recording],
                  .artist = lowered(trimmed(fields[columns.artist]))};
    if (origin.artist.empty())
        origin.artist = "source " + fields[columns.source];
    if (std::int64_t number = 0; columns.number && parseNumber(trimmed(fields[*columns.number]), number))
        origin.number = number;
    return origin;
}

std::vector<Origin> readOrigins(const fs::path& file) {
    std::ifstream stream(file);
    std::string line;
    if (!stream || !std::getline(stream, line))
        throw Error(ErrorKind::io, "Cannot read " + file.string() + ": " + std::generic_category().message(errno) +
                                       ". A folder of music that teachers have heard holds tracks.tsv, mel128_u8.npy and their "
                                       "vectors.");
    const auto header = splitAtTabs(line);
    const Columns columns(file, header);
    std::vector<Origin> origins;
    for (std::size_t number = 2; std::getline(stream, line); ++number) {
        if (line.empty())
            continue;
        const auto fields = splitAtTabs(line);
        std::size_t row = 0;
        if (fields.size() != header.size() || !parseNumber(fields[columns.row], row))
            refuseLine(file, number, "it has not the header's columns, or no row number");
        if (row != origins.size())
            refuseLine(file, number, "rows must be numbered from 0 without gaps");
        origins.push_back(originOf(fields, columns));
    }
    return origins;
}

std::vector<TeacherVectors> readTeachers(const fs::path& folder, std::size_t rows) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".npy" && entry.path().filename() != kPatchesFile)
            files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<TeacherVectors> teachers;
    for (const auto& file : files) {
        const features::NpyArray array = features::readNpy(file);
        const bool isFloat = array.type == features::NpyType::f2 || array.type == features::NpyType::f4;
        if (!isFloat || array.shape.size() != 2 || array.shape[0] != rows || array.shape[1] == 0)
            throw Error(ErrorKind::badFile, file.string() +
                                                " must hold a teacher's float16 or float32 numbers [rows, size], with the " +
                                                std::to_string(rows) + " rows of tracks.tsv; it holds " +
                                                (isFloat ? "" : "other numbers, ") + shapeText(array.shape) + ".");
        teachers.push_back({.name = file.stem().string(), .size = array.shape[1], .values = array.floats()});
    }
    if (teachers.empty())
        throw Error(ErrorKind::badFile,
                    "No teacher's vectors (NAME.npy, float16 or float32 [rows, size]) lie in " + folder.string() + ".");
    return teachers;
}

bool isForValidation(const Origin& origin) {
    if (origin.number)
        return *origin.number % static_cast<std::int64_t>(kValidationEvery) == 0;
    return XXH3_64bits(origin.artist.data(), origin.artist.size()) % kValidationEvery == 0;
}

} // namespace

bool TeacherVectors::heard(std::size_t row) const {
    return std::ranges::all_of(of(row), [](float value) { return std::isfinite(value); });
}

TaughtMusic TaughtMusic::load(const fs::path& folder) {
    const auto origins = readOrigins(folder / "tracks.tsv");
    TaughtMusic music;
    auto patches = readStoredPatches(folder / kPatchesFile, origins.size());
    music.m_patches = std::move(patches.bytes);
    music.m_frontEnd = patches.frontEnd;
    music.m_teachers = readTeachers(folder, origins.size());
    std::map<std::string, std::int64_t> numbers;
    for (const Origin& origin : origins) {
        music.m_recordings.push_back(numbers.emplace(origin.recording, static_cast<std::int64_t>(numbers.size())).first->second);
        music.m_isValidation.push_back(isForValidation(origin));
    }
    return music;
}

std::vector<float> TaughtMusic::patchDb(std::size_t row) const {
    const std::size_t length = m_frontEnd.patchSize();
    return decibelsOf(std::span(m_patches).subspan(row * length, length), m_frontEnd);
}

std::vector<std::size_t> TaughtMusic::rows(RowChoice choice) const {
    const std::size_t length = m_frontEnd.patchSize();
    std::vector<std::size_t> chosen;
    for (std::size_t row = 0; row < size(); ++row) {
        const auto patch = std::span(m_patches).subspan(row * length, length);
        if (std::ranges::all_of(patch, [](std::uint8_t level) { return level == 0; }))
            continue;
        if (choice == RowChoice::all || choice == (m_isValidation[row] ? RowChoice::validation : RowChoice::training))
            chosen.push_back(row);
    }
    return chosen;
}

} // namespace segue::training
