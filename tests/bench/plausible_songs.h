// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <random>
#include <string>
#include <unordered_set>

namespace segue::bench {

/// A song as a listener's collection has it.
struct PlausibleSong {
    std::string title, artist, albumArtist, album;
    std::size_t artistNumber = 0; ///< counts artists from 0
    std::size_t genre = 0;        ///< most of an artist's songs are of one genre
    int trackNumber = 0, discNumber = 0, year = 0;
    std::chrono::milliseconds duration{0};
    std::filesystem::path path; ///< artist/album/number and title, without extension
};

/// Songs by artist and album, always the same ones: names in several scripts, titles that recur, albums of several
/// artists, tags that are missing. About six artists for every hundred songs.
class PlausibleSongs final {
public:
    explicit PlausibleSongs(std::size_t genres);

    [[nodiscard]] PlausibleSong next();

private:
    void nextArtist();
    void nextAlbum();
    [[nodiscard]] std::string name(int words);
    [[nodiscard]] std::string title();
    [[nodiscard]] std::size_t below(std::size_t limit) { return m_random() % limit; }

    std::mt19937 m_random{1};
    std::size_t m_genres;
    PlausibleSong m_song; ///< what the next one has in common with the last
    int m_albumsLeft = 0;
    int m_songsLeft = 0;
    std::size_t m_script = 0;
    std::size_t m_artistGenre = 0;
    std::unordered_set<std::string> m_paths; ///< names recur, files do not
};

} // namespace segue::bench
