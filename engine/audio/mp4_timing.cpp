// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/mp4_timing.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <string_view>
#include <vector>

namespace segue::audio {

namespace {

constexpr int kMostBoxes = 20'000;                   ///< in one file; a book with a cover for each chapter has hundreds
constexpr std::uint64_t kMostTableBytes = 8U << 20U; ///< of one table: lengths of packets, mostly one entry
constexpr std::int64_t kMp4TimingLongest = std::numeric_limits<std::int64_t>::max() / 1'000'000; ///< so that nothing overflows

/// A stretch of the file.
struct Box {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    [[nodiscard]] std::uint64_t size() const { return end - begin; }
};

/// The boxes of a file, which may say anything.
class BoxReader final {
public:
    explicit BoxReader(const std::filesystem::path& path)
        : m_file(path, std::ios::binary) {
        m_file.seekg(0, std::ios::end);
        m_whole.end = m_file ? static_cast<std::uint64_t>(std::max<std::streamoff>(0, m_file.tellg())) : 0;
    }

    [[nodiscard]] Box whole() const { return m_whole; }

    /// Shows the content of each box in another one. `visit(name, content)`
    template <typename Visit>
    void forEach(Box inside, Visit visit) {
        while (inside.size() >= 8 && m_seen++ < kMostBoxes) {
            const auto head = bytes({inside.begin, std::min(inside.end, inside.begin + 16)});
            if (head.size() < 8)
                return;
            const std::string_view all(head.data(), head.size());
            std::uint64_t size = number(all, 0, 4);
            std::uint64_t headSize = 8;
            if (size == 1 && all.size() == 16) {
                size = number(all, 8, 8);
                headSize = 16;
            } else if (size == 0) {
                size = inside.size(); // to the end
            }
            if (size < headSize || size > inside.size())
                return;
            visit(std::string_view(head.data() + 4, 4), Box{inside.begin + headSize, inside.begin + size});
            inside.begin += size;
        }
    }

    /// What a box holds; empty if that is too much or cannot be read.
    [[nodiscard]] std::vector<char> bytes(const Box& box) {
        if (box.size() > kMostTableBytes)
            return {};
        std::vector<char> read(static_cast<std::size_t>(box.size()));
        m_file.clear();
        m_file.seekg(static_cast<std::streamoff>(box.begin));
        m_file.read(read.data(), static_cast<std::streamsize>(read.size()));
        read.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, m_file.gcount())));
        return read;
    }

    /// A big-endian number; 0 beyond the end.
    [[nodiscard]] static std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t width) {
        std::uint64_t value = 0;
        if (at + width > bytes.size())
            return 0;
        for (std::size_t i = 0; i < width; ++i)
            value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
        return value;
    }

private:
    std::ifstream m_file;
    Box m_whole;
    int m_seen = 0;
};

/// A header whose fields are wider in its second version. @param at of the field in the first one, in the second one
std::uint64_t versioned(std::string_view box, std::size_t at0, std::size_t at1, std::size_t width) {
    return BoxReader::number(box, BoxReader::number(box, 0, 1) == 1 ? at1 : at0, width);
}

std::string_view viewOf(const std::vector<char>& bytes) { return {bytes.data(), bytes.size()}; }

struct Track {
    Mp4Timing timing;
    std::uint64_t id = 0;
};

void readEdits(std::string_view table, Mp4Timing& timing) {
    const bool isWide = BoxReader::number(table, 0, 1) == 1;
    const std::size_t width = isWide ? 8 : 4;
    const std::size_t entry = 2 * width + 4;
    const std::uint64_t count = BoxReader::number(table, 4, 4);
    int shown = 0;
    for (std::size_t i = 0; i < count && 8 + (i + 1) * entry <= table.size(); ++i) {
        const std::uint64_t begin = BoxReader::number(table, 8 + i * entry + width, width);
        const auto at = isWide ? static_cast<std::int64_t>(begin) : static_cast<std::int32_t>(static_cast<std::uint32_t>(begin));
        if (at < 0)
            continue; // a pause before the sound
        timing.shown =
            static_cast<std::int64_t>(std::min<std::uint64_t>(BoxReader::number(table, 8 + i * entry, width), kMp4TimingLongest));
        timing.begin = std::min(at, kMp4TimingLongest);
        ++shown;
    }
    timing.hasSeveralEdits = shown > 1;
}

void readLengths(std::string_view table, Mp4Timing& timing) {
    const std::uint64_t count = BoxReader::number(table, 4, 4);
    for (std::size_t i = 0; i < count && 8 + (i + 1) * 8 <= table.size(); ++i) {
        const std::uint64_t packets = BoxReader::number(table, 8 + i * 8, 4);
        const std::uint64_t each = BoxReader::number(table, 12 + i * 8, 4);
        if (each != 0 && packets > static_cast<std::uint64_t>(kMp4TimingLongest - timing.total) / each) {
            timing.total = 0; // no track is so long
            return;
        }
        timing.total += static_cast<std::int64_t>(packets * each);
    }
}

void readTrack(BoxReader& reader, const Box& box, Track& track) {
    reader.forEach(box, [&](std::string_view name, const Box& inner) {
        if (name == "edts" || name == "mdia" || name == "minf" || name == "stbl")
            return readTrack(reader, inner, track);
        if (name == "tkhd")
            track.id = versioned(viewOf(reader.bytes(inner)), 12, 20, 4);
        else if (name == "mdhd")
            track.timing.scale = static_cast<std::int64_t>(versioned(viewOf(reader.bytes(inner)), 12, 20, 4));
        else if (name == "elst")
            readEdits(viewOf(reader.bytes(inner)), track.timing);
        else if (name == "stts")
            readLengths(viewOf(reader.bytes(inner)), track.timing);
    });
}

} // namespace

std::optional<std::int64_t> Mp4Timing::length() const {
    if (hasSeveralEdits || scale <= 0 || total <= begin)
        return std::nullopt;
    const std::int64_t rest = total - begin;
    if (shown <= 0 || movieScale <= 0)
        return rest;
    // The list's own length is rounded to a unit of the movie: it counts only where it cuts off more than that.
    const double exact = static_cast<double>(shown) * static_cast<double>(scale) / static_cast<double>(movieScale);
    const double unit = std::max(1.0, static_cast<double>(scale) / static_cast<double>(movieScale));
    return exact + unit < static_cast<double>(rest) ? static_cast<std::int64_t>(exact + 0.5) : rest;
}

std::optional<Mp4Timing> mp4Timing(const std::filesystem::path& path, std::uint32_t trackId) {
    BoxReader reader(path);
    std::optional<Mp4Timing> found;
    std::int64_t movieScale = 0;
    reader.forEach(reader.whole(), [&](std::string_view name, const Box& moov) {
        if (name != "moov")
            return;
        reader.forEach(moov, [&](std::string_view inner, const Box& box) {
            Track track;
            if (inner == "mvhd")
                movieScale = static_cast<std::int64_t>(versioned(viewOf(reader.bytes(box)), 12, 20, 4));
            else if (inner == "trak")
                readTrack(reader, box, track);
            if (track.id == trackId && track.timing.total > 0 && !found)
                found = track.timing;
        });
    });
    if (found)
        found->movieScale = movieScale;
    return found;
}

} // namespace segue::audio
