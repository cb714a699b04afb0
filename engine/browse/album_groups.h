// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::browse {

/// Songs of a list that are one album.
struct Album {
    using Index = std::uint32_t;

    std::vector<Index> songs; ///< by disc, track, and place in the order given; never empty
    TextPool::Id title = 0;   ///< of SongList::texts()
    TextPool::Id artist = 0;  ///< likewise: whose it is; 0: various artists', or nobody's
    bool isOfMany = false;    ///< a compilation: its songs are by several, and none is the album's
    int year = 0;             ///< of most of its songs; 0: not known
    int originalYear = 0;     ///< likewise, of its first release
    int discs = 1;            ///< as far as is known
    Index coverSong = 0;      ///< whose cover stands for it: the first that holds one, else the first
    bool hasOwnFolder = true; ///< its songs share no folder with those of other albums
    std::chrono::milliseconds duration{0};
};

/// The albums of a list of songs.
struct AlbumGroups {
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    std::vector<Album> albums;          ///< in the order given: by their first songs
    std::vector<std::uint32_t> albumOf; ///< by a song's index: its album's; kNone: it names no album
};

/// Finds the albums of a list. Songs belong to one album
/// - of one release, by MusicBrainz's id; songs without an id are of the release that the others of their folder, else all others
/// of
///   the same album (by what follows), are of, where it is one;
/// - else with one album artist and one title, by letters, not by case or accents;
/// - else, without an album artist, with one title in one folder, discs' folders ("CD 2") counting as what they lie in: of many
///   artists a compilation, of one that artist's, wherever it lies.
/// But two copies are two albums: what lies in another folder and has the same track numbers. Years do not part an album.
/// @param among the songs to look at, each once, in their order (of the library): albums and songs without a number follow it
[[nodiscard]] AlbumGroups groupAlbums(const SongList& songs, std::span<const Album::Index> among);

/// The disc that a folder's name tells of: "CD 2", "Disc 10 - Live", "Side B"; 0: none.
[[nodiscard]] int discOfFolder(std::string_view name);

/// The same little by little, for who must not wait: 200,000 songs take a sixth of a second at once.
///
/// Thread rule: like a plain value.
class AlbumGrouping final {
public:
    AlbumGrouping(SongList songs, std::vector<Album::Index> among);
    ~AlbumGrouping();
    AlbumGrouping(AlbumGrouping&&) noexcept;
    AlbumGrouping& operator=(AlbumGrouping&&) noexcept;

    bool takeSome();                       ///< some milliseconds of it. @return false once all is done
    [[nodiscard]] AlbumGroups groups() &&; ///< does the rest of it

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

/// The number of the disc that a song is on: its tag's, else its folder's; 0: not known.
[[nodiscard]] int discOf(const SongList& songs, Album::Index song);

} // namespace segue::browse
