// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset.h"

#include "engine/features/npy.h"
#include "engine/training/tracks_table.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace segue::training {
namespace {

constexpr std::string_view kHeader = "row\ttrack_id\tgenre\tartist_id";

// Whether a clip is in the tenth that is kept for validation by clips: by a well mixed number, so that neighbours, which an artist
// uploaded together, fall on both sides.
bool inTenthOfClips(std::int64_t trackId) { return mixed(static_cast<std::uint64_t>(trackId)) % kValidationEvery == 0; }

std::vector<DatasetRow> readTracks(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream)
        throw Error(ErrorKind::io, "Cannot open " + file.string() + ": " + std::generic_category().message(errno) +
                                       ". A folder of training data holds tracks.tsv and mel128_u8.npy.");
    std::string line;
    if (!std::getline(stream, line) || !line.starts_with(kHeader))
        refuseLine(file, 1, "the header does not begin with row, track_id, genre, artist_id");
    std::vector<DatasetRow> rows;
    for (std::size_t number = 2; std::getline(stream, line); ++number) {
        if (line.empty())
            continue;
        const auto fields = splitAtTabs(line);
        std::size_t row = 0;
        DatasetRow read;
        if (fields.size() < 4 || fields[2].empty() || !parseNumber(fields[0], row) || !parseNumber(fields[1], read.trackId) ||
            !parseNumber(fields[3], read.artist))
            refuseLine(file, number, "a row number, a track's number, a genre and an artist's number are needed");
        if (row != rows.size())
            refuseLine(file, number, "rows must be numbered from 0 without gaps");
        read.genre = fields[2];
        read.side = read.artist % static_cast<std::int64_t>(kValidationEvery) == 0 ? Side::validation : Side::training;
        rows.push_back(std::move(read));
    }
    return rows;
}

} // namespace

Dataset Dataset::load(const std::filesystem::path& folder) {
    auto rows = readTracks(folder / "tracks.tsv");
    auto patches = readStoredPatches(folder / "mel128_u8.npy", rows.size());
    Dataset dataset(std::move(rows), std::move(patches.bytes), patches.frontEnd);
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

std::vector<float> Dataset::patchDb(std::size_t row) const {
    const std::size_t length = m_frontEnd.patchSize();
    return decibelsOf(std::span(m_patches).subspan(m_firstPatches[row] * length, patchCount(row) * length), m_frontEnd);
}

std::vector<float> Dataset::patchDb(std::size_t row, std::size_t index) const { return decibelsOf(patch(row, index), m_frontEnd); }

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
