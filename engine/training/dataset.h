// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace segue::training {

/// Which rows of a data set a command looks at.
enum class RowChoice {
    validation, ///< those whose artist_id is a multiple of 10: never trained on
    training,   ///< all others
    all,
};

/// A folder of labelled patches: tracks.tsv (row, track_id, genre, artist_id, artist, title; tab separated, one header
/// line) and mel128_u8.npy (uint8 [rows, bands, columns]; dB = value / 255 * 80 - 80, relative to the clip's maximum).
///
/// Immutable after loading, so it may be read from many threads.
class Dataset final {
public:
    /// Reads the whole folder into memory (116 MB for 7,103 rows). Throws Error{io} for a missing file and
    /// Error{badFile} for one that is not of the form above; the message names the line.
    [[nodiscard]] static Dataset load(const std::filesystem::path& folder);

    [[nodiscard]] std::size_t size() const { return m_genres.size(); }
    [[nodiscard]] std::size_t bands() const { return m_bands; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }

    /// The genres, sorted; a row's genre is an index into them.
    [[nodiscard]] const std::vector<std::string>& labels() const { return m_labels; }
    [[nodiscard]] std::size_t genre(std::size_t row) const { return m_genres[row]; }
    [[nodiscard]] std::int64_t artist(std::size_t row) const { return m_artists[row]; }

    /// [bands, columns], as stored.
    [[nodiscard]] std::span<const std::uint8_t> patch(std::size_t row) const;

    /// [bands, columns] in dB, -80 .. 0.
    [[nodiscard]] std::vector<float> patchDb(std::size_t row) const;

    /// Length of the teacher's vectors; 0: the folder has none.
    [[nodiscard]] std::size_t teacherSize() const { return m_teacherSize; }
    [[nodiscard]] std::span<const float> teacher(std::size_t row) const { return std::span(m_teacher).subspan(row * m_teacherSize, m_teacherSize); }

    /// Ascending.
    [[nodiscard]] std::vector<std::size_t> rows(RowChoice choice) const;

private:
    void readTracks(const std::filesystem::path& file);
    void readPatches(const std::filesystem::path& file);
    void readTeacher(const std::filesystem::path& file);

    std::vector<std::string> m_labels;
    std::vector<std::size_t> m_genres;   // [row], index into m_labels
    std::vector<std::int64_t> m_artists; // [row]
    std::vector<std::uint8_t> m_patches; // [row, bands, columns]
    std::vector<float> m_teacher;        // [row, m_teacherSize]
    std::size_t m_teacherSize = 0;
    std::size_t m_bands = 0;
    std::size_t m_columns = 0;
};

} // namespace segue::training
