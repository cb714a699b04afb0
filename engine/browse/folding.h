// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace segue::browse {

/// Writes text as it is searched: small letters without accents, Latin ones that are no letter and accent as they are typed
/// without them (ICU's "Latin-ASCII": "ø" is "o", "æ" is "ae"), no apostrophes, no control characters. "Björk" is found by "bjork",
/// "Don't" by "dont". ICU is asked once for each letter, and the answer is kept: songs have few letters.
///
/// Thread rule: like a plain value.
class Folding final {
public:
    static constexpr char kLineEnd = '\x1F'; ///< what a line break becomes

    Folding();
    ~Folding();
    Folding(Folding&&) noexcept;
    Folding& operator=(Folding&&) noexcept;

    /// Puts @p utf8 at the end of @p to. Bytes that are no UTF-8 become U+FFFD.
    void append(std::string& to, std::string_view utf8);
    [[nodiscard]] std::string operator()(std::string_view utf8);

private:
    struct Icu;
    const std::string& folded(char32_t letter);

    std::unique_ptr<Icu> m_icu;
    std::unordered_map<char32_t, std::string> m_known;
};

} // namespace segue::browse
