// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// A row-major matrix [rows, columns]; in a spectrogram rows are bins or bands (lowest first), columns are frames.
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values; ///< [rows, columns]

    Matrix() = default;
    Matrix(std::size_t rowCount, std::size_t columnCount)
        : rows(rowCount)
        , columns(columnCount)
        , values(rowCount * columnCount) {}

    [[nodiscard]] float& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
    [[nodiscard]] float at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
    [[nodiscard]] std::span<const float> row(std::size_t index) const { return {values.data() + index * columns, columns}; }
    [[nodiscard]] std::span<float> row(std::size_t index) { return {values.data() + index * columns, columns}; }
};

} // namespace segue::features
