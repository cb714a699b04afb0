// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/folding.h"

#include <array>

#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

namespace segue::browse {

namespace {

constexpr int kRoom = 64; ///< UTF-16 units of one folded letter; no letter's needs more than 18

/// Of an ASCII letter; 0: it is left out.
char plain(char c) {
    if (c >= 'A' && c <= 'Z')
        return static_cast<char>(c - 'A' + 'a');
    if (c == '\n')
        return Folding::kLineEnd;
    return c == '\'' ? '\0' : static_cast<unsigned char>(c) < ' ' && c != Folding::kLineEnd ? ' ' : c;
}

} // namespace

struct Folding::Icu {
    struct Close {
        void operator()(UTransliterator* letters) const { utrans_close(letters); }
    };
    std::unique_ptr<UTransliterator, Close> letters;
};

Folding::Folding()
    : m_icu(std::make_unique<Icu>()) {
    UErrorCode status = U_ZERO_ERROR;
    m_icu->letters.reset(utrans_openU(u"NFKD; [:Mn:] Remove; Latin-ASCII", -1, UTRANS_FORWARD, nullptr, 0, nullptr, &status));
    if (U_FAILURE(status)) // without ICU's tables: letters stay as they are, but for their case
        m_icu->letters.reset();
}

Folding::~Folding() = default;
Folding::Folding(Folding&&) noexcept = default;
Folding& Folding::operator=(Folding&&) noexcept = default;

const std::string& Folding::folded(char32_t letter) {
    const auto [known, isNew] = m_known.try_emplace(letter);
    if (!isNew)
        return known->second;
    std::array<UChar, kRoom> units{};
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto codePoint = static_cast<UChar32>(letter);
    u_strFromUTF32(units.data(), kRoom, &length, &codePoint, 1, &status);
    int32_t limit = length;
    if (m_icu->letters)
        utrans_transUChars(m_icu->letters.get(), units.data(), &length, kRoom, 0, &limit, &status);
    std::array<UChar, kRoom> small{};
    length = u_strFoldCase(small.data(), kRoom, units.data(), length, U_FOLD_CASE_DEFAULT, &status);
    std::array<char, 3 * kRoom> bytes{};
    int32_t size = 0;
    u_strToUTF8WithSub(bytes.data(), static_cast<int32_t>(bytes.size()), &size, small.data(), length, 0xFFFD, nullptr, &status);
    if (U_SUCCESS(status))
        for (const char c : std::string_view(bytes.data(), static_cast<std::size_t>(size)))
            if (const char one = plain(c); one != '\0')
                known->second += one;
    return known->second;
}

void Folding::append(std::string& to, std::string_view utf8) {
    const auto size = static_cast<int32_t>(utf8.size());
    for (int32_t at = 0; at < size;) {
        const char c = utf8[static_cast<std::size_t>(at)];
        if ((c & 0x80) == 0) {
            if (const char one = plain(c); one != '\0')
                to += one;
            ++at;
            continue;
        }
        UChar32 letter = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), at, size, letter);
        to += folded(static_cast<char32_t>(letter));
    }
}

std::string Folding::operator()(std::string_view utf8) {
    std::string text;
    append(text, utf8);
    return text;
}

} // namespace segue::browse
