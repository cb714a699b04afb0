// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folding.h"
#include "engine/words/foreign_library.h"
#include "engine/words/song_list.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace segue::bring {

/// Finds songs of other players among those of the libraries. In this order: the same path; the same path in other letters (accents
/// composed or not, case); the one song whose path ends most alike, with its folder, or with its title where only the name of the
/// file is the same; artist and title, with a length that differs by no more than three seconds where both are known, of several
/// the one of that album, else the first.
///
/// Thread rule: like a plain value; find() keeps what it folded.
class SongFinding final {
public:
    /// @param songs all that may be found, at most 2^32; they must outlive this
    explicit SongFinding(const SongList& songs);

    /// @return its place among the songs
    [[nodiscard]] std::optional<std::size_t> find(const ForeignSong& song);

private:
    using Place = std::uint32_t;
    using Places = std::unordered_multimap<std::string, Place>;

    [[nodiscard]] std::string pathOf(Place place) const;
    [[nodiscard]] std::string words(std::string_view artist, std::string_view title);
    [[nodiscard]] bool fits(Place place, const ForeignSong& song) const;
    [[nodiscard]] std::optional<Place> byTail(const std::string& folded, const ForeignSong& song);
    [[nodiscard]] std::optional<Place> byWords(const ForeignSong& song);

    const SongList& m_songs;
    browse::Folding m_fold;
    std::unordered_map<std::string, Place> m_paths; ///< as they are
    Places m_names;                                 ///< by the folded name of the file
    Places m_words;                                 ///< by folded artist and title
};

} // namespace segue::bring
