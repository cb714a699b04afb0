// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/json_words.h"

#include <algorithm>
#include <charconv>

namespace segue::spotify {

using nlohmann::json;

namespace {

constexpr std::size_t kMostBytes = 2000;
constexpr double kMostNumber = 10'000'000;

const json kNull;

/// @return -1: no digits
int digits(std::string_view text, std::size_t first, std::size_t count) {
    int value = 0;
    const auto part = text.substr(first, count);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc() && end == part.data() + part.size() && part.front() != '-' ? value : -1;
}

} // namespace

json parsed(std::string_view text) { return json::parse(text, nullptr, false); }

const json& member(const json& object, const char* name) {
    if (!object.is_object())
        return kNull;
    const auto found = object.find(name);
    return found == object.end() ? kNull : *found;
}

std::string words(const json& object, const char* name) {
    const auto& value = member(object, name);
    if (value.is_number())
        return value.dump();
    if (!value.is_string())
        return {};
    std::string_view text = value.get_ref<const std::string&>();
    if (text.size() > kMostBytes) {
        std::size_t end = kMostBytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;
        text = text.substr(0, end);
    }
    return withoutControls(text);
}

bool isTrue(const json& object, const char* name) {
    const auto& value = member(object, name);
    return value.is_boolean() && value.get<bool>();
}

std::optional<std::size_t> number(const json& object, const char* name) {
    const auto& value = member(object, name);
    if (!value.is_number())
        return std::nullopt;
    const auto given = value.get<double>();
    return given >= 0 && given <= kMostNumber ? std::optional(static_cast<std::size_t>(given)) : std::nullopt;
}

std::chrono::sys_seconds time(const json& object, const char* name) {
    const auto text = words(object, name);
    constexpr std::size_t kShortest = 19;
    if (text.size() < kShortest || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return {};
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    const bool isTime =
        year >= 1970 && date.ok() && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    if (!isTime)
        return {};
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

/// As the parser of JSON sees it, which takes nothing else in a text.
bool isUtf8(std::string_view text) {
    auto quoted = withoutControls(text);
    std::ranges::replace_if(
        quoted, [](char c) { return c == '"' || c == '\\'; }, ' ');
    return json::accept('"' + quoted + '"');
}

std::string withoutControls(std::string_view text) {
    std::string clean(text);
    std::ranges::replace_if(
        clean, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return clean;
}

} // namespace segue::spotify
