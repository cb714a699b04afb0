// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"
#include "ui/songs/browse_shelf.h"
#include "ui/songs/song_table_model.h"

#include <QString>

#include <string>
#include <vector>

namespace segue::ui {

/// One thing that was found.
struct EverythingHit {
    enum class Kind { song, album, artist, playlist };
    Kind kind = Kind::song;
    QString name;
    QString facts; ///< whose it is, how much it holds
    Track track;   ///< the song; of an album one of its songs; of an artist one with its name
    PlaylistId playlist = 0;
    std::vector<SongOrder::Index> songs = {}; ///< of an album or artist, of all songs
};

/// What was found of everything, the best first.
struct EverythingFound {
    std::vector<EverythingHit> songs, albums, artists, playlists; ///< the first of each
    std::size_t allSongs = 0, allAlbums = 0, allArtists = 0, allPlaylists = 0;
    bool isWhole = true; ///< false: albums and artists, or songs too, are still to come (EverythingSearch::prepareSome)
    [[nodiscard]] bool empty() const { return allSongs + allAlbums + allArtists + allPlaylists == 0; }
};

/// Finds songs, albums, artists and playlists at once. Songs are found as in a library's own search, fields and all; the others by
/// their names, each word at the beginning of one of theirs. What begins with the words comes first.
///
/// Texts are folded, and albums and artists grouped, before they can be found: little by little with prepareSome(), while the
/// program is idle. find() waits for it only where there are few songs.
class EverythingSearch final {
public:
    static constexpr std::size_t kMostOfEach = 6;
    static constexpr std::size_t kFewSongs = 10'000; ///< so many are prepared within some milliseconds

    explicit EverythingSearch(SongTableModel& songs) ///< all; without a filter of its own
        : m_songs(songs) {}

    void forget(); ///< songs or playlists are others
    void setPlaylists(const std::vector<Playlist>& playlists) { m_playlists = playlists; }
    bool prepareSome(); ///< some milliseconds of it. @return false if none is left
    [[nodiscard]] EverythingFound find(const QString& words);

private:
    struct Named {
        std::string folded;
        std::uint32_t place = 0;
    };

    bool foldSome();
    void findSongs(const std::string& words, EverythingFound& found);
    void findAlbums(const std::vector<std::string>& words, EverythingFound& found);
    void findArtists(const std::vector<std::string>& words, EverythingFound& found);
    void findPlaylists(const std::vector<std::string>& words, EverythingFound& found);

    SongTableModel& m_songs;
    std::vector<Playlist> m_playlists;
    BrowseShelf m_shelf;
    bool m_areSongsReady = false; ///< their texts are folded
    bool m_isReady = false;       ///< albums and artists too
    std::size_t m_folded = 0;     ///< names of albums, then of artists
    browse::Folding m_folding;
    std::vector<std::string> m_albumNames;  ///< folded, title and artist
    std::vector<std::string> m_artistNames; ///< folded
};

} // namespace segue::ui
