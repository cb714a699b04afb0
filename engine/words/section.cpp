// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/section.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

namespace segue {

namespace {

constexpr std::int64_t kMostFrames = std::int64_t{1} << 40; ///< 460 years: sums and products stay within 64 bits

/// Reads "START-LENGTH".
std::optional<Section> parsed(std::string_view text) {
    Section section;
    const char* const end = text.data() + text.size();
    const auto start = std::from_chars(text.data(), end, section.start);
    if (start.ec != std::errc() || start.ptr == end || *start.ptr != '-')
        return std::nullopt;
    const auto length = std::from_chars(start.ptr + 1, end, section.length);
    const auto isNumber = [](std::int64_t frames) { return frames >= 0 && frames <= kMostFrames; };
    if (length.ec != std::errc() || length.ptr != end || !isNumber(section.start) || !isNumber(section.length))
        return std::nullopt;
    return section;
}

struct Place {
    std::string_view file;
    std::optional<Section> section;
};

Place placeOf(std::string_view path) {
    const std::string_view mark = kSectionMark;
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos || slash == 0 || !path.substr(slash).starts_with(mark))
        return {path, std::nullopt};
    const auto section = parsed(path.substr(slash + mark.size()));
    return {section ? path.substr(0, slash) : path, section};
}

} // namespace

std::filesystem::path sectionPath(const std::filesystem::path& file, const Section& section) {
    return file.native() + kSectionMark + std::to_string(section.start) + '-' + std::to_string(section.length);
}

std::optional<Section> sectionOf(const std::filesystem::path& song) { return placeOf(song.native()).section; }

std::filesystem::path sectionWithin(const std::filesystem::path& song, std::chrono::milliseconds start,
                                    std::chrono::milliseconds length) {
    const auto framesOf = [](std::chrono::milliseconds time) {
        constexpr std::int64_t kMsPerSecond = 1'000;
        const auto ms = std::clamp<std::int64_t>(time.count(), 0, kMostFrames);
        return (ms * Section::kFramesPerSecond + kMsPerSecond / 2) / kMsPerSecond;
    };
    const auto whole = sectionOf(song).value_or(Section{});
    Section part{.start = framesOf(start), .length = std::max<std::int64_t>(1, framesOf(length))};
    if (whole.length > 0) {
        part.start = std::min(part.start, whole.length - 1);
        part.length = std::min(part.length, whole.length - part.start);
    }
    part.start += whole.start;
    return sectionPath(fileOf(song), part);
}

std::filesystem::path fileOf(const std::filesystem::path& song) {
    const auto place = placeOf(song.native());
    return place.section ? std::filesystem::path(place.file) : song;
}

} // namespace segue
