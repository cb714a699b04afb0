// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of an export: addresses, dates, local files.
#include "engine/spotify/export_json.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace segue::spotify {

namespace {

constexpr std::string_view kLocal = "spotify:local:";
constexpr std::string_view kWeb = "https://open.spotify.com/";
constexpr std::size_t kLongestId = 64; // they have 22 letters
constexpr std::int64_t kLongestSong = 24 * 3600;

bool isIdLetter(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::optional<int> hexOf(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? std::optional(low - 'a' + 10) : std::nullopt;
}

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size()) {
            const auto high = hexOf(text[at + 1]), low = hexOf(text[at + 2]);
            if (high && low) {
                plain += static_cast<char>(*high * 16 + *low);
                at += 2;
                continue;
            }
        }
        plain += text[at] == '+' ? ' ' : text[at];
    }
    return plain;
}

/// Bytes of the first UTF-8 letter; 0: there is none.
std::size_t lengthOfLetter(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const std::size_t size = byte(0) < 0x80   ? 1
                             : byte(0) < 0xC2 ? 0
                             : byte(0) < 0xE0 ? 2
                             : byte(0) < 0xF0 ? 3
                             : byte(0) < 0xF5 ? 4
                                              : 0;
    if (size > text.size())
        return 0;
    for (std::size_t at = 1; at < size; ++at)
        if ((byte(at) & 0xC0U) != 0x80)
            return 0;
    // Forms that are longer than need be, halves of pairs, and what lies behind the last letter.
    const bool isBad = (size == 3 && byte(0) == 0xE0 && byte(1) < 0xA0) || (size == 3 && byte(0) == 0xED && byte(1) >= 0xA0) ||
                       (size == 4 && byte(0) == 0xF0 && byte(1) < 0x90) || (size == 4 && byte(0) == 0xF4 && byte(1) >= 0x90);
    return isBad ? 0 : size;
}

template <typename Number>
std::optional<Number> numberIn(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

} // namespace

std::string oneLine(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size() && line.size() < kLongestText;) {
        const auto size = lengthOfLetter(text.substr(at));
        const bool isControl = size == 1 && (static_cast<unsigned char>(text[at]) < 0x20 || text[at] == 0x7F);
        if (size == 0)
            line += "\uFFFD";
        else if (!isControl)
            line += text.substr(at, size);
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
        at += std::max<std::size_t>(1, size);
    }
    const auto first = line.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : line.substr(first, line.find_last_not_of(' ') - first + 1);
}

std::optional<SpotifyRow> localFileOf(std::string_view uri) {
    if (!uri.starts_with(kLocal))
        return std::nullopt;
    uri.remove_prefix(kLocal.size());
    std::array<std::string_view, 4> parts; // artist, album, title, seconds
    for (auto& part : parts) {
        const auto colon = uri.find(':');
        part = uri.substr(0, colon);
        uri = colon == std::string_view::npos ? std::string_view() : uri.substr(colon + 1);
    }
    SpotifyRow row;
    row.artist = oneLine(decoded(parts[0]));
    row.album = oneLine(decoded(parts[1]));
    row.title = oneLine(decoded(parts[2]));
    if (const auto seconds = numberIn<std::int64_t>(parts[3]); seconds && *seconds > 0 && *seconds < kLongestSong)
        row.duration = std::chrono::seconds(*seconds);
    row.availability = SpotifyAvailability::localFile;
    return row;
}

std::string spotifyUri(std::string_view address, std::string_view kind) {
    const std::string wanted = "spotify:" + std::string(kind) + ':';
    std::string_view id;
    if (address.starts_with(kWeb)) { // perhaps with a language before, "intl-de/", and a mark of who shared it behind
        const std::string place = std::string(kind) + '/';
        const auto begin = address.find(place, kWeb.size());
        if (begin == std::string_view::npos || address[begin - 1] != '/')
            return {};
        id = address.substr(begin + place.size());
        id = id.substr(0, id.find_first_of("?#"));
    } else if (address.starts_with(wanted)) {
        id = address.substr(wanted.size());
    }
    const bool isOne = !id.empty() && id.size() <= kLongestId && std::ranges::all_of(id, isIdLetter);
    return isOne ? wanted + std::string(id) : std::string();
}

std::chrono::sys_seconds dateOf(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return {};
    const auto year = numberIn<int>(text.substr(0, 4));
    const auto month = numberIn<unsigned>(text.substr(5, 2));
    const auto day = numberIn<unsigned>(text.substr(8, 2));
    if (!year || !month || !day)
        return {};
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok() || *year < 1970)
        return {};
    std::chrono::sys_seconds time = std::chrono::sys_days(date);
    if (text.size() >= 16 && (text[10] == 'T' || text[10] == ' ')) {
        const auto hour = numberIn<int>(text.substr(11, 2)), minute = numberIn<int>(text.substr(14, 2));
        if (hour && minute && *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60)
            time += std::chrono::hours(*hour) + std::chrono::minutes(*minute);
    }
    return time;
}

} // namespace segue::spotify
