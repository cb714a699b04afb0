// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tag_stream.h"

#include <taglib/id3v2synchdata.h>

#include <algorithm>
#include <utility>

namespace segue::audio {

namespace {

constexpr std::size_t kMostReads = 500'000;
constexpr std::size_t kMostBytes = 80U << 20U; ///< two of the largest covers, and a music file's headers
constexpr std::size_t kLargestRead = 40U << 20U;
constexpr std::size_t kMostFrames = 200'000;
constexpr std::size_t kMostPackedBytes = 64U << 10U; ///< of all frames; deflate makes a thousand times as much of it
constexpr unsigned kId3HeaderBytes = 10;

bool isFrameName(const TagLib::ByteVector& bytes, std::size_t at) {
    if (at + 4 > bytes.size())
        return false;
    return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at + 4),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::size_t numberAt(const TagLib::ByteVector& bytes, std::size_t at, int count, int bitsEach) {
    std::size_t number = 0;
    for (int i = 0; i < count; ++i)
        number = (number << bitsEach) | static_cast<unsigned char>(bytes[static_cast<unsigned>(at) + static_cast<unsigned>(i)]);
    return number;
}

/// Version 4 counts with seven bits a byte; some programs did not know, so the next frame's name decides.
std::size_t frameLength(const TagLib::ByteVector& bytes, std::size_t at, int version) {
    const std::size_t plain = numberAt(bytes, at + 4, 4, 8);
    if (version != 4)
        return plain;
    const std::size_t packed = numberAt(bytes, at + 4, 4, 7);
    const bool packedFits = at + kId3HeaderBytes + packed >= bytes.size() || isFrameName(bytes, at + kId3HeaderBytes + packed);
    return !packedFits && isFrameName(bytes, at + kId3HeaderBytes + plain) ? plain : packed;
}

/// Where the frames begin: behind the header's extension, if there is one.
std::size_t firstFrame(const TagLib::ByteVector& bytes, int version, unsigned char flags) {
    constexpr unsigned char kExtended = 0x40;
    if ((flags & kExtended) == 0 || bytes.size() < 4)
        return 0;
    return version == 4 ? numberAt(bytes, 0, 4, 7) : 4 + numberAt(bytes, 0, 4, 8);
}

} // namespace

bool isReasonableId3(const TagLib::ByteVector& body, int version, unsigned char flags) {
    if (version < 3) // six bytes a frame's header, and nothing is packed
        return body.size() / 7 < kMostFrames;
    constexpr unsigned char kUnsynchronised = 0x80;
    const bool isWhole = version == 3 && (flags & kUnsynchronised) != 0;
    const TagLib::ByteVector frames = isWhole ? TagLib::ID3v2::SynchData::decode(body) : body;
    const unsigned char packedFlag = version == 4 ? 0x08 : 0x80;
    std::size_t count = 0;
    std::size_t packedBytes = 0;
    for (std::size_t at = firstFrame(frames, version, flags); at + kId3HeaderBytes < frames.size() && isFrameName(frames, at); ++count) {
        const std::size_t length = frameLength(frames, at, version);
        if ((static_cast<unsigned char>(frames[static_cast<unsigned>(at) + 9]) & packedFlag) != 0)
            packedBytes += std::min(length, frames.size() - at);
        at += kId3HeaderBytes + length;
    }
    return count <= kMostFrames && packedBytes <= kMostPackedBytes;
}

TagLib::ByteVector TagStream::readBlock(unsigned long length) {
    if (++m_reads > kMostReads || length > kLargestRead || m_bytes > kMostBytes)
        return {};
    TagLib::ByteVector block = FileStream::readBlock(length);
    m_bytes += block.size();
    const int version = std::exchange(m_id3Version, 0);
    if (version != 0 && !isReasonableId3(block, version, m_id3Flags))
        return {};
    if (block.size() == kId3HeaderBytes && block.startsWith("ID3")) {
        m_id3Version = static_cast<unsigned char>(block[3]);
        m_id3Flags = static_cast<unsigned char>(block[5]);
    }
    return block;
}

} // namespace segue::audio
