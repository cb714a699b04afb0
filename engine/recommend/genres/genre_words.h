// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace segue::recommend {

using GenreId = std::uint32_t; ///< of GenreWords; 0: none
inline constexpr GenreId kNoGenre = 0;

/// The genres that a library's tags name, each once however it is spelled: "Hip-Hop", "hip hop" and "HipHop" are one, "Drum & Bass"
/// and "drum'n'bass" another. Of the spellings the most frequent one is shown.
///
/// A tag may hold several. A semicolon, a line's end, a bar, and a slash between spaces always separate. A comma and a bare
/// slash do so only if every part is a genre by itself elsewhere in the library, so that "Pop, Rock" is two and "Folk, World, &
/// Country" is one. Words that say nothing (Other, Unknown, a number), parts of more than kLongest bytes and all beyond the
/// first kMost are no genres.
///
/// First learn() every tag, then ask. Thread rule: like std::vector. Failure rule: any bytes are taken.
class GenreWords final {
public:
    static constexpr std::size_t kLongest = 80; ///< bytes of one genre
    static constexpr std::size_t kMost = 8;     ///< genres of one tag

    void learn(std::string_view tag, std::size_t songs = 1);
    /// Sorted, each once; valid until the next learn(), also while more is asked. Also for tags that were not learned.
    [[nodiscard]] std::span<const GenreId> genresOf(std::string_view tag);
    [[nodiscard]] const std::string& word(GenreId genre) const { return m_genres[genre].word; } ///< as most tags spell it
    [[nodiscard]] const std::string& key(GenreId genre) const { return m_genres[genre].key; }   ///< genreKey(word(genre))
    [[nodiscard]] GenreId find(std::string_view word); ///< by any spelling; kNoGenre: no tag names it
    [[nodiscard]] std::size_t count();                 ///< with kNoGenre

private:
    struct Genre {
        std::string key;
        std::string word;
        std::map<std::string, std::size_t, std::less<>> spellings; ///< with the songs that have them
        bool isWhole = false;                                      ///< some tag names it alone, or between sure separators
    };

    GenreId put(std::string_view word, std::size_t songs, bool isWhole);
    [[nodiscard]] bool isKnownWhole(std::string_view part) const;
    void settle();
    template <typename Take>
    void forEachPart(std::string_view tag, Take&& take) const;

    std::vector<Genre> m_genres{Genre{}};
    std::unordered_map<std::string, GenreId> m_ids; ///< by key
    std::map<std::string, std::size_t, std::less<>> m_tags;
    std::unordered_map<std::string, std::vector<GenreId>> m_found; ///< by tag
    bool m_isSettled = false;
};

/// What all spellings of a genre have in common: lower case, letters and digits only, "and" for its signs. Empty for words that
/// name no genre.
[[nodiscard]] std::string genreKey(std::string_view word);

/// Whether one of two keys names a kind of the other ("indierock" and "rock"), so that they do not contradict each other.
[[nodiscard]] bool areKin(std::string_view key, std::string_view other);

} // namespace segue::recommend
