// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_query.h"

#include "engine/browse/query_values.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>

namespace segue::browse {

namespace {

using Name = std::pair<std::string_view, QueryField>;

/// As they are written; the first kShown are told, the others are understood.
constexpr std::array<Name, 33> kNames{{{"title", QueryField::title},
                                       {"artist", QueryField::artist},
                                       {"albumartist", QueryField::albumArtist},
                                       {"album", QueryField::album},
                                       {"genre", QueryField::genre},
                                       {"heard", QueryField::heard},
                                       {"path", QueryField::path},
                                       {"format", QueryField::format},
                                       {"year", QueryField::year},
                                       {"track", QueryField::track},
                                       {"disc", QueryField::disc},
                                       {"rating", QueryField::rating},
                                       {"plays", QueryField::plays},
                                       {"bpm", QueryField::bpm},
                                       {"loudness", QueryField::loudness},
                                       {"length", QueryField::length},
                                       {"added", QueryField::added},
                                       {"played", QueryField::played},
                                       {"bitrate", QueryField::bitRate},
                                       {"originalyear", QueryField::originalYear},
                                       {"key", QueryField::key},
                                       {"is", QueryField::is},
                                       {"tempo", QueryField::bpm},
                                       {"stars", QueryField::rating},
                                       {"folder", QueryField::path},
                                       {"file", QueryField::path},
                                       {"date", QueryField::year},
                                       {"duration", QueryField::length},
                                       {"lastplayed", QueryField::played},
                                       {"playcount", QueryField::plays},
                                       {"album_artist", QueryField::albumArtist},
                                       {"ext", QueryField::format},
                                       {"type", QueryField::format}}};
constexpr std::size_t kShown = 22;

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool isBlank(char c) { return c == ' ' || (static_cast<unsigned char>(c) < ' ' && c != '\0'); }

/// Letters that have to be changed, added or taken away (Levenshtein 1966).
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t corner = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = corner + (a[i] == b[j] ? 0 : 1);
            corner = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, corner + 1});
        }
    }
    return row.back();
}

std::string nearestName(std::string_view name) {
    constexpr std::size_t kNear = 2;
    std::string_view nearest;
    std::size_t least = kNear + 1;
    for (const auto& [known, field] : kNames) {
        const std::size_t distance = editDistance(name, known);
        if (distance < std::min(least, known.size()))
            least = distance, nearest = known;
    }
    return std::string(nearest);
}

/// One term as it is written.
struct Written {
    std::string name;       ///< of its field, in small letters; empty: none
    std::string_view whole; ///< as it stands, without its minus
    std::string value;      ///< without its quotes
    bool isNegated = false;
    bool isQuoted = false;
    bool isExact = false; ///< "=" stands before it
};

class Reader final {
public:
    explicit Reader(std::string_view text)
        : m_rest(text) {}

    std::optional<Written> next() {
        while (!m_rest.empty() && isBlank(m_rest.front()))
            m_rest.remove_prefix(1);
        if (m_rest.empty())
            return std::nullopt;
        Written term;
        if (m_rest.front() == '-' && m_rest.size() > 1 && !isBlank(m_rest[1])) {
            term.isNegated = true;
            m_rest.remove_prefix(1);
        }
        const std::string_view begin = m_rest;
        const auto colon = std::ranges::find_if(m_rest, [](char c) { return !(small(c) >= 'a' && small(c) <= 'z') && c != '_'; });
        if (colon != m_rest.end() && colon != m_rest.begin() && *colon == ':') {
            const auto length = static_cast<std::size_t>(colon - m_rest.begin());
            for (const char c : m_rest.substr(0, length))
                term.name += small(c);
            m_rest.remove_prefix(length + 1);
        }
        if (!term.name.empty() && m_rest.starts_with("=\"")) {
            term.isExact = true;
            m_rest.remove_prefix(1);
        }
        readValue(term);
        term.whole = begin.substr(0, begin.size() - m_rest.size());
        return term;
    }

private:
    void readValue(Written& term) {
        term.isQuoted = m_rest.starts_with('"');
        if (!term.isQuoted) {
            const auto end = static_cast<std::size_t>(std::ranges::find_if(m_rest, isBlank) - m_rest.begin());
            term.value = m_rest.substr(0, end);
            m_rest.remove_prefix(end);
            return;
        }
        m_rest.remove_prefix(1);
        while (!m_rest.empty() && m_rest.front() != '"') { // a quote that is not closed yet goes to the end
            if (m_rest.starts_with("\\\"") || m_rest.starts_with("\\\\"))
                m_rest.remove_prefix(1);
            term.value += m_rest.front();
            m_rest.remove_prefix(1);
        }
        m_rest.remove_prefix(m_rest.empty() ? 0 : 1);
    }

    std::string_view m_rest;
};

/// Blanks at the ends do not count.
std::string_view withoutBlanks(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

class Parser final {
public:
    Parser(std::chrono::sys_seconds now, Folding& folding)
        : m_now(now)
        , m_folding(folding) {}

    void take(Written written) {
        if (written.name.empty())
            return takeWords(QueryField::any, written, written.isQuoted ? std::string_view(written.value) : written.whole);
        const auto* const known = std::ranges::find(kNames, std::string_view(written.name), &Name::first);
        if (known == kNames.end()) {
            // "Re: Stacks" and addresses are no fields.
            if (!written.value.empty() && !written.value.starts_with("//"))
                m_query.problems.push_back(
                    {.kind = QueryProblem::Kind::unknownField, .word = written.name, .near = nearestName(written.name)});
            return takeWords(QueryField::any, written, written.whole);
        }
        if (isOfWords(known->second))
            return takeWords(known->second, written, written.value);
        if (!written.value.empty())
            takeNumbers(known->second, written);
    }

    SongQuery query() && { return std::move(m_query); }

private:
    void takeWords(QueryField field, const Written& written, std::string_view words) {
        bool isWhole = written.isExact;
        if (field != QueryField::any && !written.isQuoted && words.size() > 1 && words.front() == '=') {
            isWhole = true;
            words.remove_prefix(1);
        }
        QueryTerm term{.field = field, .isNegated = written.isNegated, .isWhole = isWhole};
        term.text = withoutBlanks(m_folding(withoutBlanks(words)));
        if (!term.text.empty() && !(field == QueryField::any && (term.text == "-" || term.text == "\u2013")))
            add(std::move(term));
    }

    void takeNumbers(QueryField field, const Written& written) {
        auto ranges = valueRanges(field, written.value, m_now);
        if (!ranges) {
            m_query.problems.push_back({.kind = QueryProblem::Kind::badValue, .word = written.value, .near = written.name});
            return;
        }
        add({.field = field, .isNegated = written.isNegated, .ranges = std::move(*ranges)});
    }

    void add(QueryTerm term) {
        if (std::ranges::find(m_query.terms, term) != m_query.terms.end())
            return;
        if (m_query.terms.size() < SongQuery::kMostTerms)
            m_query.terms.push_back(std::move(term));
        else if (m_query.problems.empty() || m_query.problems.back().kind != QueryProblem::Kind::tooMany)
            m_query.problems.push_back({.kind = QueryProblem::Kind::tooMany});
    }

    std::chrono::sys_seconds m_now;
    Folding& m_folding;
    SongQuery m_query;
};

} // namespace

SongQuery parseQuery(std::string_view utf8, std::chrono::sys_seconds now, Folding& folding) {
    Parser parser(now, folding);
    Reader reader(utf8);
    while (auto term = reader.next())
        parser.take(std::move(*term));
    return std::move(parser).query();
}

std::vector<std::string_view> queryFieldNames() {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < kShown; ++i)
        names.push_back(kNames[i].first);
    return names;
}

std::string quoted(std::string_view name) {
    std::string value = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\')
            value += '\\';
        value += c;
    }
    return value + '"';
}

} // namespace segue::browse
