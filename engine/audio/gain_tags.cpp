// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/gain_tags.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <string>

namespace segue::audio {

namespace {

constexpr float kR128ToReplayGain = 5.F; ///< dB from -23 to -18 LUFS
constexpr float kUsualReference = 89.F;
constexpr float kLargestPeak = 100.F;
constexpr std::uint64_t kGainTagsLongestValue = 4'096; ///< bytes; longer ones are no numbers
constexpr int kMostItems = 2'000;

/// The number at the beginning: "-7.03 dB", "+1,5", "0.987".
std::optional<float> numberIn(std::string_view text) {
    std::string plain(text.substr(0, 64));
    std::ranges::replace(plain, ',', '.');
    std::size_t at = plain.find_first_not_of(" \t\r\n");
    if (at == std::string::npos)
        return std::nullopt;
    if (plain[at] == '+')
        ++at;
    float value = 0.F;
    const auto read = std::from_chars(plain.data() + at, plain.data() + plain.size(), value);
    if (read.ec != std::errc() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<float> gainOf(std::optional<float> db) { return db && std::abs(*db) <= GainTags::kMostDb ? db : std::nullopt; }

std::optional<float> peakOf(std::optional<float> peak) {
    return peak && *peak > 0.F && *peak <= kLargestPeak ? peak : std::nullopt;
}

void fillIn(std::optional<float>& value, const std::optional<float>& other) {
    if (!value)
        value = other;
}

/// A music file, a few bytes at a time.
class Bytes final {
public:
    explicit Bytes(const std::filesystem::path& path)
        : m_file(path, std::ios::binary) {
        m_file.seekg(0, std::ios::end);
        m_size = m_file ? static_cast<std::uint64_t>(std::max<std::streamoff>(0, m_file.tellg())) : 0;
    }

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] std::string at(std::uint64_t place, std::uint64_t size) {
        if (place >= m_size || size > kGainTagsLongestValue)
            return {};
        std::string read(static_cast<std::size_t>(std::min(size, m_size - place)), '\0');
        m_file.clear();
        m_file.seekg(static_cast<std::streamoff>(place));
        m_file.read(read.data(), static_cast<std::streamsize>(read.size()));
        read.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, m_file.gcount())));
        return read;
    }

private:
    std::ifstream m_file;
    std::uint64_t m_size = 0;
};

std::uint32_t byteOf(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

std::uint32_t littleEndian(std::string_view bytes, std::size_t at) {
    return byteOf(bytes, at) | byteOf(bytes, at + 1) << 8U | byteOf(bytes, at + 2) << 16U | byteOf(bytes, at + 3) << 24U;
}

/// @param bits of each byte that count: 7 where no byte may look like the beginning of a packet
std::uint32_t bigEndian(std::string_view bytes, std::size_t at, unsigned bits) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << bits | (byteOf(bytes, at + i) & ((1U << bits) - 1));
    return value;
}

void takeApe(Bytes& file, GainTagReader& reader) {
    constexpr std::uint64_t kFooter = 32;
    constexpr std::uint64_t kId3v1 = 128;
    for (const std::uint64_t behind : {std::uint64_t{0}, kId3v1}) {
        if (file.size() < behind + kFooter)
            return;
        const std::uint64_t footerAt = file.size() - behind - kFooter;
        const std::string footer = file.at(footerAt, kFooter);
        if (!footer.starts_with("APETAGEX"))
            continue;
        const std::uint64_t size = littleEndian(footer, 12); // with the footer, without a header
        const std::uint64_t end = footerAt;
        if (size < kFooter || size > footerAt + kFooter)
            return;
        std::uint64_t at = footerAt + kFooter - size;
        for (int i = 0; i < kMostItems && at + 9 < end; ++i) {
            const std::string head = file.at(at, 8 + 256);
            const std::uint64_t length = littleEndian(head, 0);
            const std::size_t nameEnd = head.find('\0', 8);
            if (nameEnd == std::string::npos)
                return;
            const std::uint64_t valueAt = at + nameEnd + 1;
            if (length > end - std::min(end, valueAt))
                return;
            if (length > 0 && length <= 64)
                reader.take(std::string_view(head).substr(8, nameEnd - 8), file.at(valueAt, length));
            at = valueAt + length;
        }
        return;
    }
}

/// One RVA2 frame: whose, then channel after channel; the first is the whole sound's in practice.
void takeFrame(std::string_view frame, GainTagReader& reader) {
    constexpr std::uint32_t kMaster = 1;
    const std::size_t nameEnd = frame.find('\0');
    if (nameEnd == std::string_view::npos)
        return;
    for (std::size_t at = nameEnd + 1; at + 4 <= frame.size();) {
        const auto steps =
            static_cast<std::int16_t>(static_cast<std::uint16_t>(byteOf(frame, at + 1) << 8U | byteOf(frame, at + 2)));
        const std::uint32_t bits = byteOf(frame, at + 3);
        const std::size_t bytes = (bits + 7) / 8;
        double peak = 0.0;
        for (std::size_t i = 0; i < bytes; ++i)
            peak = 256.0 * peak + byteOf(frame, at + 4 + i);
        // Full scale is 2^(bits - 1).
        const double full = bits > 0 ? std::ldexp(1.0, static_cast<int>(bits) - 1) : 0.0;
        if (byteOf(frame, at) == kMaster) {
            reader.takeRelative(frame.substr(0, nameEnd), static_cast<float>(steps) / 512.F,
                                full > 0.0 && peak > 0.0 ? std::optional(static_cast<float>(peak / full)) : std::nullopt);
            return;
        }
        at += 4 + bytes;
    }
}

void takeRelativeGains(Bytes& file, GainTagReader& reader) {
    const std::string head = file.at(0, 10);
    if (!head.starts_with("ID3") || byteOf(head, 3) < 3 || byteOf(head, 3) > 4)
        return;
    const unsigned bits = byteOf(head, 3) == 4 ? 7 : 8;
    constexpr std::uint32_t kUnsynchronised = 0x80;
    constexpr std::uint32_t kExtended = 0x40;
    if ((byteOf(head, 5) & kUnsynchronised) != 0)
        return; // its frames are not where they say
    const std::uint64_t end = std::min<std::uint64_t>(file.size(), 10 + bigEndian(head, 6, 7));
    std::uint64_t at = 10;
    if ((byteOf(head, 5) & kExtended) != 0)
        at += bigEndian(file.at(at, 4), 0, bits) + (bits == 8 ? 4 : 0);
    for (int i = 0; i < kMostItems && at + 10 < end; ++i) {
        const std::string frame = file.at(at, 10);
        const std::uint64_t size = bigEndian(frame, 4, bits);
        if (frame.size() < 10 || frame[0] == '\0' || size > end - at - 10)
            return;
        if (frame.starts_with("RVA2") && size <= 256)
            takeFrame(file.at(at + 10, size), reader);
        at += 10 + size;
    }
}

} // namespace

void GainTagReader::take(std::string_view name, std::string_view value, Whose whose) {
    std::string key = lowered(name);
    if (const auto colon = key.rfind(':'); colon != std::string::npos)
        key.erase(0, colon + 1); // MP4: ----:com.apple.iTunes:
    const auto number = numberIn(value);
    if (!number)
        return;
    const bool isAlbum = whose == Whose::album;
    if (key == "replaygain_track_gain" || key == "rg_radio" || (key == "replaygain_gain" && !isAlbum))
        m_replayGain.trackDb = gainOf(number);
    else if (key == "replaygain_album_gain" || key == "rg_audiophile" || key == "replaygain_gain")
        m_replayGain.albumDb = gainOf(number);
    else if (key == "replaygain_track_peak" || key == "rg_peak" || (key == "replaygain_peak" && !isAlbum))
        m_replayGain.trackPeak = peakOf(number);
    else if (key == "replaygain_album_peak" || key == "replaygain_peak")
        m_replayGain.albumPeak = peakOf(number);
    else if (key == "r128_track_gain")
        m_r128.trackDb = gainOf(*number / 256.F + kR128ToReplayGain);
    else if (key == "r128_album_gain")
        m_r128.albumDb = gainOf(*number / 256.F + kR128ToReplayGain);
    else if (key == "replaygain_reference_loudness" && *number > 70.F && *number < 110.F)
        m_referenceDb = *number;
}

void GainTagReader::takeRelative(std::string_view whose, float gainDb, std::optional<float> peak) {
    const std::string key = lowered(whose);
    const bool isAlbum = key == "album" || key == "audiophile";
    (isAlbum ? m_relative.albumDb : m_relative.trackDb) = gainOf(gainDb);
    (isAlbum ? m_relative.albumPeak : m_relative.trackPeak) = peakOf(peak);
}

GainTags GainTagReader::tags() const {
    GainTags replayGain = m_replayGain;
    for (auto* db : {&replayGain.trackDb, &replayGain.albumDb})
        if (*db)
            *db = gainOf(**db + (kUsualReference - m_referenceDb));
    GainTags all = m_r128;
    const bool hasR128 = all.trackDb || all.albumDb;
    for (const GainTags& other : {replayGain, m_relative}) {
        // The gains of one kind belong together; peaks are the same whoever measured them.
        if (!hasR128) {
            fillIn(all.trackDb, other.trackDb);
            fillIn(all.albumDb, other.albumDb);
        }
        fillIn(all.trackPeak, other.trackPeak);
        fillIn(all.albumPeak, other.albumPeak);
    }
    return all;
}

void takeApeAndRelativeGains(const std::filesystem::path& path, GainTagReader& reader) {
    Bytes file(path);
    takeApe(file, reader);
    takeRelativeGains(file, reader);
}

} // namespace segue::audio
