// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset.h"

#include "engine/error.h"
#include "engine/features/npy.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>

namespace segue::training {
namespace {

constexpr std::int64_t kValidationEvery = 10; // artists
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

} // namespace

Dataset Dataset::load(const std::filesystem::path& folder) {
    Dataset dataset;
    dataset.readTracks(folder / "tracks.tsv");
    dataset.readPatches(folder / "mel128_u8.npy");
    const auto teacher = folder / "vggish128_f32.npy";
    std::error_code code;
    if (std::filesystem::exists(teacher, code))
        dataset.readTeacher(teacher);
    return dataset;
}

void Dataset::readTracks(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream)
        throw Error(ErrorKind::io, "Cannot open " + file.string() + ": " + std::generic_category().message(errno) +
                                       ". A folder of training data holds tracks.tsv and mel128_u8.npy.");
    std::string line;
    if (!std::getline(stream, line) || !line.starts_with(kHeader))
        refuse(file, 1, "the header does not begin with row, track_id, genre, artist_id");
    std::vector<std::string> genres;
    for (std::size_t number = 2; std::getline(stream, line); ++number) {
        if (line.empty())
            continue;
        const auto fields = split(line);
        std::size_t row = 0;
        std::int64_t artist = 0;
        if (fields.size() < 4 || fields[2].empty() || !parse(fields[0], row) || !parse(fields[3], artist))
            refuse(file, number, "a row number, a track, a genre and an artist's number are needed");
        if (row != genres.size())
            refuse(file, number, "rows must be numbered from 0 without gaps");
        genres.emplace_back(fields[2]);
        m_artists.push_back(artist);
    }
    m_labels = genres;
    std::sort(m_labels.begin(), m_labels.end());
    m_labels.erase(std::unique(m_labels.begin(), m_labels.end()), m_labels.end());
    for (const std::string& genre : genres)
        m_genres.push_back(
            static_cast<std::size_t>(std::lower_bound(m_labels.begin(), m_labels.end(), genre) - m_labels.begin()));
}

void Dataset::readPatches(const std::filesystem::path& file) {
    const features::NpyArray array = features::readNpy(file);
    if (array.type != features::NpyType::u1 || array.shape.size() != 3 || array.shape[0] != m_genres.size())
        throw Error(ErrorKind::badFile, file.string() + " must hold bytes [rows, bands, columns], with the " +
                                            std::to_string(m_genres.size()) + " rows of tracks.tsv.");
    m_bands = array.shape[1];
    m_columns = array.shape[2];
    m_patches.resize(array.bytes.size());
    if (!array.bytes.empty())
        std::memcpy(m_patches.data(), array.bytes.data(), array.bytes.size());
}

void Dataset::readTeacher(const std::filesystem::path& file) {
    const features::NpyArray array = features::readNpy(file);
    if (array.type != features::NpyType::f4 || array.shape.size() != 2 || array.shape[0] != m_genres.size() || array.shape[1] == 0)
        throw Error(ErrorKind::badFile, file.string() + " must hold float32 numbers [rows, size], with the " +
                                            std::to_string(m_genres.size()) + " rows of tracks.tsv.");
    m_teacher = array.floats();
    m_teacherSize = array.shape[1];
}

std::span<const std::uint8_t> Dataset::patch(std::size_t row) const {
    const std::size_t length = m_bands * m_columns;
    return std::span(m_patches).subspan(row * length, length);
}

std::vector<float> Dataset::patchDb(std::size_t row) const {
    std::vector<float> decibels;
    for (const std::uint8_t value : patch(row))
        decibels.push_back(static_cast<float>(value) / 255.0F * 80.0F - 80.0F);
    return decibels;
}

std::vector<std::size_t> Dataset::rows(RowChoice choice) const {
    std::vector<std::size_t> chosen;
    for (std::size_t row = 0; row < size(); ++row) {
        const bool validation = m_artists[row] % kValidationEvery == 0;
        if (choice == RowChoice::all || validation == (choice == RowChoice::validation))
            chosen.push_back(row);
    }
    return chosen;
}

} // namespace segue::training
