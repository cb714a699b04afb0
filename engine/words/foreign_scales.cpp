// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/foreign_scales.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace segue {

namespace {

constexpr double kStars = 5.0;
constexpr double kOldest = 631'152'000.0;           // 1990
constexpr double kNewest = 4'102'444'800.0;         // 2100
constexpr double kMilliseconds = 100'000'000'000.0; // a number above it counts in them
constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexOf(char c) {
    if (isDigit(c))
        return c - '0';
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string decoded(std::string_view address) {
    std::string path;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const int high = address[i] == '%' && i + 2 < address.size() ? hexOf(address[i + 1]) : -1;
        const int low = high >= 0 ? hexOf(address[i + 2]) : -1;
        if (low >= 0) {
            path += static_cast<char>(16 * high + low);
            i += 2;
        } else {
            path += address[i];
        }
    }
    return path;
}

/// The words and numbers of a date: "2012", "01", ..., "Oct".
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    bool isInside = false, wasDigit = false;
    for (const char c : text) {
        const bool digit = isDigit(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!digit && !letter) {
            isInside = false;
            continue;
        }
        if (!isInside || digit != wasDigit)
            words.emplace_back();
        words.back() += letter ? static_cast<char>(c | 0x20) : c;
        isInside = true;
        wasDigit = digit;
    }
    std::erase_if(words, [](const std::string& word) { return word == "t" || word == "z" || word == "utc"; });
    return words;
}

int numberIn(const std::vector<std::string>& words, std::size_t place) {
    int number = -1;
    if (place < words.size() && words[place].size() <= 4)
        std::from_chars(words[place].data(), words[place].data() + words[place].size(), number);
    return number;
}

} // namespace

int starsOfShare(double share) {
    if (!(share > 0.0))
        return 0;
    return std::clamp(static_cast<int>(std::floor(std::min(share, 1.0) * kStars + 0.5)), 1, static_cast<int>(kStars));
}

std::chrono::sys_seconds dateOfSeconds(double seconds) {
    if (!(seconds >= kOldest && seconds <= kNewest))
        return {};
    return std::chrono::sys_seconds{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

std::optional<std::chrono::sys_seconds> dateInText(std::string_view text) {
    const auto words = wordsOf(text);
    if (words.size() == 1 || (words.size() == 2 && text.find('.') != std::string_view::npos)) { // a number
        double number = 0.0;
        std::from_chars(words[0].data(), words[0].data() + words[0].size(), number);
        const auto time = dateOfSeconds(number > kMilliseconds ? number / 1000.0 : number);
        return time == std::chrono::sys_seconds{} ? std::nullopt : std::optional(time);
    }
    if (words.size() < 3)
        return std::nullopt;
    int year = numberIn(words, 0), month = numberIn(words, 1), day = numberIn(words, 2);
    if (month < 0) { // "31 Oct 2014"
        const auto name = std::ranges::find(kMonths, std::string_view(words[1]).substr(0, 3));
        month = name == kMonths.end() ? 0 : static_cast<int>(name - kMonths.begin()) + 1;
        std::swap(year, day);
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(std::max(month, 0))},
                                           std::chrono::day{static_cast<unsigned>(std::max(day, 0))}};
    if (year < 1990 || !date.ok())
        return std::nullopt;
    const int hour = std::clamp(numberIn(words, 3), 0, 23), minute = std::clamp(numberIn(words, 4), 0, 59);
    const int second = std::clamp(numberIn(words, 5), 0, 59);
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

std::filesystem::path pathOfAddress(std::string_view address) {
    const auto colon = address.find(':');
    const auto scheme = address.substr(0, colon == std::string_view::npos ? 0 : colon);
    const bool isAddress = scheme.size() > 1 && address.substr(scheme.size()).starts_with("://") &&
                           std::ranges::all_of(scheme, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
    if (!isAddress)
        return std::string(address);
    std::string small(scheme);
    std::ranges::transform(small, small.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    if (small != "file")
        return {};
    auto rest = address.substr(scheme.size() + 3);
    const auto root = rest.find('/'); // behind the computer's name: none, or "localhost"
    if (root == std::string_view::npos)
        return {};
    auto path = decoded(rest.substr(root));
    if (path.find('\0') != std::string::npos)
        return {};
    return path;
}

} // namespace segue
