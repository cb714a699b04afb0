// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/mfcc_statistics.h"

#include "engine/features/npy.h"
#include "engine/features/statistics.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace segue::training {

namespace {

constexpr std::size_t kCoefficients = 20;

// Rows of different lengths make no matrix, so a coefficient is summed up by itself.
std::vector<float> statisticsOfClip(std::span<const float> clip, std::size_t frames) {
    std::vector<float> values(kMfccStatistics);
    for (std::size_t coefficient = 0; coefficient < kCoefficients; ++coefficient) {
        features::Matrix row;
        std::ranges::copy_if(clip.subspan(coefficient * frames, frames), std::back_inserter(row.values),
                             [](float value) { return std::isfinite(value); });
        row.rows = 1;
        row.columns = row.values.size();
        const auto statistics = features::rowStatistics(row);
        for (std::size_t i = 0; i < statistics.size(); ++i)
            values[i * kCoefficients + coefficient] = statistics[i];
    }
    return values;
}

} // namespace

features::Matrix readMfccStatistics(const std::filesystem::path& file, std::size_t rows) {
    const features::NpyArray array = features::readNpy(file);
    const bool numbers = array.type == features::NpyType::f2 || array.type == features::NpyType::f4;
    if (!numbers || array.shape.size() != 3 || array.shape[0] != rows || array.shape[1] != kCoefficients || array.shape[2] == 0)
        throw Error(ErrorKind::badFile, file.string() + " must hold floats [rows, 20 coefficients, frames], with the " +
                                            std::to_string(rows) + " rows of the data set.");
    const std::vector<float> values = array.floats();
    const std::size_t frames = array.shape[2];
    features::Matrix matrix(rows, kMfccStatistics);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto clip = std::span(values).subspan(row * kCoefficients * frames, kCoefficients * frames);
        std::ranges::copy(statisticsOfClip(clip, frames), matrix.row(row).begin());
    }
    return matrix;
}

} // namespace segue::training
