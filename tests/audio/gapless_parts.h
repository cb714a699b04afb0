// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace segue::test {

/// Noise and two gliding tones, no two places alike, in steps of 16 bits. [frames, 2]
[[nodiscard]] std::vector<float> gaplessMaster(int rateHz);

/// Where it is cut: at odd places, into seven pieces of uneven length.
[[nodiscard]] std::vector<std::size_t> gaplessCuts();

struct GaplessFormat {
    const char* extension;
    const char* encoder;
    const char* muxer;
    int rateHz;
    bool isLossless;
};
inline constexpr std::array<GaplessFormat, 9> kGaplessFormats{{{"mp3", "libmp3lame", "mp3", 44'100, false},
                                                               {"m4a", "aac", "ipod", 44'100, false},
                                                               {"alac.m4a", "alac", "ipod", 44'100, true},
                                                               {"ogg", "libvorbis", "ogg", 44'100, false},
                                                               {"opus", "libopus", "opus", 48'000, false},
                                                               {"flac", "flac", "flac", 44'100, true},
                                                               {"flac.ogg", "flac", "ogg", 44'100, true},
                                                               {"wv", "wavpack", "wv", 44'100, true},
                                                               {"wav", "pcm_s16le", "wav", 44'100, true}}};

/// Writes the seven pieces of gaplessMaster(): 0.mp3, 1.mp3, ...
std::vector<std::filesystem::path> writeGaplessParts(const std::filesystem::path& folder, const GaplessFormat& format);

/// By how many frames `sound` is late against `right` around a frame of both (at most 2,000), where they are most alike.
/// [frames, 2]
[[nodiscard]] int lagAt(std::span<const float> sound, std::span<const float> right, std::size_t frame);

} // namespace segue::test
