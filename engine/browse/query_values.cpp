// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/query_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace segue::browse {

namespace {

using Seconds = std::chrono::sys_seconds;
constexpr double kEndless = std::numeric_limits<double>::infinity();

/// What an operand stands for: "2024" is all of that year, "3:30" all lengths that are shown so.
struct Operand {
    double least = 0.0;
    double most = 0.0;
    bool isAge = false; ///< it is then the moment that long ago
};

double justBelow(double number) { return std::nextafter(number, -kEndless); }
double justAbove(double number) { return std::nextafter(number, kEndless); }

std::optional<double> number(std::string_view text) {
    double value = 0.0;
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

/// Seconds, minutes:seconds, hours:minutes:seconds, or a number with its unit. It is shown in whole seconds.
std::optional<Operand> lengthOf(std::string_view text) {
    double seconds = 0.0;
    if (text.find(':') != std::string_view::npos) {
        for (int parts = 1; !text.empty(); ++parts) {
            const auto end = std::min(text.find(':'), text.size());
            const auto part = digits(text.substr(0, end));
            if (!part || parts > 3)
                return std::nullopt;
            seconds = 60.0 * seconds + *part;
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    } else {
        double unit = 1.0;
        if (text.ends_with('h') || text.ends_with('m') || text.ends_with('s')) {
            unit = text.back() == 'h' ? 3600.0 : text.back() == 'm' ? 60.0 : 1.0;
            text.remove_suffix(1);
        }
        const auto value = number(text);
        if (!value || *value < 0.0)
            return std::nullopt;
        seconds = unit * *value;
    }
    return Operand{.least = seconds, .most = seconds > 0.0 ? justBelow(seconds + 1.0) : 0.0};
}

/// A year; "1990s" and "90s" are ten.
std::optional<Operand> yearOf(std::string_view text) {
    const bool isDecade = text.ends_with('s');
    if (isDecade)
        text.remove_suffix(1);
    auto year = digits(text);
    if (!year || (isDecade && *year % 10 != 0))
        return std::nullopt;
    if (isDecade && text.size() == 2)
        *year += *year < 30 ? 2000 : 1900;
    return Operand{.least = static_cast<double>(*year), .most = static_cast<double>(isDecade ? *year + 9 : *year)};
}

double secondsOf(std::chrono::sys_days day) { return static_cast<double>(Seconds(day).time_since_epoch().count()); }

/// A year, a month of it or a day.
std::optional<Operand> dateOf(std::string_view text) {
    using namespace std::chrono;
    std::array<int, 3> parts{0, 0, 0};
    std::size_t count = 0;
    for (; !text.empty() && count < parts.size(); ++count) {
        const auto end = std::min(text.find('-'), text.size());
        const auto part = digits(text.substr(0, end));
        if (!part)
            return std::nullopt;
        parts[count] = *part;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    constexpr int kFirstYear = 1000; // four digits: "20" is no year yet
    if (!text.empty() || parts[0] < kFirstYear || parts[0] > 9999 || count == 0)
        return std::nullopt;
    const auto first = year(parts[0]) / month(static_cast<unsigned>(count > 1 ? parts[1] : 1)) /
                       day(static_cast<unsigned>(count > 2 ? parts[2] : 1));
    if (!first.ok())
        return std::nullopt;
    const sys_days next = count == 1   ? sys_days(first + years(1))
                          : count == 2 ? sys_days(first + months(1))
                                       : sys_days(first) + days(1);
    return Operand{.least = secondsOf(first), .most = secondsOf(next) - 1.0};
}

std::optional<Operand> momentOf(std::string_view text, Seconds now) {
    constexpr double kHour = 3600.0;
    constexpr double kDay = 24.0 * kHour;
    constexpr std::array<std::pair<char, double>, 5> kUnits{
        {{'h', kHour}, {'d', kDay}, {'w', 7.0 * kDay}, {'m', 30.0 * kDay}, {'y', 365.25 * kDay}}};
    if (text == "0" || text == "never")
        return Operand{};
    const auto* const unit = std::ranges::find(kUnits, text.empty() ? '\0' : text.back(), &std::pair<char, double>::first);
    if (unit == kUnits.end())
        return dateOf(text);
    const auto age = number(text.substr(0, text.size() - 1));
    if (!age || *age < 0.0)
        return std::nullopt;
    const double then = static_cast<double>(now.time_since_epoch().count()) - *age * unit->second;
    return Operand{.least = std::max(then, 1.0), .most = std::max(then, 1.0), .isAge = true};
}

/// Half of the last digit that is shown belongs to a number.
std::optional<Operand> rounded(std::string_view text, double half) {
    const auto value = number(text);
    if (!value)
        return std::nullopt;
    const bool isExact = *value == 0.0 || half == 0.0; // 0 stands for "not known" and is not near anything
    return Operand{.least = isExact ? *value : *value - half, .most = isExact ? *value : justBelow(*value + half)};
}

std::optional<Operand> operandOf(QueryField field, std::string_view text, Seconds now) {
    switch (field) {
    case QueryField::year:
    case QueryField::originalYear:
        return yearOf(text);
    case QueryField::length:
        return lengthOf(text);
    case QueryField::added:
    case QueryField::played:
        return momentOf(text, now);
    case QueryField::bpm:
        return rounded(text, 0.5);
    case QueryField::loudness:
        return rounded(text, 0.05);
    default:
        return rounded(text, 0.0);
    }
}

/// Takes "<=" and its like off the value.
std::string_view takeComparison(std::string_view& value) {
    std::size_t size = 0;
    if (value.starts_with(">=") || value.starts_with("<="))
        size = 2;
    else if (value.starts_with('>') || value.starts_with('<') || value.starts_with('='))
        size = 1;
    const auto comparison = value.substr(0, size);
    value.remove_prefix(size);
    return comparison;
}

std::optional<QueryRange> rangeOf(QueryField field, std::string_view value, Seconds now) {
    if (const auto dots = value.find(".."); dots != std::string_view::npos) {
        const auto first = value.substr(0, dots);
        const auto last = value.substr(dots + 2);
        const auto from = operandOf(field, first, now);
        const auto to = operandOf(field, last, now);
        if ((first.empty() && last.empty()) || (!first.empty() && !from) || (!last.empty() && !to))
            return std::nullopt;
        QueryRange range;
        if (from)
            range.least = from->least;
        if (to)
            range.most = to->most;
        if ((from && from->isAge) || (to && to->isAge)) // the older one is the earlier one, whichever comes first
            range = {.least = std::min(from ? from->least : kEndless, to ? to->least : kEndless),
                     .most = from && to ? std::max(from->most, to->most) : kEndless};
        return range;
    }
    const auto comparison = takeComparison(value);
    const auto operand = operandOf(field, value, now);
    if (!operand)
        return std::nullopt;
    const bool isLess = comparison.starts_with('<');
    if (operand->isAge) // a smaller age is a later moment
        return comparison.starts_with('>') ? QueryRange{.most = operand->most} : QueryRange{.least = operand->least};
    if (comparison == ">")
        return QueryRange{.least = justAbove(operand->most)};
    if (comparison == ">=")
        return QueryRange{.least = operand->least};
    if (isLess)
        return QueryRange{.most = comparison == "<" ? justBelow(operand->least) : operand->most};
    return QueryRange{.least = operand->least, .most = operand->most};
}

/// "Am", "F# minor", "B flat"; without a mode both are meant.
std::optional<std::vector<QueryRange>> keysOf(std::string_view value) {
    constexpr std::array<int, 7> kPitchClasses{9, 11, 0, 2, 4, 5, 7}; // A .. G
    constexpr int kOctave = 12;
    const auto take = [&value](std::initializer_list<std::string_view> words) {
        for (const std::string_view word : words) {
            if (!value.starts_with(word))
                continue;
            value.remove_prefix(word.size());
            return true;
        }
        return false;
    };
    std::string small;
    for (const char c : value)
        if (c != ' ')
            small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    value = small;
    if (value.empty() || value.front() < 'a' || value.front() > 'g')
        return std::nullopt;
    int pitch = kPitchClasses[static_cast<std::size_t>(value.front() - 'a')];
    value.remove_prefix(1);
    if (take({"#", "\u266F", "sharp"}))
        ++pitch;
    else if (take({"\u266D", "flat"}) || (value.starts_with('b') && take({"b"})))
        pitch += kOctave - 1;
    pitch %= kOctave;
    std::vector<QueryRange> keys;
    const auto add = [&keys](int key) { keys.push_back({.least = static_cast<double>(key), .most = static_cast<double>(key)}); };
    const bool isMajor = value.empty() || value == "maj" || value == "major";
    const bool isMinor = value.empty() || value == "m" || value == "min" || value == "minor";
    if (isMajor)
        add(pitch);
    if (isMinor)
        add(pitch + kOctave);
    return keys.empty() ? std::nullopt : std::optional(keys);
}

std::optional<std::vector<QueryRange>> statesOf(std::string_view value) {
    constexpr std::array<std::pair<std::string_view, SongState>, 4> kStates{{{"missing", SongState::missing},
                                                                             {"failed", SongState::failed},
                                                                             {"waiting", SongState::waiting},
                                                                             {"silent", SongState::silent}}};
    const auto* const state = std::ranges::find(kStates, value, &std::pair<std::string_view, SongState>::first);
    if (state == kStates.end())
        return std::nullopt;
    const auto number = static_cast<double>(state->second);
    return std::vector{QueryRange{.least = number, .most = number}};
}

} // namespace

std::optional<std::vector<QueryRange>> valueRanges(QueryField field, std::string_view value, Seconds now) {
    if (field == QueryField::key)
        return keysOf(value);
    if (field == QueryField::is)
        return statesOf(value);
    std::vector<QueryRange> ranges;
    while (true) {
        const auto end = std::min(value.find(','), value.size());
        const auto range = rangeOf(field, value.substr(0, end), now);
        if (!range)
            return std::nullopt;
        ranges.push_back(*range);
        if (end == value.size())
            return ranges;
        value.remove_prefix(end + 1);
    }
}

} // namespace segue::browse
