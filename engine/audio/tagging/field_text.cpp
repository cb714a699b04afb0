// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/field_text.h"

#include "engine/audio/tagging/html_text.h"
#include "engine/words/plain_text.h"

#include <taglib/id3v1genres.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <optional>

namespace segue::audio::tagging {

namespace {

constexpr std::size_t kLongestText = 1000; ///< bytes; nothing longer can be shown, and some files hold megabytes
constexpr std::size_t kMostValues = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2999;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// At most kLongestText bytes, and no character cut in two.
std::string_view beginning(std::string_view text) {
    std::size_t end = std::min(text.find('\0'), kLongestText);
    if (end >= text.size())
        return text;
    for (int i = 0; i < 3 && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; ++i)
        --end;
    return text.substr(0, end);
}

/// Full-width digits (U+FF10 to U+FF19), as Japanese tags have them, as plain ones.
std::string withPlainDigits(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const bool isWide = text.size() >= 3 && text.starts_with("\xEF\xBC") && static_cast<unsigned char>(text[2]) >= 0x90 &&
                            static_cast<unsigned char>(text[2]) <= 0x99;
        plain += isWide ? static_cast<char>('0' + (static_cast<unsigned char>(text[2]) - 0x90)) : text.front();
        text.remove_prefix(isWide ? 3 : 1);
    }
    return plain;
}

/// A number that is no larger than fits; 0 otherwise.
int valueOf(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && value > 0 ? value : 0;
}

struct Digits {
    std::string_view text;
    bool hasApostrophe = false; ///< before it
};

std::vector<Digits> digitsIn(std::string_view text) {
    std::vector<Digits> found;
    for (std::size_t at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            ++at;
            continue;
        }
        const std::size_t first = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        const std::string_view before = text.substr(0, first);
        found.push_back(
            {text.substr(first, at - first), before.ends_with('\'') || before.ends_with("\xE2\x80\x99") || before.ends_with('`')});
    }
    return found;
}

bool isYear(int year) { return year >= kFirstYear && year <= kLastYear; }
bool isMonth(std::string_view digits) { return valueOf(digits) >= 1 && valueOf(digits) <= 12; }

int yearOfSeconds(std::string_view digits) {
    std::int64_t seconds = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

/// Of digits that stand together.
int yearOfDigits(std::string_view digits) {
    switch (digits.size()) {
    case 4:
    case 7: // a year and the day in it
        break;
    case 6: // a year and a month
        if (!isMonth(digits.substr(4)))
            return 0;
        break;
    case 8:
    case 12:
    case 14: // a date, perhaps with the time behind it
        if (isYear(valueOf(digits.substr(0, 4))) && isMonth(digits.substr(4, 2)))
            break;
        return digits.size() == 8 && isYear(valueOf(digits.substr(4))) ? valueOf(digits.substr(4)) : 0;
    case 10:
        return yearOfSeconds(digits);
    case 13:
        return yearOfSeconds(digits.substr(0, 10));
    default:
        return 0;
    }
    const int year = valueOf(digits.substr(0, 4));
    return isYear(year) ? year : 0;
}

int yearOfTwo(std::string_view digits) {
    constexpr int kOldest = 30; // '30 is 1930, '29 is 2029
    int year = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), year);
    return year + (year >= kOldest ? 1900 : 2000);
}

bool hasMonthName(std::string_view text) {
    constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string small = lowered(text);
    return std::ranges::any_of(kMonths, [&](std::string_view month) { return small.find(month) != std::string::npos; });
}

/// The name of an ID3v1 genre by its number, or of ID3v2's two codes; nothing for a text that is neither, an empty one for a
/// number that has no name.
std::optional<std::string> genreByCode(std::string_view code) {
    if (code == "RX")
        return "Remix";
    if (code == "CR")
        return "Cover";
    if (code.empty() || code.size() > 3 || !std::ranges::all_of(code, isDigit))
        return std::nullopt;
    int number = 0;
    std::from_chars(code.data(), code.data() + code.size(), number);
    return TagLib::ID3v1::genre(number).to8Bit(true);
}

void addValue(std::vector<std::string>& values, std::string_view text) {
    text = trimmed(text, " ");
    const auto isSame = [small = lowered(text)](const std::string& other) { return lowered(other) == small; };
    if (!text.empty() && values.size() < kMostValues && std::ranges::none_of(values, isSame))
        values.emplace_back(text);
}

/// "(17)", "(17)Rock", "((a text in brackets)", "17", or a name.
void addGenres(std::vector<std::string>& values, std::string_view text) {
    text = trimmed(text, " ");
    while (text.starts_with('(')) {
        const std::size_t end = text.find(')');
        const auto genre = end == std::string_view::npos ? std::nullopt : genreByCode(text.substr(1, end - 1));
        if (!genre)
            break;
        addValue(values, *genre);
        text = trimmed(text.substr(end + 1), " ");
    }
    if (text.starts_with("(("))
        text.remove_prefix(1);
    if (const auto genre = genreByCode(text))
        addValue(values, *genre);
    else
        addValue(values, text);
}

template <typename Visit>
void forEachPart(std::span<const std::string> texts, Visit visit) {
    for (std::string_view text : texts) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(';'), text.size());
            visit(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
}

bool isNumberedGenre(std::string_view name) {
    constexpr int kNone = 255;
    return TagLib::ID3v1::genreIndex(TagLib::String(std::string(trimmed(name, " ")), TagLib::String::UTF8)) != kNone;
}

/// What slashes divide, if they do.
std::vector<std::string_view> slashedParts(std::string_view text) {
    std::vector<std::string_view> parts;
    bool areSpaced = true, areKnown = true;
    for (std::string_view rest = text;;) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        parts.push_back(rest.substr(0, end));
        areKnown = areKnown && isNumberedGenre(parts.back());
        if (end == rest.size())
            break;
        areSpaced = areSpaced && end > 0 && rest[end - 1] == ' ' && rest.substr(end + 1).starts_with(' ');
        rest.remove_prefix(end + 1);
    }
    return areSpaced || areKnown ? parts : std::vector{text};
}

/// A letter, or the same twice (AA is the second side), and then no other letter.
std::optional<Place> sideIn(std::string_view text) {
    if (text.empty() || !isLetter(text.front()))
        return std::nullopt;
    const char letter = lowered(text.front());
    const bool isTwice = text.size() > 1 && lowered(text[1]) == letter;
    std::string_view rest = text.substr(isTwice ? 2 : 1);
    if (!rest.empty() && (isLetter(rest.front()) || (static_cast<unsigned char>(rest.front()) & 0x80U) != 0))
        return std::nullopt;
    Place place{.disc = isTwice && letter == 'a' ? 2 : letter - 'a' + 1, .track = 1, .isSide = true};
    if (const auto numbers = digitsIn(rest); !numbers.empty())
        place.track = valueOf(numbers.front().text);
    else if (!trimmed(rest, " ").empty() && rest.find_first_not_of(" .-)") != std::string_view::npos)
        return std::nullopt;
    return place;
}

} // namespace

std::string shownText(std::string_view text) {
    std::string line = withoutReferences(beginning(text));
    for (std::size_t mark = line.find(kByteOrderMark); mark != std::string::npos; mark = line.find(kByteOrderMark, mark))
        line.erase(mark, kByteOrderMark.size());
    for (char& c : line)
        c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return std::string(trimmed(beginning(line), " "));
}

int yearIn(std::string_view text) {
    const std::string plain = withPlainDigits(text);
    const auto numbers = digitsIn(plain);
    for (const auto& number : numbers)
        if (const int year = yearOfDigits(number.text))
            return year;
    for (const auto& number : numbers)
        if (number.hasApostrophe && number.text.size() == 2)
            return yearOfTwo(number.text);
    const bool isShort = std::ranges::all_of(numbers, [](const Digits& number) { return number.text.size() <= 2; });
    const bool isDay = numbers.size() == 3 && isShort && valueOf(numbers[0].text) > 0 && valueOf(numbers[1].text) > 0;
    const bool isDate = isDay || (isShort && numbers.size() <= 2 && hasMonthName(plain)) ||
                        (numbers.size() == 1 && trimmed(plain, " ").size() == 2);
    return !numbers.empty() && isDate && numbers.back().text.size() == 2 ? yearOfTwo(numbers.back().text) : 0;
}

Place placeIn(std::string_view raw) {
    const std::string plain = withPlainDigits(raw);
    const std::string_view text = trimmed(plain, " ");
    if (const auto side = sideIn(text))
        return *side;
    const auto numbers = digitsIn(text);
    if (numbers.empty())
        return {};
    const int first = valueOf(numbers[0].text);
    const char* const behind = numbers[0].text.data() + numbers[0].text.size();
    const std::string_view rest(behind, static_cast<std::size_t>(text.data() + text.size() - behind));
    const std::string_view separator = trimmed(rest.substr(0, std::min(rest.find_first_of("0123456789"), rest.size())), " ");
    const bool hasDisc = numbers.size() > 1 && (separator == "-" || separator == "." || separator == ":" || separator == "_" ||
                                                separator == "\xE2\x80\x93"); // a dash
    const int second = hasDisc ? valueOf(numbers[1].text) : 0;
    return second > 0 ? Place{.disc = first, .track = second} : Place{.track = first};
}

int numberIn(std::string_view text) {
    const std::string plain = withPlainDigits(text);
    const auto numbers = digitsIn(plain);
    return numbers.empty() ? 0 : valueOf(numbers.front().text);
}

std::vector<std::string> valuesOf(std::span<const std::string> texts) {
    std::vector<std::string> values;
    forEachPart(texts, [&](std::string_view part) { addValue(values, part); });
    return values;
}

std::vector<std::string> genresOf(std::span<const std::string> texts) {
    std::vector<std::string> values;
    forEachPart(texts, [&](std::string_view part) {
        for (const auto piece : slashedParts(part))
            addGenres(values, piece);
    });
    return values;
}

std::string joined(std::span<const std::string> values, std::string_view between) {
    std::string text;
    for (const auto& value : values) {
        if (text.size() + between.size() + value.size() > kLongestText && !text.empty())
            break;
        text += text.empty() ? std::string_view{} : between;
        text += value;
    }
    return text;
}

std::string withoutGuests(std::string_view artist) {
    constexpr std::array<std::string_view, 6> kWords{"feat.", "feat", "ft.", "ft", "featuring", "f."};
    const std::string small = lowered(artist);
    std::size_t end = artist.size();
    for (const std::string_view word : kWords) {
        for (const char before : {' ', '(', '['}) {
            const std::size_t at = small.find(before + std::string(word) + ' ');
            if (at != std::string::npos && at > 0)
                end = std::min(end, at);
        }
    }
    std::string_view main = trimmed(artist.substr(0, end), " ");
    while (main.ends_with('(') || main.ends_with('[') || main.ends_with(','))
        main = trimmed(main.substr(0, main.size() - 1), " ");
    return std::string(main.empty() ? artist : main);
}

} // namespace segue::audio::tagging
