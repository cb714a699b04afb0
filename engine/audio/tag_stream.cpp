// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tag_stream.h"

#include <taglib/id3v2synchdata.h>

#include <algorithm>
#include <bitset>
#include <cerrno>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace segue::audio {

namespace {

constexpr std::size_t kMostReads = 500'000;
constexpr std::size_t kMostBytes = 80U << 20U; ///< two of the largest covers, and a music file's headers
constexpr std::size_t kLargestRead = 40U << 20U;
constexpr std::size_t kMostFrames = 200'000;
constexpr std::size_t kMostPackedBytes = 64U << 10U; ///< of all frames; deflate makes a thousand times as much of it
constexpr unsigned kId3HeaderBytes = 10;
constexpr std::size_t kStretch = 16U << 10U; ///< bytes that are read at once
constexpr std::int64_t kEdge = 4096;
/// Bytes of the stack between where the stream was made and where it is read: some 400 boxes of an MP4 in one another. A
/// thread has eight megabytes; music needs two kilobytes.
constexpr std::uintptr_t kDeepest = 64U << 10U;

std::uintptr_t stackNow() { return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)); }

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

/// Version 4 uses seven bits of each byte. Some programs did not know that, so the name of the next frame decides.
std::size_t frameLength(const TagLib::ByteVector& bytes, std::size_t at, int version) {
    const std::size_t plain = numberAt(bytes, at + 4, 4, 8);
    if (version != 4)
        return plain;
    const std::size_t packed = numberAt(bytes, at + 4, 4, 7);
    const bool packedFits = at + kId3HeaderBytes + packed >= bytes.size() || isFrameName(bytes, at + kId3HeaderBytes + packed);
    return !packedFits && isFrameName(bytes, at + kId3HeaderBytes + plain) ? plain : packed;
}

/// Where the frames begin: after the header's extension, if there is one.
std::size_t firstFrame(const TagLib::ByteVector& bytes, int version, unsigned char flags) {
    constexpr unsigned char kExtended = 0x40;
    if ((flags & kExtended) == 0 || bytes.size() < 4)
        return 0;
    return version == 4 ? numberAt(bytes, 0, 4, 7) : 4 + numberAt(bytes, 0, 4, 8);
}

constexpr char kUtf16 = 1;     ///< with a mark of its byte order
constexpr char kBigEndian = 2; ///< without

/// Whether text in UTF-16 has its low bytes first. Letters of one script share their high byte, which mostly is 0.
bool isLittleEndian(std::string_view text) {
    std::array<std::size_t, 2> zeros{};
    std::array<std::bitset<256>, 2> values;
    for (std::size_t i = 0; i < text.size() / 2 * 2; ++i) {
        zeros[i % 2] += text[i] == '\0' ? 1 : 0;
        values[i % 2].set(static_cast<unsigned char>(text[i]));
    }
    if (zeros[0] != zeros[1])
        return zeros[1] > zeros[0];
    return values[1].count() <= values[0].count();
}

/// @param text of a frame, after the byte that tells its encoding
void mendText(TagLib::ByteVector& body, std::size_t encoding, std::size_t length) {
    const auto text = std::string_view(std::as_const(body).data(), body.size()).substr(encoding + 1, length);
    const bool swaps = isLittleEndian(text);
    body[static_cast<unsigned>(encoding)] = kBigEndian;
    for (std::size_t i = 1; swaps && i + 1 <= length; i += 2)
        std::swap(body[static_cast<unsigned>(encoding + i)], body[static_cast<unsigned>(encoding + i + 1)]);
}

} // namespace

bool isReasonableId3(const TagLib::ByteVector& body, int version, unsigned char flags) {
    version = std::clamp(version, 2, 4);
    if (version < 3) // six bytes a frame's header, and nothing is packed
        return body.size() / 7 < kMostFrames;
    constexpr unsigned char kUnsynchronised = 0x80;
    const bool isWhole = version == 3 && (flags & kUnsynchronised) != 0;
    const TagLib::ByteVector frames = isWhole ? TagLib::ID3v2::SynchData::decode(body) : body;
    const unsigned char packedFlag = version == 4 ? 0x08 : 0x80;
    std::size_t count = 0;
    std::size_t packedBytes = 0;
    for (std::size_t at = firstFrame(frames, version, flags); at + kId3HeaderBytes < frames.size() && isFrameName(frames, at);
         ++count) {
        const std::size_t length = frameLength(frames, at, version);
        if ((static_cast<unsigned char>(frames[static_cast<unsigned>(at) + 9]) & packedFlag) != 0)
            packedBytes += std::min(length, frames.size() - at);
        at += kId3HeaderBytes + length;
    }
    return count <= kMostFrames && packedBytes <= kMostPackedBytes;
}

/// Searches the bytes instead of following the order of the frames, which TagLib might read in another way. Bytes that only
/// look like a name are hardly ever followed by a length that fits into the rest: no text is, and of pictures one in a
/// million.
void hideChapters(TagLib::ByteVector& body) {
    for (const std::string_view name : {"CHAP", "CTOC"}) {
        const auto text = std::string_view(std::as_const(body).data(), body.size());
        std::vector<std::size_t> places;
        const std::size_t end = text.size() - std::min<std::size_t>(text.size(), kId3HeaderBytes);
        for (std::size_t at = text.find(name); at < end; at = text.find(name, at + 1)) {
            // With eight bits a byte, or in a tag whose zeros were doubled, the length could only be larger.
            if (numberAt(body, at + 4, 4, 7) <= text.size() - at)
                places.push_back(at);
        }
        for (const std::size_t at : places)
            body[static_cast<unsigned>(at)] = 'X';
    }
}

void mendByteOrder(TagLib::ByteVector& body, int version, unsigned char flags) {
    constexpr unsigned char kUnsynchronised = 0x80;
    version = std::clamp(version, 2, 4);
    if ((flags & kUnsynchronised) != 0)
        return;
    const std::size_t headerBytes = version == 2 ? 6 : kId3HeaderBytes;
    std::size_t at = version == 2 ? 0 : firstFrame(body, version, flags);
    for (std::size_t count = 0; at + headerBytes + 3 < body.size() && count < kMostFrames; ++count) {
        const auto text = std::string_view(std::as_const(body).data(), body.size());
        if (text[at] < 'A' || text[at] > 'Z')
            return;
        const std::size_t length = version == 2 ? numberAt(body, at + 3, 3, 8) : frameLength(body, at, version);
        const std::size_t encoding = at + headerBytes;
        if (length > text.size() - encoding)
            return;
        const std::string_view value = text.substr(encoding, length);
        const bool isPlain = version == 2 || text[at + 9] == '\0';
        const bool hasName = text.substr(at).starts_with("TXX"); // a name, then the text: two marks
        if (text[at] == 'T' && isPlain && !hasName && value.size() > 2 && value[0] == kUtf16 &&
            !value.substr(1).starts_with("\xFF\xFE") && !value.substr(1).starts_with("\xFE\xFF"))
            mendText(body, encoding, length - 1);
        at += headerBytes + length;
    }
}

TagStream::TagStream(const std::filesystem::path& path)
    : m_name(path.native())
    , m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    , m_stack(stackNow()) {
    struct stat facts {};
    if (m_file >= 0 && ::fstat(m_file, &facts) == 0 && S_ISREG(facts.st_mode))
        m_length = facts.st_size;
}

TagStream::~TagStream() {
    if (m_file >= 0)
        ::close(m_file);
}

void TagStream::seek(long offset, Position from) {
    const long base = from == Beginning ? 0 : from == Current ? m_at : m_length;
    long at = 0;
    if (!__builtin_add_overflow(base, offset, &at) && at >= 0)
        m_at = at;
}

/// The stretch that holds this place, read if it must be. It begins at a block's edge, so that reading backwards finds it as well.
const TagStream::Kept& TagStream::keptAt(std::int64_t at) {
    const auto holds = [at](const Kept& kept) {
        return at >= kept.from && at < kept.from + static_cast<std::int64_t>(kept.bytes.size());
    };
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        if (holds(m_kept[i])) {
            m_lastUsed = i;
            return m_kept[i];
        }
    }
    m_lastUsed = (m_lastUsed + 1) % m_kept.size();
    Kept& fresh = m_kept[m_lastUsed];
    fresh.from = at / kEdge * kEdge;
    fresh.bytes.resize(kStretch);
    fresh.bytes.resize(read(fresh.from, fresh.bytes));
    return fresh;
}

/// From the system. @return how many bytes; fewer at the end, or where the disk fails
std::size_t TagStream::read(std::int64_t from, std::span<char> to) {
    std::size_t count = 0;
    while (count < to.size()) {
        const auto got = ::pread(m_file, to.data() + count, to.size() - count, from + static_cast<std::int64_t>(count));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        count += static_cast<std::size_t>(got);
    }
    return count;
}

std::string TagStream::bytesAt(std::int64_t from, std::size_t count) {
    if (from < 0 || from >= m_length)
        return {};
    std::string bytes(std::min(count, static_cast<std::size_t>(m_length - from)), '\0');
    if (count > kStretch / 2) {
        bytes.resize(read(from, bytes));
        return bytes;
    }
    std::size_t done = 0;
    while (done < bytes.size()) {
        const std::int64_t at = from + static_cast<std::int64_t>(done);
        const Kept& kept = keptAt(at);
        const auto skipped = static_cast<std::size_t>(at - kept.from);
        if (skipped >= kept.bytes.size())
            break; // the disk fails, or the file became shorter
        const std::size_t part = std::min(bytes.size() - done, kept.bytes.size() - skipped);
        std::copy_n(kept.bytes.data() + skipped, part, bytes.data() + done);
        done += part;
    }
    bytes.resize(done);
    return bytes;
}

bool TagStream::isExhausted() const {
    const std::uintptr_t here = stackNow();
    const std::uintptr_t depth = here < m_stack ? m_stack - here : here - m_stack;
    return m_reads > kMostReads || m_bytes > kMostBytes || depth > kDeepest;
}

TagLib::ByteVector TagStream::readBlock(unsigned long length) {
    ++m_reads;
    if (length > kLargestRead || isExhausted())
        return {};
    const std::string bytes = bytesAt(m_at, length);
    TagLib::ByteVector block(bytes.data(), static_cast<unsigned>(bytes.size()));
    m_at += static_cast<long>(bytes.size());
    m_bytes += block.size();
    if (const auto version = std::exchange(m_id3Version, std::nullopt)) {
        if (!isReasonableId3(block, *version, m_id3Flags))
            return {};
        hideChapters(block);
        mendByteOrder(block, *version, m_id3Flags);
    }
    if (block.size() == kId3HeaderBytes && block.startsWith("ID3")) {
        m_id3Version = static_cast<unsigned char>(block[3]);
        m_id3Flags = static_cast<unsigned char>(block[5]);
    }
    return block;
}

} // namespace segue::audio
