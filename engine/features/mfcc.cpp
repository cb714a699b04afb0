// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/mfcc.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::features {

namespace {

/// [coefficients, bands]
Matrix cosines(std::size_t coefficients, std::size_t bands) {
    Matrix result(coefficients, bands);
    const auto n = static_cast<double>(bands);
    for (std::size_t k = 0; k < coefficients; ++k) {
        const double scale = std::sqrt((k == 0 ? 1.0 : 2.0) / n);
        for (std::size_t band = 0; band < bands; ++band)
            result.at(k, band) = static_cast<float>(
                scale * std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(band) + 0.5) / n));
    }
    return result;
}

} // namespace

Matrix mfcc(const Matrix& melDb, int coefficients) {
    if (coefficients <= 0 || static_cast<std::size_t>(coefficients) > melDb.rows)
        throw Error(ErrorKind::usage, "There cannot be more cepstral coefficients than mel bands.");
    const Matrix basis = cosines(static_cast<std::size_t>(coefficients), melDb.rows);
    Matrix result(basis.rows, melDb.columns);
    constexpr std::size_t kFrames = 128; // of all bands fit into the nearest cache
    for (std::size_t begin = 0; begin < melDb.columns; begin += kFrames) {
        const std::size_t count = std::min(kFrames, melDb.columns - begin);
        for (std::size_t k = 0; k < basis.rows; ++k) {
            float* __restrict sum = result.row(k).data() + begin;
            for (std::size_t band = 0; band < melDb.rows; ++band) {
                const float weight = basis.at(k, band);
                const float* __restrict db = melDb.row(band).data() + begin;
                for (std::size_t i = 0; i < count; ++i)
                    sum[i] += weight * db[i];
            }
        }
    }
    return result;
}

} // namespace segue::features
