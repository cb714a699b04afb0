// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/mpeg_sync.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <span>
#include <vector>

namespace segue::audio::ffmpeg {

namespace {

constexpr std::size_t kSearched = 16U << 20U;
constexpr std::size_t kUsualPlace = 16U << 10U;
constexpr std::int64_t kLargestTag = std::int64_t{48} << 20U;
constexpr int kFramesInARow = 6; ///< random bytes hold one header in 2000 bytes, but not six at the right distances

// kbit/s of MPEG audio layer III, by version (1, then 2 and 2.5) and index; 0 is not allowed here.
constexpr std::array<std::array<int, 16>, 2> kLayer3Kbps = {{
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0},
}};
constexpr std::array<int, 3> kRatesHz = {44100, 48000, 32000};

std::vector<unsigned char> readPart(std::ifstream& file, std::int64_t from, std::size_t size) {
    std::vector<unsigned char> bytes(size);
    file.clear();
    file.seekg(from);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return bytes;
}

/// Length of the ID3v2 tag that a file begins with, 0 if there is none.
std::int64_t tagLength(std::ifstream& file) {
    const auto head = readPart(file, 0, 10);
    if (head.size() < 10 || head[0] != 'I' || head[1] != 'D' || head[2] != '3')
        return 0;
    return 10 + ((head[6] & 0x7FL) << 21) + ((head[7] & 0x7FL) << 14) + ((head[8] & 0x7FL) << 7) + (head[9] & 0x7FL);
}

std::optional<std::size_t> findFrames(std::span<const unsigned char> bytes, const std::stop_token& stop) {
    for (std::size_t at = 0; at + 4 <= bytes.size() && !stop.stop_requested(); ++at) {
        if (bytes[at] == 0xFF && mpegFramesFollow(bytes, at))
            return at;
    }
    return std::nullopt;
}

} // namespace

std::size_t mpegFrameLength(std::span<const unsigned char> head) {
    const bool sync = head[0] == 0xFF && (head[1] & 0xE0U) == 0xE0U;
    const unsigned version = (head[1] >> 3U) & 3U; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
    const unsigned layer = (head[1] >> 1U) & 3U;
    const unsigned rateIndex = (head[2] >> 2U) & 3U;
    if (!sync || version == 1 || layer != 1 || rateIndex == 3)
        return 0;
    const int kbps = kLayer3Kbps.at(version == 3 ? 0 : 1).at(head[2] >> 4U);
    const int rateHz = kRatesHz.at(rateIndex) / (version == 3 ? 1 : version == 2 ? 2 : 4);
    const int samplesPerByte = version == 3 ? 144 : 72;
    const std::size_t padding = (head[2] >> 1U) & 1U;
    return kbps == 0 ? 0 : static_cast<std::size_t>(samplesPerByte * kbps * 1000 / rateHz) + padding;
}

bool mpegFramesFollow(std::span<const unsigned char> bytes, std::size_t at) {
    for (int i = 0; i < kFramesInARow; ++i) {
        if (at + kMpegHead > bytes.size())
            return false;
        const std::size_t length = mpegFrameLength(bytes.subspan(at, kMpegHead));
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::optional<std::int64_t> findFramesBehindJunk(const std::filesystem::path& path, const std::stop_token& stop) {
    std::ifstream file(path, std::ios::binary);
    const std::int64_t begin = tagLength(file);
    // Some padding is common, and FFmpeg copes with it. A tag larger than any cover would keep FFmpeg busy for a minute.
    if (const auto at = findFrames(readPart(file, begin, kUsualPlace), stop))
        return begin > kLargestTag ? std::optional(begin + static_cast<std::int64_t>(*at)) : std::nullopt;
    if (const auto at = findFrames(readPart(file, begin, kSearched), stop))
        return begin + static_cast<std::int64_t>(*at);
    return std::nullopt;
}

} // namespace segue::audio::ffmpeg
