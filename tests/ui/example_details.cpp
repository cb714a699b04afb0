// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/example_details.h"

#include <algorithm>
#include <cmath>

namespace segue::test {

using namespace std::chrono_literals;

SongDetails exampleDetails(const Track& track) {
    SongDetails details;
    details.track = track;
    details.track.features = SoundFeatures{
        .tempoBpm = 118.2F, .key = 21, .keyStrength = 0.82F, .centroidHz = 2140.F, .onsetsPerSecond = 3.4F, .loudnessLufs = -9.8F};
    details.codec = "flac";
    details.rateHz = 44'100;
    details.channels = 2;
    details.bitRate = 921'000;
    details.bytes = 27'400'000;
    details.heardGenres = {{"Rock", 0.74F},         {"Pop", 0.11F},        {"Folk", 0.06F},     {"Experimental", 0.04F},
                           {"Instrumental", 0.02F}, {"Electronic", 0.02F}, {"Hip-Hop", 0.007F}, {"International", 0.003F}};
    for (const int percent : {20, 50, 80})
        details.excerpts.push_back({track.duration * percent / 100 - 15s, 30s});
    details.preview = SongSpan{track.previewStart, 30s};
    return details;
}

Outline exampleOutline(const Track& track) {
    Outline outline;
    outline.duration = track.duration;
    outline.loudnessLufs = -10.1F;
    outline.loudnessRangeLu = 6.2F;
    outline.truePeakDb = -0.3F;
    for (std::size_t i = 0; i < Waveform::kColumns; ++i) {
        const double at = static_cast<double>(i) / static_cast<double>(Waveform::kColumns);
        const double verse = 0.55 + 0.25 * std::sin(at * 25.0) + 0.12 * std::sin(at * 900.0) * std::sin(at * 411.0);
        const double edge = std::min({1.0, at * 20.0, (1.0 - at) * 12.0});
        outline.waveform.peak.push_back(static_cast<std::uint8_t>(std::clamp(verse * edge, 0.0, 1.0) * 255.0));
        outline.waveform.rms.push_back(static_cast<std::uint8_t>(std::clamp(verse * edge * 0.45, 0.0, 1.0) * 255.0));
    }
    return outline;
}

SpectrogramTileLoaded exampleTile(const std::filesystem::path& song, const SpectrogramStyle& style, std::int64_t index) {
    SpectrogramTile tile{
        .style = style, .index = index, .rows = SpectrogramAxis(style).rows(), .columns = kTileColumns, .levels = {}};
    tile.levels.resize(tile.rows * tile.columns);
    const auto rows = static_cast<double>(tile.rows);
    for (std::size_t column = 0; column < tile.columns; ++column) {
        const double seconds =
            static_cast<double>(index * kTileColumns + static_cast<std::int64_t>(column)) * style.columnSeconds();
        for (std::size_t row = 0; row < tile.rows; ++row) {
            double db = -70.0 - 25.0 * static_cast<double>(row) / rows + 6.0 * std::sin(seconds * 13.0 + static_cast<double>(row));
            for (const double voice : {0.2, 0.35, 0.5, 0.62}) {
                const double centre = rows * (voice + 0.03 * std::sin(seconds * (1.0 + voice)));
                db = std::max(db, -18.0 - 30.0 * voice - std::abs(static_cast<double>(row) - centre) * 900.0 / rows);
            }
            tile.levels[row * tile.columns + column] = static_cast<std::uint8_t>(std::clamp((db + 120.0) * 2.0, 0.0, 255.0));
        }
    }
    return {.request = 0, .song = song, .tile = std::make_shared<const SpectrogramTile>(std::move(tile)), .problem = {}};
}

} // namespace segue::test
