// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/genres/genre_words.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <cwctype>
#include <optional>
#include <utility>

namespace segue::recommend {

namespace {

/// Keys of words that tags hold where nobody chose a genre.
constexpr std::array<std::string_view, 21> kNothing{
    "other", "others",   "unknown",   "unknowngenre", "unclassifiable", "misc",    "miscellaneous", "none",        "various",
    "genre", "music",    "undefined", "na",           "null",           "default", "general",       "unspecified", "notset",
    "tbd",   "sonstige", "autre"};

/// Short forms that many programs write, and what they stand for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kShortForms{{{"rnb", "randb"},
                                                                                    {"rhythmandblues", "randb"},
                                                                                    {"dnb", "drumandbass"},
                                                                                    {"dandb", "drumandbass"},
                                                                                    {"rocknroll", "rockandroll"}}};

constexpr std::string_view kSpaces(" \t\r\n\0", 5);

/// Cuts at whatever `lengthAt` says is a separator (its length; 0: none) and gives `take` the parts, trimmed; empty ones not.
template <typename LengthAt, typename Take>
void cut(std::string_view text, LengthAt&& lengthAt, Take&& take) {
    std::size_t first = 0;
    for (std::size_t i = 0; i <= text.size();) {
        const std::size_t length = i < text.size() ? lengthAt(text, i) : 1;
        if (length == 0) {
            ++i;
            continue;
        }
        if (const auto part = trimmed(text.substr(first, i - first), kSpaces); !part.empty())
            take(part);
        i += length;
        first = i;
    }
}

std::size_t sureSeparator(std::string_view text, std::size_t i) {
    const char c = text[i];
    if (c == ';' || c == '|' || c == '\n' || c == '\0')
        return 1;
    return text.substr(i, 3) == " / " ? 3 : 0;
}

std::size_t doubtfulSeparator(std::string_view text, std::size_t i) { return text[i] == ',' || text[i] == '/' ? 1 : 0; }

/// Lower case of a code point, as Unicode has it; the system's table, whatever the locale of the program.
char32_t lower(char32_t c) {
    static const locale_t unicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (c < 0x80)
        return c >= U'A' && c <= U'Z' ? c + 32 : c;
    return unicode == nullptr ? c : static_cast<char32_t>(::towlower_l(static_cast<wint_t>(c), unicode));
}

/// The code point at i, and i behind it. A byte that is no UTF-8 stands for itself.
char32_t next(std::string_view text, std::size_t& i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char head = byte(i++);
    const int more = head >= 0xF0 ? 3 : head >= 0xE0 ? 2 : head >= 0xC0 ? 1 : 0;
    char32_t point = more == 0 ? head : head & (0x3FU >> more);
    for (int k = 0; k < more; ++k) {
        if (i >= text.size() || (byte(i) & 0xC0U) != 0x80U)
            return head;
        point = point << 6U | (byte(i++) & 0x3FU);
    }
    return point;
}

void appendTo(std::string& text, char32_t c) {
    const auto put = [&](char32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80)
        return put(c);
    if (c >= 0x10000)
        put(0xF0U | c >> 18U), put(0x80U | (c >> 12U & 0x3FU));
    else if (c >= 0x800)
        put(0xE0U | c >> 12U);
    if (c < 0x800)
        put(0xC0U | c >> 6U);
    else
        put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
}

bool isSign(char32_t c) {
    const bool isAscii = c < 0x80;
    const bool isLetter = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
    return (isAscii && !isLetter) || c == 0x2019 || c == 0x2018 || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0xA0 ||
           c == 0x3000;
}

/// Words in lower case, without signs; "&", "+" and a lone "n" as "and".
std::vector<std::string> wordsIn(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = lower(next(text, i));
        if (!isSign(c)) {
            appendTo(words.back(), c);
            continue;
        }
        if (!words.back().empty())
            words.emplace_back();
        if (c == U'&' || c == U'+') {
            words.back() = "and";
            words.emplace_back();
        }
    }
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i] == "n" && !words[i + 1].empty())
            words[i] = "and";
    return words;
}

} // namespace

std::string genreKey(std::string_view word) {
    word = trimmed(word, kSpaces);
    if (word.empty() || word.size() > GenreWords::kLongest)
        return {};
    std::string key;
    for (const auto& one : wordsIn(word))
        key += one;
    if (std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; }) || std::ranges::find(kNothing, key) != kNothing.end())
        return {};
    const auto known = std::ranges::find(kShortForms, key, &std::pair<std::string_view, std::string_view>::first);
    return known == kShortForms.end() ? key : std::string(known->second);
}

bool areKin(std::string_view key, std::string_view other) {
    const auto& [lesser, greater] = std::minmax(key, other, [](auto a, auto b) { return a.size() < b.size(); });
    return !lesser.empty() && (greater.starts_with(lesser) || greater.ends_with(lesser));
}

void GenreWords::learn(std::string_view tag, std::size_t songs) {
    const auto known = m_tags.find(tag);
    if (known != m_tags.end())
        known->second += songs;
    else
        m_tags.emplace(tag, songs);
    m_isSettled = false;
}

GenreId GenreWords::put(std::string_view word, std::size_t songs, bool isWhole) {
    auto key = genreKey(word);
    if (key.empty())
        return kNoGenre;
    const auto [place, isNew] = m_ids.try_emplace(std::move(key), static_cast<GenreId>(m_genres.size()));
    if (isNew)
        m_genres.push_back({.key = place->first});
    Genre& genre = m_genres[place->second];
    if (songs > 0)
        genre.spellings[std::string(word)] += songs;
    genre.isWhole = genre.isWhole || isWhole;
    return place->second;
}

bool GenreWords::isKnownWhole(std::string_view part) const {
    const auto known = m_ids.find(genreKey(part));
    return known != m_ids.end() && m_genres[known->second].isWhole;
}

/// Parts that may hold several count as genres last, since the others say which parts are genres by themselves.
void GenreWords::settle() {
    m_genres.assign(1, {});
    m_ids.clear();
    m_found.clear();
    const auto isDoubtful = [](std::string_view part) { return part.find_first_of(",/") != std::string_view::npos; };
    for (const auto& [tag, songs] : m_tags)
        cut(tag, sureSeparator, [&](std::string_view part) {
            if (!isDoubtful(part))
                put(part, songs, true);
        });
    for (const auto& [tag, songs] : m_tags)
        if (isDoubtful(tag))
            forEachPart(tag, [&, count = songs](std::string_view part) { put(part, count, false); });
    for (Genre& genre : m_genres)
        if (!genre.spellings.empty())
            genre.word = std::ranges::max_element(genre.spellings, {}, [](const auto& one) { return one.second; })->first;
    m_isSettled = true;
}

template <typename Take>
void GenreWords::forEachPart(std::string_view tag, Take&& take) const {
    cut(tag, sureSeparator, [&](std::string_view part) {
        bool isSafe = true;
        cut(part, doubtfulSeparator, [&](std::string_view piece) { isSafe = isSafe && isKnownWhole(piece); });
        if (isSafe)
            cut(part, doubtfulSeparator, take);
        else
            take(part);
    });
}

std::span<const GenreId> GenreWords::genresOf(std::string_view tag) {
    if (!m_isSettled)
        settle();
    const auto [place, isNew] = m_found.try_emplace(std::string(tag));
    auto& genres = place->second;
    if (!isNew)
        return genres;
    forEachPart(tag, [&](std::string_view part) {
        const GenreId genre = put(part, 0, false);
        if (genre == kNoGenre || genres.size() == kMost || std::ranges::find(genres, genre) != genres.end())
            return;
        genres.push_back(genre);
        if (m_genres[genre].word.empty())
            m_genres[genre].word = part;
    });
    std::ranges::sort(genres);
    return genres;
}

std::size_t GenreWords::count() {
    if (!m_isSettled)
        settle();
    return m_genres.size();
}

GenreId GenreWords::find(std::string_view word) {
    if (!m_isSettled)
        settle();
    const auto known = m_ids.find(genreKey(word));
    return known == m_ids.end() ? kNoGenre : known->second;
}

} // namespace segue::recommend
