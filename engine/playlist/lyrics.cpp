// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/lyrics.h"

#include "engine/audio/tagging/field_text.h"
#include "engine/audio/tags.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace segue {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostLines = 20'000;
constexpr int kLyricsMostMinutes = 10'000;

std::string_view withoutBlanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes a number without a sign off the front of a text.
std::optional<int> takeNumber(std::string_view& text, std::size_t mostDigits) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    int number = 0;
    if (digits == 0 || digits > mostDigits)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + digits, number);
    text.remove_prefix(digits);
    return number;
}

/// "mm:ss", "mm:ss.xx", "mm:ss:xx".
std::optional<milliseconds> timeIn(std::string_view text) {
    text = withoutBlanks(text);
    const auto minutes = takeNumber(text, 5);
    if (!minutes || *minutes > kLyricsMostMinutes || !text.starts_with(':'))
        return std::nullopt;
    text.remove_prefix(1);
    const auto seconds = takeNumber(text, 2);
    if (!seconds)
        return std::nullopt;
    milliseconds time(*minutes * 60'000 + *seconds * 1000);
    if (text.empty())
        return time;
    if (text.front() != '.' && text.front() != ':' && text.front() != ',')
        return std::nullopt;
    text.remove_prefix(1);
    const std::size_t digits = text.size();
    const auto fraction = takeNumber(text, 3);
    if (!fraction || !text.empty())
        return std::nullopt;
    constexpr int kUnits[] = {0, 100, 10, 1};
    return time + milliseconds(*fraction * kUnits[digits]);
}

/// "+250", "- 1500 ": of "[offset: ...]".
std::optional<milliseconds> offsetIn(std::string_view value) {
    value = withoutBlanks(value);
    const bool isNegative = value.starts_with('-');
    if (isNegative || value.starts_with('+'))
        value = withoutBlanks(value.substr(1));
    const auto number = takeNumber(value, 7);
    return number ? std::optional(milliseconds(isNegative ? -*number : *number)) : std::nullopt;
}

bool isOffset(std::string_view name) {
    constexpr std::string_view kName = "offset";
    return std::ranges::equal(name, kName, [](char a, char b) { return (a | 0x20) == b; });
}

/// Without times of words.
std::string plainWords(std::string_view text) {
    std::string words;
    while (!text.empty()) {
        const std::size_t open = text.find('<');
        const std::size_t close = open == std::string_view::npos ? open : text.find('>', open);
        if (close != std::string_view::npos && timeIn(text.substr(open + 1, close - open - 1))) {
            words += text.substr(0, open);
            text.remove_prefix(close + 1);
            while (words.ends_with(' ') && text.starts_with(' '))
                text.remove_prefix(1);
            continue;
        }
        const std::size_t taken = open == std::string_view::npos ? text.size() : open + 1;
        words += text.substr(0, taken);
        text.remove_prefix(taken);
    }
    return audio::tagging::shownText(audio::toValidUtf8(words));
}

class LrcReader final {
public:
    void take(std::string_view line) {
        line = withoutBlanks(line);
        std::vector<milliseconds> times;
        auto rest = line;
        while (rest.starts_with('[')) {
            const std::size_t close = rest.find(']');
            const auto time = close == std::string_view::npos ? std::nullopt : timeIn(rest.substr(1, close - 1));
            if (!time)
                break;
            times.push_back(*time);
            rest = withoutBlanks(rest.substr(close + 1));
        }
        if (times.empty())
            return takeUntimed(line);
        const auto words = plainWords(rest);
        for (const auto time : times)
            if (m_timed.size() < kMostLines)
                m_timed.push_back({time, words});
    }

    Lyrics finish() {
        if (m_timed.empty()) {
            while (!m_plain.empty() && m_plain.back().text.empty())
                m_plain.pop_back();
            return {.lines = std::move(m_plain), .isTimed = false};
        }
        for (auto& line : m_timed)
            line.at = std::max(milliseconds(0), line.at - m_offset);
        std::ranges::stable_sort(m_timed, {}, &LyricLine::at);
        return {.lines = std::move(m_timed), .isTimed = true};
    }

private:
    void takeUntimed(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (line.starts_with('[') && line.ends_with(']') && colon != std::string_view::npos &&
            isOffset(withoutBlanks(line.substr(1, colon - 1))))
            m_offset = offsetIn(line.substr(colon + 1, line.size() - colon - 2)).value_or(m_offset);
        else if (m_plain.size() < kMostLines && !(m_plain.empty() && line.empty()))
            m_plain.push_back({milliseconds(0), audio::tagging::shownText(audio::toValidUtf8(line))});
    }

    std::vector<LyricLine> m_timed, m_plain;
    milliseconds m_offset{0};
};

} // namespace

Lyrics parseLyrics(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    LrcReader reader;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        reader.take(text.substr(0, end));
        const bool isPair = text.substr(end).starts_with("\r\n");
        text.remove_prefix(std::min(end + (isPair ? 2 : 1), text.size()));
    }
    return reader.finish();
}

} // namespace segue
