// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace segue::browse {

/// Songs that go under one name.
struct NameGroup {
    using Index = std::uint32_t;
    TextPool::Id name = 0;     ///< of NameGroups::names: as most of its songs write it
    std::vector<Index> songs;  ///< in the order given; never empty, but for artists that are guests only
    std::vector<Index> guests; ///< of an artist: songs of others that it appears on
};

/// Songs under names, which are told apart by letters, not by case or accents (folding.h). A song may go under several.
struct NameGroups {
    TextPool names;
    std::vector<NameGroup> groups; ///< as their names were first met
};

/// By artist: all that a song is by (artist_names.h) and its album's artist, unless that is a compilation's.
/// @param among the songs to look at, each once, in their order
[[nodiscard]] NameGroups groupArtists(const SongList& songs, std::span<const NameGroup::Index> among);

/// The same little by little, for who must not wait.
///
/// Thread rule: like a plain value.
class ArtistGrouping final {
public:
    ArtistGrouping(SongList songs, std::vector<NameGroup::Index> among);
    ~ArtistGrouping();
    ArtistGrouping(ArtistGrouping&&) noexcept;
    ArtistGrouping& operator=(ArtistGrouping&&) noexcept;

    bool takeSome();                      ///< some milliseconds of it. @return false once all is done
    [[nodiscard]] NameGroups groups() &&; ///< does the rest of it

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

/// By genre: what the listener said it is, else the tag's genres, one by one; songs without one by what they are heard as.
[[nodiscard]] NameGroups groupGenres(const SongList& songs, std::span<const NameGroup::Index> among);

/// The group of a name, however it is written.
[[nodiscard]] std::optional<std::uint32_t> findName(const NameGroups& names, std::string_view name);

/// Whether an album artist stands for many ("Various Artists").
[[nodiscard]] bool isManyArtists(std::string_view folded);

} // namespace segue::browse
