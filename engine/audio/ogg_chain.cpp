// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ogg_chain.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace segue::audio {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeaderBytes = 27;
constexpr std::size_t kPageHead = 512; ///< header, segment table and the beginning of a codec's first packet
constexpr std::size_t kLargestPage = 65'307;
constexpr std::size_t kMostPages = 1'000'000; ///< a day of music
constexpr std::uint8_t kBegins = 2;           ///< flag of a stream's first page

std::uint64_t littleEndian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8U | static_cast<unsigned char>(at + i < bytes.size() ? bytes[at + i] : '\0');
    return value;
}

struct Page {
    std::uint8_t flags = 0;
    std::int64_t granule = -1;
    std::uint32_t serial = 0;
    std::size_t bytes = 0; ///< size of the whole page
    std::string packet;    ///< the packet's beginning
};

class PageReader final {
public:
    explicit PageReader(const std::filesystem::path& path)
        : m_file(path, std::ios::binary) {
        m_file.seekg(0, std::ios::end);
        m_size = std::max<std::int64_t>(0, m_file.tellg());
    }

    [[nodiscard]] std::int64_t size() const { return m_size; }

    [[nodiscard]] std::string bytesAt(std::int64_t from, std::size_t count) {
        std::string bytes(count, '\0');
        m_file.clear();
        m_file.seekg(from);
        m_file.read(bytes.data(), static_cast<std::streamsize>(count));
        bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, m_file.gcount())));
        return bytes;
    }

    [[nodiscard]] std::optional<Page> pageAt(std::int64_t from) {
        const std::string head = bytesAt(from, kPageHead);
        if (head.size() < kHeaderBytes || !head.starts_with("OggS"))
            return std::nullopt;
        const std::size_t segments = static_cast<unsigned char>(head[26]);
        Page page{.flags = static_cast<std::uint8_t>(head[5]),
                  .granule = static_cast<std::int64_t>(littleEndian(head, 6, 8)),
                  .serial = static_cast<std::uint32_t>(littleEndian(head, 14, 4)),
                  .bytes = kHeaderBytes + segments};
        for (std::size_t i = 0; i < segments && kHeaderBytes + i < head.size(); ++i)
            page.bytes += static_cast<unsigned char>(head[kHeaderBytes + i]);
        page.packet = head.substr(std::min(head.size(), kHeaderBytes + segments));
        return page;
    }

private:
    std::ifstream m_file;
    std::int64_t m_size = 0;
};

/// One stream of the chain, while its pages pass.
struct Link {
    std::int64_t rateHz = 0;  ///< 0: no sound
    std::int64_t skipped = 0; ///< samples before the music (Opus)
    std::int64_t first = -1;  ///< granule of the first page that has one
    std::int64_t last = 0;
};

Link linkOf(std::string_view packet) {
    if (packet.starts_with("\x01vorbis"))
        return {.rateHz = static_cast<std::int64_t>(littleEndian(packet, 12, 4))};
    if (packet.starts_with("OpusHead"))
        return {.rateHz = 48'000, .skipped = static_cast<std::int64_t>(littleEndian(packet, 10, 2))};
    if (packet.starts_with("Speex   "))
        return {.rateHz = static_cast<std::int64_t>(littleEndian(packet, 36, 4))};
    if (packet.starts_with("\x7F"
                           "FLAC"sv) &&
        packet.size() > 30) {
        const auto byte = [&](std::size_t at) { return std::int64_t{static_cast<unsigned char>(packet[at])}; };
        return {.rateHz = byte(27) << 12 | byte(28) << 4 | byte(29) >> 4};
    }
    return {};
}

std::chrono::milliseconds lengthOf(const Link& link) {
    if (link.rateHz <= 0 || link.first < 0)
        return {};
    // A stream that was cut out of a longer one does not begin at 0.
    const std::int64_t begin = link.first > 10 * link.rateHz ? link.first : link.skipped;
    return std::chrono::milliseconds(std::clamp<std::int64_t>(link.last - begin, 0, std::int64_t{1} << 50) * 1000 / link.rateHz);
}

/// The streams that begin together at the beginning of the file.
std::set<std::uint32_t> firstSerials(PageReader& reader) {
    std::set<std::uint32_t> serials;
    std::int64_t at = 0;
    for (auto page = reader.pageAt(at); page && (page->flags & kBegins) != 0 && serials.size() < 64; page = reader.pageAt(at)) {
        serials.insert(page->serial);
        at += static_cast<std::int64_t>(page->bytes);
    }
    return serials;
}

std::optional<std::uint32_t> lastSerial(PageReader& reader) {
    const std::int64_t from = std::max<std::int64_t>(0, reader.size() - static_cast<std::int64_t>(kLargestPage));
    const std::string tail = reader.bytesAt(from, kLargestPage);
    const std::size_t at = tail.rfind("OggS"sv);
    if (at == std::string::npos || at + kHeaderBytes > tail.size())
        return std::nullopt;
    return static_cast<std::uint32_t>(littleEndian(tail, at + 14, 4));
}

/// Sums up the longest stream of each group of streams that begin together.
std::chrono::milliseconds summed(PageReader& reader) {
    std::chrono::milliseconds sum{0};
    std::map<std::uint32_t, Link> links;
    bool isBeginning = true;
    const auto finish = [&] {
        std::chrono::milliseconds longest{0};
        for (const auto& [serial, link] : links)
            longest = std::max(longest, lengthOf(link));
        links.clear();
        sum += longest;
    };
    std::int64_t at = 0;
    for (std::size_t pages = 0; pages < kMostPages && at < reader.size(); ++pages) {
        const auto page = reader.pageAt(at);
        if (!page) { // damage: the next page is not far
            const std::string more = reader.bytesAt(at + 1, kLargestPage);
            const std::size_t next = more.find("OggS"sv);
            if (next == std::string::npos)
                break;
            at += 1 + static_cast<std::int64_t>(next);
            continue;
        }
        const bool begins = (page->flags & kBegins) != 0;
        if (begins && !isBeginning)
            finish();
        isBeginning = begins;
        if (begins)
            links[page->serial] = linkOf(page->packet);
        else if (const auto link = links.find(page->serial); link != links.end() && page->granule > 0) {
            link->second.first = link->second.first < 0 ? page->granule : link->second.first;
            link->second.last = std::max(link->second.last, page->granule);
        }
        at += static_cast<std::int64_t>(page->bytes);
    }
    finish();
    return sum;
}

} // namespace

std::optional<std::chrono::milliseconds> chainLength(const std::filesystem::path& path) {
    PageReader reader(path);
    const auto first = firstSerials(reader);
    if (first.empty())
        return std::nullopt;
    const auto last = lastSerial(reader);
    if (!last || first.contains(*last))
        return std::nullopt;
    const auto length = summed(reader);
    return length.count() > 0 ? std::optional(length) : std::nullopt;
}

} // namespace segue::audio
