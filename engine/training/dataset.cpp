// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace segue::training {
namespace {

constexpr std::int64_t kValidationEvery = 10; // artists, or clips
constexpr std::string_view kHeader = "row\ttrack_id\tgenre\tartist_id";

[[noreturn]] void refuse(const std::filesystem::path& file, std::size_t line, const std::string& why) {
    throw Error(ErrorKind::badFile, file.string() + ", line " + std::to_string(line) + ": " + why + ".");
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find('\t', begin), line.size());
        fields.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return fields;
}

template <typename Number>
bool parse(std::string_view text, Number& number) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc{} && end == text.data() + text.size();
}

// Whether a clip is in the tenth that is kept for validation by clips: a number mixed so well (the last steps of
// SplitMix64) that neighbours, which an artist uploaded together, fall on both sides.
bool inTenthOfClips(std::int64_t trackId) {
    auto mixed = static_cast<std::uint64_t>(trackId) + 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return (mixed ^ (mixed >> 31U)) % kValidationEvery == 0;
}

std::string shapeText(const std::vector<std::size_t>& shape) {
    std::string text = "[";
    for (const std::size_t& length : shape)
        text += std::to_string(length) + (&length == &shape.back() ? "" : ", ");
    return text + "]";
}

std::vector<DatasetRow> readTracks(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream)
        throw Error(ErrorKind::io, "Cannot open " + file.string() + ": " + std::generic_category().message(errno) +
                                       ". A folder of training data holds tracks.tsv and mel128_u8.npy.");
    std::string line;
    if (!std::getline(stream, line) || !line.starts_with(kHeader))
        refuse(file, 1, "the header does not begin with row, track_id, genre, artist_id");
    std::vector<DatasetRow> rows;
    for (std::size_t number = 2; std::getline(stream, line); ++number) {
        if (line.empty())
            continue;
        const auto fields = split(line);
        std::size_t row = 0;
        DatasetRow read;
        if (fields.size() < 4 || fields[2].empty() || !parse(fields[0], row) || !parse(fields[1], read.trackId) ||
            !parse(fields[3], read.artist))
            refuse(file, number, "a row number, a track's number, a genre and an artist's number are needed");
        if (row != rows.size())
            refuse(file, number, "rows must be numbered from 0 without gaps");
        read.genre = fields[2];
        read.side = read.artist % kValidationEvery == 0 ? Side::validation : Side::training;
        rows.push_back(std::move(read));
    }
    return rows;
}

} // namespace

Dataset Dataset::load(const std::filesystem::path& folder) {
    auto rows = readTracks(folder / "tracks.tsv");
    const auto file = folder / "mel128_u8.npy";
    const features::NpyArray array = features::readNpy(file);
    if (array.type != features::NpyType::u1 || array.shape.size() != 3 || array.shape[0] != rows.size() || array.shape[1] == 0 ||
        array.shape[2] == 0)
        throw Error(ErrorKind::badFile, file.string() + " must hold bytes [rows, bands, columns], with the " +
                                            std::to_string(rows.size()) + " rows of tracks.tsv; it holds " +
                                            (array.type == features::NpyType::u1 ? "" : "other numbers, ") +
                                            shapeText(array.shape) + ".");
    std::vector<std::uint8_t> patches(array.bytes.size());
    if (!array.bytes.empty())
        std::memcpy(patches.data(), array.bytes.data(), array.bytes.size());
    Dataset dataset(std::move(rows), std::move(patches),
                    {.bands = static_cast<int>(array.shape[1]), .columns = static_cast<int>(array.shape[2])});
    const auto teacher = folder / "vggish128_f32.npy";
    std::error_code code;
    if (std::filesystem::exists(teacher, code))
        dataset.readTeacher(teacher);
    return dataset;
}

Dataset::Dataset(std::vector<DatasetRow> rows, std::vector<std::uint8_t> patches, const features::FrontEnd& frontEnd)
    : m_rows(std::move(rows))
    , m_patches(std::move(patches))
    , m_frontEnd(frontEnd) {
    std::size_t count = 0;
    for (const DatasetRow& row : m_rows) {
        m_labels.push_back(row.genre);
        m_firstPatches.push_back(count);
        count += row.patches;
        if (row.patches == 0)
            throw Error(ErrorKind::usage, "A song without patches is no part of a data set.");
    }
    if (m_patches.size() != count * m_frontEnd.patchSize())
        throw Error(ErrorKind::usage, "A data set's rows and patches do not belong together.");
    std::sort(m_labels.begin(), m_labels.end());
    m_labels.erase(std::unique(m_labels.begin(), m_labels.end()), m_labels.end());
    for (const DatasetRow& row : m_rows)
        m_genres.push_back(
            static_cast<std::size_t>(std::lower_bound(m_labels.begin(), m_labels.end(), row.genre) - m_labels.begin()));
}

void Dataset::readTeacher(const std::filesystem::path& file) {
    const features::NpyArray array = features::readNpy(file);
    if (array.type != features::NpyType::f4 || array.shape.size() != 2 || array.shape[0] != size() || array.shape[1] == 0)
        throw Error(ErrorKind::badFile, file.string() + " must hold float32 numbers [rows, size], with the " +
                                            std::to_string(size()) + " rows of tracks.tsv; it holds " +
                                            (array.type == features::NpyType::f4 ? "" : "other numbers, ") +
                                            shapeText(array.shape) + ".");
    m_teacher = array.floats();
    if (!std::all_of(m_teacher.begin(), m_teacher.end(), [](float value) { return std::isfinite(value); }))
        throw Error(ErrorKind::badFile, file.string() + " holds what is not a number; nothing can be learned from it.");
    m_teacherSize = array.shape[1];
}

std::span<const std::uint8_t> Dataset::patch(std::size_t row, std::size_t index) const {
    const std::size_t length = m_frontEnd.patchSize();
    return std::span(m_patches).subspan((m_firstPatches[row] + index) * length, length);
}

std::vector<float> Dataset::decibels(std::span<const std::uint8_t> stored) const {
    const float range = -m_frontEnd.floorDb;
    std::vector<float> levels;
    levels.reserve(stored.size());
    for (const std::uint8_t value : stored)
        levels.push_back(static_cast<float>(value) / 255.0F * range - range);
    return levels;
}

std::vector<float> Dataset::patchDb(std::size_t row) const {
    const std::size_t length = m_frontEnd.patchSize();
    return decibels(std::span(m_patches).subspan(m_firstPatches[row] * length, patchCount(row) * length));
}

std::vector<float> Dataset::patchDb(std::size_t row, std::size_t index) const { return decibels(patch(row, index)); }

std::vector<std::size_t> Dataset::rows(RowChoice choice, Split split) const {
    const auto choiceOf = [&](const DatasetRow& row) {
        if (row.side == Side::test)
            return RowChoice::test;
        const bool validation = split == Split::clips ? inTenthOfClips(row.trackId) : row.side == Side::validation;
        return validation ? RowChoice::validation : RowChoice::training;
    };
    std::vector<std::size_t> chosen;
    for (std::size_t row = 0; row < size(); ++row)
        if (choice == RowChoice::all || choice == choiceOf(m_rows[row]))
            chosen.push_back(row);
    return chosen;
}

} // namespace segue::training
