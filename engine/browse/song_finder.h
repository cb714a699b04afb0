// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/song_query.h"
#include "engine/browse/text_search.h"
#include "engine/words/song_list.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::browse {

/// What a search came to.
struct Found {
    std::vector<bool> songs; ///< by index: whether it is one of them
    /// Words of the search, folded, that no song has where they were looked for, but which some nearly have (almostBegins()):
    /// those songs were taken.
    std::vector<std::string> forgiven;
};

/// Finds songs of one list. Its texts are folded little by little while the program is idle, or at once when they are needed.
/// Clear it when another list comes.
///
/// Thread rule: like a plain value.
class SongFinder final {
public:
    using Index = std::uint32_t;
    static constexpr std::size_t kForgivenFrom = 5; ///< letters of a word in which one error is forgiven

    void clear();
    /// Does some milliseconds of the preparation. @return false if none is left
    bool takeSome(const TextPool& texts);
    void takeAll(const TextPool& texts) { m_texts.takeSome(texts, texts.size()); }           ///< all that is left of it
    [[nodiscard]] std::string_view folded(TextPool::Id text) const { return m_texts[text]; } ///< of one that was taken

    [[nodiscard]] SongQuery parse(std::string_view utf8, std::chrono::sys_seconds now) { return parseQuery(utf8, now, m_folding); }
    /// The songs that meet all terms; all songs if there are none.
    [[nodiscard]] Found find(const SongList& songs, const SongQuery& query);
    /// Whether one song, which came or changed since, is to be among those that find() found for the same query.
    [[nodiscard]] bool matches(const SongList& songs, Index song, const SongQuery& query);

private:
    using Bits = std::vector<std::uint32_t>; ///< by a text's id: bit i is set if it holds term i

    void prepare(const SongList& songs, const SongQuery& query);
    void forgive(const SongList& songs, const SongQuery& query, Found& found);

    Folding m_folding;
    TextSearch m_texts;
    TextSearch m_places; ///< empty until a path is asked for
    Bits m_inTexts, m_inPlaces;
    std::uint32_t m_forgiven = 0; ///< bit i: errors are forgiven in term i of the last query
};

} // namespace segue::browse
