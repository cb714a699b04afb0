// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace segue::audio::tagging {

namespace {

constexpr std::size_t kLongestName = 8;

/// HTML's names of U+00A0 to U+00FF, in that order.
constexpr auto kLatin1 = std::to_array<std::string_view>(
    {"nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",   "laquo",
     "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot",
     "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
     "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",
     "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
     "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
     "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
     "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"});
static_assert(kLatin1.size() == 0x60);

constexpr auto kOthers = std::to_array<std::pair<std::string_view, char32_t>>(
    {{"quot", U'"'},    {"amp", U'&'},      {"apos", U'\''},   {"lt", U'<'},      {"gt", U'>'},      {"ndash", 0x2013},
     {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E},
     {"sbquo", 0x201A}, {"hellip", 0x2026}, {"euro", 0x20AC},  {"trade", 0x2122}, {"bull", 0x2022},  {"oelig", 0x153},
     {"OElig", 0x152},  {"scaron", 0x161},  {"Scaron", 0x160}});

/// 0: it stands for nothing.
char32_t characterOf(std::string_view name) {
    if (name.starts_with('#')) {
        const bool isHex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const std::string_view digits = name.substr(isHex ? 2 : 1);
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, isHex ? 16 : 10);
        return error == std::errc() && !digits.empty() && end == digits.data() + digits.size() ? number : 0;
    }
    if (const auto found = std::ranges::find(kLatin1, name); found != kLatin1.end())
        return static_cast<char32_t>(0xA0 + (found - kLatin1.begin()));
    const auto other = std::ranges::find(kOthers, name, &std::pair<std::string_view, char32_t>::first);
    return other == kOthers.end() ? 0 : other->second;
}

std::string resolvedOnce(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t mark = std::min(text.find('&'), text.size());
        plain += text.substr(0, mark);
        text.remove_prefix(mark);
        if (text.empty())
            break;
        const std::size_t end = text.find(';');
        const bool isShort = end <= kLongestName + 1; // not where there is no end
        const std::string character = isShort ? utf8Of(characterOf(text.substr(1, end - 1))) : std::string();
        plain += character.empty() ? "&" : character;
        text.remove_prefix(character.empty() ? 1 : end + 1);
    }
    return plain;
}

} // namespace

std::string withoutReferences(std::string_view text) {
    if (text.find('&') == std::string_view::npos)
        return std::string(text);
    return resolvedOnce(resolvedOnce(text));
}

std::string utf8Of(char32_t character) {
    const auto part = [&](unsigned shift, unsigned mark, unsigned mask) {
        return static_cast<char>(mark | ((character >> shift) & mask));
    };
    if (character < 0x20 || (character >= 0x7F && character < 0xA0) || (character >= 0xD800 && character < 0xE000) ||
        character > 0x10FFFF)
        return {};
    if (character < 0x80)
        return {static_cast<char>(character)};
    if (character < 0x800)
        return {part(6, 0xC0, 0x1F), part(0, 0x80, 0x3F)};
    if (character < 0x10000)
        return {part(12, 0xE0, 0x0F), part(6, 0x80, 0x3F), part(0, 0x80, 0x3F)};
    return {part(18, 0xF0, 0x07), part(12, 0x80, 0x3F), part(6, 0x80, 0x3F), part(0, 0x80, 0x3F)};
}

} // namespace segue::audio::tagging
