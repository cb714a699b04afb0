// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/mpeg_frames.h"

#include "engine/audio/ffmpeg/mpeg_sync.h"

#include <algorithm>

namespace segue::audio::ffmpeg {
namespace {

constexpr std::size_t kBlock = 1U << 20U;
constexpr std::size_t kLookAhead = 16U << 10U; ///< several frames

} // namespace

MpegFrames::MpegFrames(const std::filesystem::path& path, std::int64_t firstByte)
    : m_file(path, std::ios::binary)
    , m_next{.frame = 0, .byte = firstByte} {}

/// @return false: the file has nothing there
bool MpegFrames::read(std::int64_t byte) {
    m_block.resize(kBlock);
    m_file.clear();
    m_file.seekg(byte);
    m_file.read(reinterpret_cast<char*>(m_block.data()), static_cast<std::streamsize>(m_block.size()));
    m_block.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, m_file.gcount())));
    m_blockAt = byte;
    return m_block.size() >= kMpegHead;
}

/// What was read from the next frame on.
std::span<const unsigned char> MpegFrames::ahead() const {
    const std::int64_t at = m_next.byte - m_blockAt;
    const bool isInside = at >= 0 && at < static_cast<std::int64_t>(m_block.size());
    return isInside ? std::span(m_block).subspan(static_cast<std::size_t>(at)) : std::span<const unsigned char>();
}

/// Passes the next frame; behind damage, the next one that others follow. @return false: there is none
bool MpegFrames::pass() {
    const bool isEnd = !m_block.empty() && m_block.size() < kBlock && !ahead().empty();
    if (ahead().size() < kLookAhead && !isEnd && !read(m_next.byte))
        return false;
    const auto bytes = ahead();
    std::size_t damage = 0;
    std::size_t length = bytes.size() < kMpegHead ? 0 : mpegFrameLength(bytes.first(kMpegHead));
    while (length == 0) {
        ++damage;
        if (damage + kMpegHead > bytes.size())
            return false;
        if (bytes[damage] == 0xFF && mpegFramesFollow(bytes, damage))
            length = mpegFrameLength(bytes.subspan(damage, kMpegHead));
    }
    m_next.byte += static_cast<std::int64_t>(damage);
    if (m_next.frame % kStep == 0)
        m_places.push_back(m_next);
    m_next.byte += static_cast<std::int64_t>(length);
    ++m_next.frame;
    return true;
}

std::optional<MpegFrames::Place> MpegFrames::before(std::int64_t frame, const std::stop_token& stop) {
    frame = std::max<std::int64_t>(0, frame);
    while (m_next.frame <= frame)
        if (stop.stop_requested() || !pass())
            return std::nullopt;
    return m_places.at(static_cast<std::size_t>(frame / kStep));
}

} // namespace segue::audio::ffmpeg
