// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <chrono>
#include <filesystem>

namespace segue::spectrogram {

struct SongSpectrogramSize {
    int maxWidth = 2000; ///< pixels; of columns that share a pixel, the loudest is kept
    int height = 512;    ///< pixels
};

/// Writes a whole song (at most its first hour) as a PNG: time to the right, frequency up, dark (80 dB below the
/// loudest, 40 dB for chroma) to bright. The style's zoom is chosen to fit. The file appears complete or not at all.
/// @return how much of the song it shows. Throws like audio::Decoder, and Error{noSpace}, Error{io} or Error{usage}.
std::chrono::milliseconds writeSongSpectrogram(const std::filesystem::path& song, const std::filesystem::path& png,
                                               const SpectrogramStyle& style, SongSpectrogramSize size = {});

} // namespace segue::spectrogram
