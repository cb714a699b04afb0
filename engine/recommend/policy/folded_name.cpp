// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/song_facts.h"

namespace segue::recommend {

namespace {

/// The plain letters of U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A), two for each; '?' keeps the letter.
constexpr std::string_view kLatin = "a a a a a a aec e e e e i i i i d n o o o o o ??o u u u u y thss"
                                    "a a a a a a aec e e e e i i i i d n o o o o o ??o u u u u y thy "
                                    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g "
                                    "h h h h i i i i i i i i i i ijijj j k k k l l l l l l l l l l n n n n n n n n n "
                                    "o o o o o o oeoer r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u "
                                    "w w y y y z z z z z z s ";
static_assert(kLatin.size() == 2 * (0x180 - 0xC0));

constexpr char32_t kBad = 0xFFFD;

/// The character at a place and the place behind it; a byte that belongs to none is kBad.
char32_t take(std::string_view text, std::size_t& place) {
    const auto first = static_cast<unsigned char>(text[place++]);
    if (first < 0x80)
        return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    char32_t value = more == 0 ? kBad : first & (0x3FU >> more);
    for (int i = 0; i < more; ++i) {
        if (place == text.size() || (static_cast<unsigned char>(text[place]) & 0xC0U) != 0x80)
            return kBad;
        value = (value << 6U) | (static_cast<unsigned char>(text[place++]) & 0x3FU);
    }
    return value;
}

void append(std::string& text, char32_t value) {
    if (value < 0x800) {
        text += static_cast<char>(0xC0U | (value >> 6U));
    } else {
        if (value < 0x10000) {
            text += static_cast<char>(0xE0U | (value >> 12U));
        } else {
            text += static_cast<char>(0xF0U | (value >> 18U));
            text += static_cast<char>(0x80U | ((value >> 12U) & 0x3FU));
        }
        text += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
    }
    text += static_cast<char>(0x80U | (value & 0x3FU));
}

/// The small letter of a Greek or Cyrillic one; others as they are.
char32_t smallLetter(char32_t value) {
    if ((value >= 0x391 && value <= 0x3A9) || (value >= 0x410 && value <= 0x42F))
        return value + 0x20;
    if (value >= 0x400 && value <= 0x40F)
        return value == 0x401 ? 0x435 : value + 0x50; // yo is written as ye
    return value == 0x451 ? 0x435 : value;
}

constexpr bool isApostrophe(char32_t value) { return value == U'\'' || value == U'’' || value == U'`' || value == U'´'; }
constexpr bool isMark(char32_t value) {
    return (value >= 0x300 && value < 0x370) || value == 0xAD || (value >= 0x200B && value <= 0x200F) || value == 0xFEFF;
}
constexpr bool isGap(char32_t value) {
    return value == 0xA0 || (value >= 0x2000 && value <= 0x206F) || value == 0x3000 || value == 0xBF || value == 0xA1;
}

void foldOne(char32_t value, std::string& text) {
    if (value < 0x80) {
        const char letter = static_cast<char>(value);
        if (letter >= 'A' && letter <= 'Z')
            text += static_cast<char>(letter + 32);
        else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
            text += letter;
        else if (letter == '&')
            text += " and ";
        else
            text += ' ';
    } else if (value >= 0xC0 && value < 0x180 && kLatin[2 * (value - 0xC0)] != '?') {
        for (const char letter : kLatin.substr(2 * (value - 0xC0), 2))
            if (letter != ' ')
                text += letter;
    } else if (isGap(value)) {
        text += ' ';
    } else {
        append(text, smallLetter(value));
    }
}

std::string withSingleSpaces(std::string_view text) {
    std::string result;
    for (const char letter : text)
        if (letter != ' ' || (!result.empty() && result.back() != ' '))
            result += letter;
    if (result.ends_with(' '))
        result.pop_back();
    return result;
}

} // namespace

std::string folded(std::string_view utf8) {
    std::string spaced;
    spaced.reserve(utf8.size());
    for (std::size_t place = 0; place < utf8.size();) {
        const char32_t value = take(utf8, place);
        if (value == kBad)
            spaced += '?';
        else if (!isApostrophe(value) && !isMark(value))
            foldOne(value, spaced);
    }
    auto result = withSingleSpaces(spaced);
    return result.empty() ? std::string(utf8) : result;
}

} // namespace segue::recommend
