// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "engine/spectrogram/song_spectrogram.h"

#include <cstdio>

namespace segue::cli {

int runSpectrogram(const std::filesystem::path& song, const std::filesystem::path& output, const SpectrogramStyle& style) {
    const auto shown = spectrogram::writeSongSpectrogram(song, output, style);
    std::printf("%s: %.1f s\n", output.c_str(), static_cast<double>(shown.count()) / 1000.0);
    return 0;
}

} // namespace segue::cli
