// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/code_page.h"

#include "engine/audio/tags.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>
#include <memory>
#include <utility>

#include <uchardet/uchardet.h>

namespace segue::audio::tagging {

namespace {

constexpr const char* kWestern = "WINDOWS-1252";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char byteOf(char c) { return static_cast<unsigned char>(c); }
bool isHigh(char c) { return byteOf(c) >= 0x80; }
bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isBetween(char c, unsigned first, unsigned last) { return byteOf(c) >= first && byteOf(c) <= last; }

/// How a text's bytes beyond ASCII stand.
struct Shape {
    std::size_t count = 0;
    std::size_t longestRun = 0;
    bool hasSignInWord = false; ///< one that is a sign in the west's code page, between two letters
};

Shape shapeOf(std::string_view text) {
    Shape shape;
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        run = isHigh(text[i]) ? run + 1 : 0;
        shape.count += run > 0 ? 1 : 0;
        shape.longestRun = std::max(shape.longestRun, run);
        const bool isSign = isBetween(text[i], 0xA1, 0xBF) && byteOf(text[i]) != 0xAA && byteOf(text[i]) != 0xB4 &&
                            byteOf(text[i]) != 0xB7 && byteOf(text[i]) != 0xBA && byteOf(text[i]) != 0xAD;
        const auto isLetter = [&](std::size_t at) { return isAsciiLetter(text[at]) || isBetween(text[at], 0xC0, 0xFF); };
        if (isSign && i > 0 && i + 1 < text.size() && isLetter(i - 1) && isLetter(i + 1))
            shape.hasSignInWord = true;
    }
    return shape;
}

std::string detected(std::string_view text) {
    struct Close {
        void operator()(uchardet_t detector) const { uchardet_delete(detector); }
    };
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, Close> detector(uchardet_new());
    if (!detector || uchardet_handle_data(detector.get(), text.data(), text.size()) != 0)
        return {};
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

/// Whether each word has its case as words have, if these ranges are the large and the small letters: only the first one
/// large, or all of them small; and not all words of the text all large, which other code pages' small ones are.
bool isCased(std::string_view text, std::pair<unsigned, unsigned> large, std::pair<unsigned, unsigned> small) {
    bool hasSmall = false;
    std::size_t inWord = 0;
    for (const char c : text) {
        if (!isHigh(c)) {
            inWord = 0;
            continue;
        }
        const bool isLarge = isBetween(c, large.first, large.second);
        const bool isSmall = isBetween(c, small.first, small.second);
        if (!(isLarge || isSmall) || (isLarge && inWord > 0))
            return false;
        hasSmall = hasSmall || isSmall;
        ++inWord;
    }
    return hasSmall;
}

/// Whether a text is pairs of bytes that are common characters of Big5, and not of the codes whose second bytes are high.
bool isBig5(std::string_view text) {
    bool hasLowSecond = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isHigh(text[i]))
            continue;
        if (!isBetween(text[i], 0xA1, 0xC6) || i + 1 == text.size())
            return false;
        ++i;
        if (!isBetween(text[i], 0x40, 0x7E) && !isBetween(text[i], 0xA1, 0xFE))
            return false;
        hasLowSecond = hasLowSecond || !isHigh(text[i]);
    }
    return hasLowSecond;
}

/// The detector's names of alphabets and scripts that are none of the west's, with the larger code pages that Windows wrote.
std::string foreign(const std::string& name, std::string_view text) {
    constexpr auto kKnown = std::to_array<std::pair<std::string_view, const char*>>({{"WINDOWS-1251", "WINDOWS-1251"},
                                                                                     {"KOI8-R", "KOI8-R"},
                                                                                     {"IBM866", "IBM866"},
                                                                                     {"IBM855", "IBM855"},
                                                                                     {"MAC-CYRILLIC", "MAC-CYRILLIC"},
                                                                                     {"ISO-8859-5", "ISO-8859-5"},
                                                                                     {"WINDOWS-1253", "WINDOWS-1253"},
                                                                                     {"ISO-8859-7", "WINDOWS-1253"},
                                                                                     {"WINDOWS-1255", "WINDOWS-1255"},
                                                                                     {"ISO-8859-8", "WINDOWS-1255"},
                                                                                     {"WINDOWS-1256", "WINDOWS-1256"},
                                                                                     {"ISO-8859-6", "ISO-8859-6"},
                                                                                     {"TIS-620", "CP874"},
                                                                                     {"ISO-8859-11", "CP874"},
                                                                                     {"SHIFT_JIS", "CP932"},
                                                                                     {"EUC-JP", "EUC-JP"},
                                                                                     {"ISO-2022-JP", "ISO-2022-JP"},
                                                                                     {"GB18030", "GB18030"},
                                                                                     {"BIG5", "BIG5-HKSCS"},
                                                                                     {"EUC-TW", "EUC-TW"},
                                                                                     {"EUC-KR", "UHC"},
                                                                                     {"UHC", "UHC"}});
    const auto known = std::ranges::find(kKnown, std::string_view(name), &std::pair<std::string_view, const char*>::first);
    if (known == kKnown.end())
        return {};
    constexpr char kAlphaOfIso = '\xB6'; // a paragraph sign on Windows
    return name == "ISO-8859-7" && text.find(kAlphaOfIso) != std::string_view::npos ? name : known->second;
}

/// Of whole words beyond ASCII.
std::string codePageOfWords(std::string_view text) {
    std::string once(text);
    std::string name = detected(once);
    if (name.empty()) // a longer text says more, also if it is the same again
        name = detected(once + "\n" + once + "\n" + once + "\n" + once);
    std::string page = foreign(name, text);
    // Of a word or two the detector is not sure; that only the first letter is a large one is no accident.
    if (page.empty() || name == "ISO-8859-6" || name == "MAC-CYRILLIC") {
        if (isCased(text, {0xC0, 0xDF}, {0xE0, 0xFF}))
            return "WINDOWS-1251";
        if (isCased(text, {0xE0, 0xFF}, {0xC0, 0xDF}))
            return "KOI8-R";
    }
    return page.empty() && isBig5(text) ? "BIG5-HKSCS" : page;
}

} // namespace

bool isUtf8(std::string_view bytes) {
    // A character that stands for a broken one was one already.
    return toValidUtf8(bytes) == bytes;
}

std::string codePageOf(std::span<const std::string> texts) {
    constexpr std::size_t kFewest = 4; // fewer letters say nothing
    std::string all;
    for (const auto& text : texts)
        all += text + "\n";
    const Shape shape = shapeOf(all);
    if (shape.count >= kFewest && shape.longestRun >= 3) {
        if (auto page = codePageOfWords(all); !page.empty())
            return page;
    } else if (shape.hasSignInWord) {
        auto name = detected(all);
        for (const char* page : {"WINDOWS-1250", "ISO-8859-2", "WINDOWS-1257", "ISO-8859-13"})
            if (name == page)
                return name;
        // Japanese half-width letters and pairs of bytes of which one is a letter.
        if (name == "SHIFT_JIS")
            return "CP932";
    }
    return kWestern;
}

std::string fromCodePage(std::string_view bytes, const std::string& codePage) {
    struct Close {
        void operator()(void* converter) const { ::iconv_close(converter); }
    };
    iconv_t opened = ::iconv_open("UTF-8", codePage.c_str());
    if (opened == reinterpret_cast<iconv_t>(-1)) // NOLINT: iconv's own
        return toValidUtf8(bytes);
    const std::unique_ptr<void, Close> converter(opened);
    std::string text;
    std::string from(bytes);
    char* in = from.data();
    std::size_t left = from.size();
    std::array<char, 256> room{};
    while (left > 0) {
        char* out = room.data();
        std::size_t free = room.size();
        const bool isWhole = ::iconv(opened, &in, &left, &out, &free) != static_cast<std::size_t>(-1);
        const int reason = errno;
        text.append(room.data(), room.size() - free);
        if (isWhole || reason == E2BIG)
            continue;
        text += kReplacement;
        ++in;
        --left;
    }
    // Some code pages keep a letter back until they know that no accent follows.
    char* out = room.data();
    std::size_t free = room.size();
    ::iconv(opened, nullptr, nullptr, &out, &free);
    text.append(room.data(), room.size() - free);
    return text;
}

} // namespace segue::audio::tagging
