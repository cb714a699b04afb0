// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/text_search.h"

#include <algorithm>
#include <cstring>

namespace segue::browse {

namespace {

constexpr char kEnd = '\n';

/// Bytes of the letter that begins the text; 0: the text is empty.
std::size_t letterBytes(std::string_view text) {
    if (text.empty())
        return 0;
    std::size_t bytes = 1;
    while (bytes < text.size() && (text[bytes] & 0xC0) == 0x80)
        ++bytes;
    return bytes;
}

/// Whether what lies from begin to end of the text is such a part of it.
bool isPart(std::string_view text, std::size_t begin, std::size_t end, TextSearch::Part part) {
    if (part == TextSearch::Part::any)
        return true;
    const auto divides = [&](char c) {
        return c == Folding::kLineEnd || (part == TextSearch::Part::item && (c == ',' || c == ';' || c == '/'));
    };
    const auto isSpace = [&](std::size_t at) { return part == TextSearch::Part::item && text[at] == ' '; };
    while (begin > 0 && isSpace(begin - 1))
        --begin;
    while (end < text.size() && isSpace(end))
        ++end;
    return (begin == 0 || divides(text[begin - 1])) && (end == text.size() || divides(text[end]));
}

/// Anything that is not between words. Bytes of letters beyond ASCII are letters.
bool isOfWord(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || static_cast<unsigned>(byte - '0') < 10U || static_cast<unsigned>(byte - 'a') < 26U;
}

/// Whether it is worth a closer look: one edit leaves one of the first two letters where it was, or moves it by one.
bool mayAlmostBegin(std::string_view text, std::string_view word) {
    if (text.size() < 2 || word.size() < 2 || ((text[0] | text[1] | word[0] | word[1]) & 0x80) != 0)
        return true;
    return text[0] == word[0] || text[1] == word[1] || text[0] == word[1] || text[1] == word[0];
}

} // namespace

bool almostBegins(std::string_view text, std::string_view word) {
    if (text.starts_with(word))
        return true;
    std::size_t at = 0;
    while (at < word.size() && at < text.size() && word[at] == text[at])
        ++at;
    while (at > 0 && at < word.size() && (word[at] & 0xC0) == 0x80) // back to where the letter begins
        --at;
    const std::string_view wanted = word.substr(at);
    const std::string_view has = text.substr(at);
    const std::size_t first = letterBytes(wanted);
    const std::size_t other = letterBytes(has);
    if (has.starts_with(wanted.substr(first)) || has.substr(other).starts_with(wanted.substr(first)) ||
        has.substr(other).starts_with(wanted))
        return true; // one too many, another one, one missing
    const std::size_t second = letterBytes(wanted.substr(first));
    return second > 0 && has.starts_with(wanted.substr(first, second)) && has.substr(second).starts_with(wanted.substr(0, first)) &&
           has.substr(second + first).starts_with(wanted.substr(first + second));
}

bool TextSearch::takeSome(const TextPool& texts, std::size_t most) {
    const std::size_t last = std::min(texts.size(), m_starts.size() + std::min(most, texts.size()));
    for (std::size_t id = m_starts.size(); id < last; ++id) {
        m_starts.push_back(static_cast<std::uint32_t>(m_folded.size()));
        m_folding.append(m_folded, texts[static_cast<TextPool::Id>(id)]);
        m_folded += kEnd;
    }
    return last < texts.size();
}

void TextSearch::clear() {
    m_folded.clear();
    m_starts.clear();
}

std::string_view TextSearch::operator[](TextPool::Id text) const {
    const std::size_t end = text + 1 < m_starts.size() ? m_starts[text + 1] : m_folded.size();
    return std::string_view(m_folded).substr(m_starts[text], end - m_starts[text] - 1);
}

bool TextSearch::holds(std::string_view text, std::string_view word, Part part) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        if (isPart(text, at, at + word.size(), part))
            return true;
    return false;
}

bool TextSearch::nearlyHolds(std::string_view text, std::string_view word) {
    bool wasOfWord = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool isOfOne = isOfWord(text[at]);
        if (isOfOne && !wasOfWord && mayAlmostBegin(text.substr(at), word) && almostBegins(text.substr(at), word))
            return true;
        wasOfWord = isOfOne;
    }
    return false;
}

void TextSearch::find(std::string_view word, Part part, std::uint32_t bit, std::vector<std::uint32_t>& found) const {
    const char* const end = m_folded.data() + m_folded.size();
    const char* at = m_folded.data();
    TextPool::Id id = 0;
    while ((at = static_cast<const char*>(::memmem(at, static_cast<std::size_t>(end - at), word.data(), word.size())))) {
        const auto place = static_cast<std::uint32_t>(at - m_folded.data());
        while (id + 1 < m_starts.size() && m_starts[id + 1] <= place)
            ++id;
        if (part == Part::any || holds((*this)[id], word, part))
            found[id] |= bit;
        if (id + 1 == m_starts.size())
            break;
        at = m_folded.data() + m_starts[id + 1]; // once is enough
    }
}

void TextSearch::findNearly(std::string_view word, std::uint32_t bit, std::vector<std::uint32_t>& found) const {
    for (TextPool::Id id = 0; id < m_starts.size(); ++id)
        if (nearlyHolds((*this)[id], word))
            found[id] |= bit;
}

} // namespace segue::browse
