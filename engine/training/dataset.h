// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"
#include "engine/training/row_choice.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace segue::training {

/// A labelled song, without its patches.
struct DatasetRow {
    std::string genre;
    std::int64_t artist = 0;
    std::int64_t trackId = 0;
    Side side = Side::training; ///< when artists separate the sides
    std::size_t patches = 1;    ///< that it has, at least 1
};

/// Labelled songs with their patches; a row is a song. Where a song has several patches (of several excerpts, or dense
/// ones), a network is judged by what it says of all of them together, as when it listens.
///
/// Immutable after loading, so it may be read from many threads.
class Dataset final {
public:
    /// Reads a folder of arrays into memory (116 MB for 7,103 rows): tracks.tsv (row, track_id, genre, artist_id,
    /// artist, title; tab separated, one header line), mel128_u8.npy (uint8 [rows, bands, columns]; dB = value / 255 *
    /// 80 - 80, relative to the clip's maximum), a patch a song, and where there is one, a teacher in
    /// vggish128_f32.npy. Artists whose artist_id is a multiple of 10 are for validation. Throws Error{io} for a
    /// missing file and Error{badFile} for one that is not of the form above; the message names the line.
    [[nodiscard]] static Dataset load(const std::filesystem::path& folder);

    /// @param patches [all rows' patches, bands, columns]; byte 0 is the front end's floor, 255 is 0 dB. Throws
    /// Error{usage} if their number is not what the rows ask for.
    Dataset(std::vector<DatasetRow> rows, std::vector<std::uint8_t> patches, const features::FrontEnd& frontEnd);

    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] std::size_t bands() const { return static_cast<std::size_t>(m_frontEnd.bands); }
    [[nodiscard]] std::size_t columns() const { return static_cast<std::size_t>(m_frontEnd.columns); }

    /// How the patches were made.
    [[nodiscard]] const features::FrontEnd& frontEnd() const { return m_frontEnd; }

    /// The genres, sorted; a row's genre is an index into them.
    [[nodiscard]] const std::vector<std::string>& labels() const { return m_labels; }
    [[nodiscard]] std::size_t genre(std::size_t row) const { return m_genres[row]; }
    [[nodiscard]] std::int64_t artist(std::size_t row) const { return m_rows[row].artist; }
    [[nodiscard]] std::int64_t trackId(std::size_t row) const { return m_rows[row].trackId; }

    /// At least 1.
    [[nodiscard]] std::size_t patchCount(std::size_t row) const { return m_rows[row].patches; }

    /// One of the row's patches, [bands, columns], as stored.
    [[nodiscard]] std::span<const std::uint8_t> patch(std::size_t row, std::size_t index = 0) const;

    /// All the row's patches, [patches, bands, columns] in dB, as Embedder::embedSong takes them.
    [[nodiscard]] std::vector<float> patchDb(std::size_t row) const;

    /// One of them, [bands, columns] in dB.
    [[nodiscard]] std::vector<float> patchDb(std::size_t row, std::size_t index) const;

    /// Length of the teacher's vectors; 0: there is none.
    [[nodiscard]] std::size_t teacherSize() const { return m_teacherSize; }
    [[nodiscard]] std::span<const float> teacher(std::size_t row) const {
        return std::span(m_teacher).subspan(row * m_teacherSize, m_teacherSize);
    }

    /// The rows of one side, ascending. With Split::clips a tenth of the clips is for validation, decided by the track_id
    /// alone; the test side, if there is one, is the same.
    [[nodiscard]] std::vector<std::size_t> rows(RowChoice choice, Split split = Split::artists) const;

private:
    void readTeacher(const std::filesystem::path& file);

    std::vector<DatasetRow> m_rows;
    std::vector<std::string> m_labels;
    std::vector<std::size_t> m_genres;       // [row], index into m_labels
    std::vector<std::size_t> m_firstPatches; // [row], index into m_patches
    std::vector<std::uint8_t> m_patches;     // [patch, bands, columns]
    features::FrontEnd m_frontEnd;
    std::vector<float> m_teacher; // [row, m_teacherSize]
    std::size_t m_teacherSize = 0;
};

} // namespace segue::training
