// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace segue::test {

/// features.csv as the data set has it: three header rows, a row that names the index, a row a clip.
/// @param value the number of a clip's column, counted in the file's order
[[nodiscard]] std::string featuresCsv(const std::vector<std::int64_t>& ids,
                                      const std::function<std::string(std::int64_t, std::size_t)>& value);

/// What tracks.csv says of a clip, as far as it is read.
struct FmaRow {
    std::int64_t id = 0;
    std::int64_t artist = 0;
    std::string genre;
    std::string split;
    std::string subset = "small";
};

/// tracks.csv as the data set has it: two header rows and one that names the index; columns nobody reads in between.
[[nodiscard]] std::string tracksCsv(const std::vector<FmaRow>& rows);

/// How a synthesised archive's clips get their genre.
enum class FmaGenres {
    heard,    ///< the statistics tell it
    shuffled, ///< nothing does
};

/// Writes both tables for 120 clips of three genres by 40 artists: 45 for training, 15 for validation, 60 for the test,
/// no artist on two sides. Noise of very different sizes, in which a genre raises every third number; some fields are
/// empty or "nan", a column never changes.
void writeFmaTables(const std::filesystem::path& folder, FmaGenres genres);

} // namespace segue::test
