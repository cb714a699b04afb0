// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_covers.h"

#include <algorithm>
#include <string_view>

namespace segue::browse {

namespace {

/// The folder that an album lies in: for a disc's folder the one around it.
std::string_view albumFolder(std::string_view path) {
    path.remove_suffix(path.ends_with('/') ? 1 : 0);
    const auto slash = path.rfind('/');
    const bool isDisc = slash != std::string_view::npos && discOfFolder(path.substr(slash + 1)) > 0;
    return isDisc ? path.substr(0, slash) : path;
}

} // namespace

void SongCovers::clear() {
    m_folders.clear();
    m_around = {};
    m_taken = 0;
    m_wishes.clear();
}

void SongCovers::forget() { m_wishes.clear(); }

/// One look at each song, once for a list: whose folder is its album's alone.
void SongCovers::takeFolders(const SongList& songs) {
    auto last = m_folders.end();
    for (; m_taken < songs.size(); ++m_taken) {
        const SongRow& row = songs.row(m_taken);
        if (last == m_folders.end() || last->first != row.folder) { // songs of a folder come one behind the other
            last = m_folders.try_emplace(row.folder).first;
            if (last->second.around == 0)
                last->second.around = m_around.put(albumFolder(songs.places()[row.folder])) + 1;
        }
        Folder& here = last->second;
        if (row.album == 0)
            continue;
        const bool isOther = here.album != 0 && here.album != row.album;
        const bool isOthers = here.albumArtist != 0 && row.albumArtist != 0 && here.albumArtist != row.albumArtist;
        here.isShared = here.isShared || isOther || isOthers;
        here.album = row.album;
        if (row.albumArtist != 0)
            here.albumArtist = row.albumArtist;
    }
}

SongCovers::Key SongCovers::keyOf(const SongRow& row) const {
    const auto known = m_folders.find(row.folder);
    if (known == m_folders.end() || (row.album == 0 && row.hasCover))
        return {0, 0, 0, row.id};
    const Folder& folder = known->second;
    return {folder.around, row.album, folder.isShared ? row.albumArtist : 0, 0};
}

Album SongCovers::albumOf(const SongList& songs, Index song) const {
    const Key key = keyOf(songs.row(song));
    Index first = song, end = song + 1;
    while (first > 0 && song - first < kMostAround && keyOf(songs.row(first - 1)) == key)
        --first;
    while (end < songs.size() && end - song < kMostAround && keyOf(songs.row(end)) == key)
        ++end;
    Album album;
    for (Index one = first; one < end; ++one) {
        const auto folder = m_folders.find(songs.row(one).folder);
        album.songs.push_back(one);
        album.hasOwnFolder = album.hasOwnFolder && folder != m_folders.end() && !folder->second.isShared;
    }
    std::ranges::sort(album.songs, {}, [&](Index one) { return std::tuple(discOf(songs, one), songs.row(one).trackNumber, one); });
    const auto holding = std::ranges::find_if(album.songs, [&](Index one) { return songs.row(one).hasCover; });
    album.coverSong = holding == album.songs.end() ? album.songs.front() : *holding;
    return album;
}

const CoverWish& SongCovers::wishOf(const SongList& songs, Index song) {
    takeFolders(songs);
    const Key key = keyOf(songs.row(song));
    if (const auto known = m_wishes.find(key); known != m_wishes.end())
        return known->second;
    if (m_wishes.size() >= kMostKept)
        m_wishes.clear();
    Album album;
    if (songs.row(song).album != 0)
        album = albumOf(songs, song);
    else
        album.songs = {song}, album.coverSong = song, album.hasOwnFolder = false;
    return m_wishes.emplace(key, coverWishOf(songs, album)).first->second;
}

} // namespace segue::browse
