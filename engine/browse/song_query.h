// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folding.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace segue::browse {

/// Where a term of a search looks.
enum class QueryField : std::uint8_t {
    any, ///< title, artist, album artist, album, genres
    // Words
    title,
    artist, ///< also the album's
    albumArtist,
    album,
    genre,  ///< what the listener said, else the tag's
    heard,  ///< what it is heard as
    path,   ///< folder and file name
    format, ///< the file name's extension, or what is in it: "m4a", "alac"
    // Numbers
    year,
    track,
    disc,
    rating, ///< stars
    plays,
    bpm,
    loudness,     ///< LUFS
    length,       ///< seconds
    added,        ///< seconds since 1970, as the next
    played,       ///< the last time
    bitRate,      ///< kilobits a second
    originalYear, ///< of the album's first release
    key,          ///< 0 .. 23, as SoundFeatures::key
    is,           ///< a state (SongState)
};

[[nodiscard]] constexpr bool isOfWords(QueryField field) { return field <= QueryField::format; }

/// What `is:` asks for.
enum class SongState : std::uint8_t { missing, failed, waiting, silent };

/// Numbers from @c least to @c most, both within.
struct QueryRange {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool operator==(const QueryRange&) const = default;
    [[nodiscard]] bool holds(double number) const { return number >= least && number <= most; }
};

/// One condition of a search; a song has to meet all.
struct QueryTerm {
    QueryField field = QueryField::any;
    bool isNegated = false; ///< "-live": songs that do not meet it
    bool isWhole = false;   ///< "artist:=queen": the whole name, not a part of it
    std::string text;       ///< of a field of words: folded (folding.h), never empty
    /// Of a field of numbers: any of these. A number that is not known is 0, and meets only ranges that begin at it.
    std::vector<QueryRange> ranges;
    bool operator==(const QueryTerm&) const = default;
};

/// Something in a search that is not understood. The rest is.
struct QueryProblem {
    enum class Kind : std::uint8_t {
        unknownField, ///< word: the field; near: the nearest one there is, if any is near. It is looked for as a word.
        badValue,     ///< word: the value; near: the field. The term is left out.
        tooMany,      ///< terms beyond kMostTerms are left out
    };
    Kind kind = Kind::unknownField;
    std::string word;
    std::string near;
    bool operator==(const QueryProblem&) const = default;
};

/// What a listener looks for: `nina year:1960..1969 -live rating:>=4 added:<30d "feeling good"`.
///
///   word            in any of title, artist, album artist, album, genres        "two words"  as they stand, one behind the other
///   field:word      in that one; field:=word, field:="two words" for the whole of it
///   field:number    =4  >4  >=4  <4  <=4  1990..1999  1990..  ..1999  4,5
///   -term           not
///
/// Fields: title artist albumartist album genre heard path format; year track disc rating plays bpm loudness length added played
/// bitrate originalyear; key; is. Numbers that are not known (0) are found by year:0, rating:0 and ranges from 0 only. A length is
/// seconds, 3:30 or 4m; a time is an age (<30d: less than 30 days ago; h d w m y) or a date (2024, 2024-05, 2024-05-31, in UTC). A
/// key is Am, F#, "B flat major". is:missing, failed, waiting, silent. A field without a value is one that is still being written,
/// and asks nothing.
struct SongQuery {
    static constexpr std::size_t kMostTerms = 32;
    std::vector<QueryTerm> terms;
    std::vector<QueryProblem> problems;
    bool operator==(const SongQuery&) const = default;
    [[nodiscard]] bool empty() const { return terms.empty(); }
};

/// @param now for ages
/// @param folding writes its words as the texts are that are searched
[[nodiscard]] SongQuery parseQuery(std::string_view utf8, std::chrono::sys_seconds now, Folding& folding);

/// The names that a search knows, as they are written, for a list of them.
[[nodiscard]] std::vector<std::string_view> queryFieldNames();

/// @p name as a value: in quotes if it needs them, so that field:=quoted(name) finds exactly that.
[[nodiscard]] std::string quoted(std::string_view name);

} // namespace segue::browse
