// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/wav_writer.h"

#include "engine/audio/file_write.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace segue::audio {

namespace {

void append(std::vector<std::byte>& bytes, std::string_view text) {
    for (const char c : text)
        bytes.push_back(static_cast<std::byte>(c));
}

/// Little-endian, @p size bytes.
void append(std::vector<std::byte>& bytes, std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

std::uint32_t toPcm16(float sample) {
    const float scaled = std::isfinite(sample) ? std::round(sample * 32768.0F) : 0.0F;
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(std::clamp(scaled, -32768.0F, 32767.0F)));
}

} // namespace

void writeWav(const std::filesystem::path& path, std::span<const float> interleaved, int rateHz, int channels) {
    if (interleaved.empty() || rateHz <= 0 || channels <= 0 || interleaved.size() % static_cast<std::size_t>(channels) != 0)
        throw Error(ErrorKind::usage, "A sound file needs whole frames, a rate and channels.");
    if (interleaved.size() > (std::numeric_limits<std::uint32_t>::max() - 64) / 2)
        throw Error(ErrorKind::usage, "A WAV file holds at most 4 GB.");
    const auto width = static_cast<std::uint32_t>(channels);
    const auto rate = static_cast<std::uint32_t>(rateHz);
    const auto size = static_cast<std::uint32_t>(interleaved.size() * 2);
    std::vector<std::byte> bytes;
    bytes.reserve(44 + size);
    append(bytes, "RIFF");
    append(bytes, 36 + size, 4);
    append(bytes, "WAVEfmt ");
    append(bytes, 16, 4);
    append(bytes, 1, 2); // PCM
    append(bytes, width, 2);
    append(bytes, rate, 4);
    append(bytes, rate * width * 2, 4);
    append(bytes, width * 2, 2);
    append(bytes, 16, 2);
    append(bytes, "data");
    append(bytes, size, 4);
    for (const float sample : interleaved)
        append(bytes, toPcm16(sample), 2);
    writeWholeFile(path, bytes);
}

} // namespace segue::audio
