// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

namespace segue::features {

/// Size of the picture.
struct SpectrogramSize {
    int maxWidth = 2000; ///< pixels; longer songs take the loudest of the frames that share a column
    int height = 512;    ///< pixels
};

/// Writes the mel spectrogram of @p mono as a PNG: time to the right, frequency up, dark (80 dB below the loudest) to
/// bright. The file appears complete or not at all. Throws Error{noSpace}, Error{io}, or Error{usage} for no samples.
void writeSpectrogram(std::span<const float> mono, int rateHz, const std::filesystem::path& png,
                      SpectrogramSize size = {});

} // namespace segue::features
