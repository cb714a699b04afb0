// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folding.h"
#include "engine/playlist/playlist_text.h"
#include "engine/words/playlist.h"
#include "engine/words/text_pool.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue {

/// Finds the songs that the lines of playlist files mean among the songs of the libraries, in this order:
///
/// 1. by the path as it is written, relative to the file's folder
/// 2. by the path written otherwise (where_spelling.h), whatever its case and the form of its accents
/// 3. by the end of the path, the more folders of it the better: the music was elsewhere when the list was made. The name alone
///    does if no two songs have it and the line's length is that of the song.
/// 4. by artist, title and length
///
/// Of several songs that a line may mean the one counts that its words and length tell, and that is there. What could be several
/// songs, and nothing tells which, is not found. A file that a CUE sheet divides is all of its songs, or the one that begins where
/// the line says.
///
/// Add all songs, then look for lines: 100,000 of them among 200,000 songs take about a second. Touches no disk.
///
/// Thread rule: like a plain value; also const functions are for one thread at a time.
class SongMatcher final {
public:
    struct Song {
        TrackId id = 0;
        std::string_view path; ///< absolute; of a section as sectionPath()
        std::string_view title, artist;
        std::chrono::milliseconds duration{0}; ///< 0: not known
        bool isThere = true;
    };
    void add(const Song& song);

    struct Match {
        LineMatch how = LineMatch::none; ///< never stranger
        std::vector<TrackId> songs;      ///< several of a file that is divided
    };
    /// @param folder absolute, that relative paths begin in
    [[nodiscard]] Match find(const FileLine& line, const std::filesystem::path& folder);

private:
    using Index = std::uint32_t;
    using Hash = std::uint64_t;
    using Table = std::vector<std::pair<Hash, Index>>; ///< in order
    static constexpr std::size_t kDeepest = 6;         ///< folders of a path's end, with the name, that are told apart

    struct Known {
        TrackId id = 0;
        TextPool::Id path = 0, title = 0, artist = 0; ///< path: of the file
        std::int64_t start = 0;                       ///< seconds in the file
        std::chrono::milliseconds duration{0};
        bool isThere = true, isSection = false;
    };

    void prepare();
    void prepareWords();
    [[nodiscard]] std::vector<Index> in(const Table& table, Hash hash) const;
    [[nodiscard]] std::vector<Hash> tailsOf(std::string_view path);
    [[nodiscard]] std::vector<Index> byPath(std::string_view path);
    [[nodiscard]] std::vector<Index> byTail(const std::vector<Hash>& tails, const FileLine& line);
    [[nodiscard]] std::vector<Index> byWords(const FileLine& line);
    [[nodiscard]] std::vector<Index> chosen(std::vector<Index> songs, const FileLine& line, bool mustTell);
    [[nodiscard]] bool tellsWords(const FileLine& line, const Known& song);
    [[nodiscard]] Match matchOf(LineMatch how, std::vector<Index> songs, const FileLine& line) const;
    [[nodiscard]] const std::string& folded(std::string_view text);

    std::vector<Known> m_songs;
    TextPool m_paths, m_texts;
    browse::Folding m_folding;
    std::string m_folded;                ///< what folded() gave last
    Table m_whole;                       ///< by the whole path, folded
    std::array<Table, kDeepest> m_tails; ///< by its last one, two, ... parts
    Table m_titles;                      ///< by the title, folded
    bool m_isPrepared = false, m_hasWords = false;
};

} // namespace segue
