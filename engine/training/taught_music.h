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

/// What one teacher, a network that others trained, says of every row.
struct TeacherVectors {
    std::string name; ///< the file's, without its ending
    std::size_t size = 0;
    std::vector<float> values; ///< [rows, size]; a row that is not finite throughout was not heard by it

    [[nodiscard]] std::span<const float> of(std::size_t row) const { return std::span(values).subspan(row * size, size); }
    [[nodiscard]] bool heard(std::size_t row) const;
};

/// Excerpts of music without genres of which teachers said something: what a network learns from beside its labelled songs.
///
/// Immutable after loading, so it may be read from many threads.
class TaughtMusic final {
public:
    /// Reads a folder of arrays into memory: tracks.tsv (tab separated, with a header line that names at least row, source,
    /// recording and artist; fma_small_artist_id is heeded), mel128_u8.npy as Dataset::load() takes it, and as a teacher
    /// every other array of float16 or float32 [rows, size] that ends in .npy, by name. Throws Error{io} for a missing file,
    /// Error{badFile} for one that is not of the form above, whatever its rows say, and if there is no teacher at all; the message
    /// names the file and the line.
    [[nodiscard]] static TaughtMusic load(const std::filesystem::path& folder);

    [[nodiscard]] std::size_t size() const { return m_recordings.size(); }
    [[nodiscard]] const features::FrontEnd& frontEnd() const { return m_frontEnd; }

    /// The row's patch, [bands, columns] in dB.
    [[nodiscard]] std::vector<float> patchDb(std::size_t row) const;

    /// Excerpts of one recording have one number; numbers count up from 0.
    [[nodiscard]] std::int64_t recording(std::size_t row) const { return m_recordings[row]; }

    /// Names in their order.
    [[nodiscard]] const std::vector<TeacherVectors>& teachers() const { return m_teachers; }

    /// The rows of one side, ascending; rows that are silent from beginning to end, of which nothing can be learned, are on
    /// none. About a tenth of the artists is for validation, decided by the artist's name alone (without one, by the source's);
    /// where the artist has a number in fma_small, by that number, as there.
    [[nodiscard]] std::vector<std::size_t> rows(RowChoice choice) const;

private:
    TaughtMusic() = default;

    std::vector<std::int64_t> m_recordings; // [row]
    std::vector<bool> m_isValidation;       // [row]
    std::vector<std::uint8_t> m_patches;    // [row, bands, columns]
    std::vector<TeacherVectors> m_teachers;
    features::FrontEnd m_frontEnd;
};

} // namespace segue::training
