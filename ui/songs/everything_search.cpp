// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/everything_search.h"

#include "ui/words/browse_text.h"
#include "ui/words/format.h"
#include "ui/words/playlist_text.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace segue::ui {

namespace {

/// Whether a word of the text begins with it.
bool holdsWord(std::string_view folded, std::string_view word) {
    for (auto at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1))
        if (at == 0 || static_cast<unsigned char>(folded[at - 1]) < 'a')
            return true;
    return false;
}

bool holdsAll(std::string_view folded, const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [&](const std::string& word) { return holdsWord(folded, word); });
}

/// The places of those that hold all words: first those that begin with the first word, the shorter names before the longer.
std::vector<std::uint32_t> bestOf(const std::vector<std::string>& names, const std::vector<std::string>& words, std::size_t& all) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i < names.size(); ++i)
        if (holdsAll(names[i], words))
            places.push_back(i);
    all = places.size();
    const auto rank = [&](std::uint32_t place) { return std::pair(!names[place].starts_with(words.front()), names[place].size()); };
    const auto most = std::min(places.size(), EverythingSearch::kMostOfEach);
    std::ranges::partial_sort(places, places.begin() + static_cast<std::ptrdiff_t>(most), std::less(), rank);
    places.resize(most);
    return places;
}

} // namespace

void EverythingSearch::forget() {
    m_areSongsReady = false;
    m_isReady = false;
    m_folded = 0;
    m_shelf.setSongs({}, {});
    m_albumNames.clear();
    m_artistNames.clear();
}

bool EverythingSearch::prepareSome() {
    if (m_isReady)
        return false;
    if (!m_areSongsReady) {
        if (m_songs.prepareSome())
            return true;
        m_areSongsReady = true;
        m_shelf.setSongs(m_songs.songs(), m_songs.libraryOrder());
        return true;
    }
    m_isReady = !m_shelf.takeSome() && !foldSome();
    return !m_isReady;
}

/// @return false if all names are folded
bool EverythingSearch::foldSome() {
    constexpr std::size_t kNamesAtATime = 4'096;
    const auto& songs = m_shelf.songs();
    const auto& albums = m_shelf.albums()->albums;
    const auto& artists = *m_shelf.artists();
    const auto all = albums.size() + artists.groups.size();
    for (const auto end = std::min(all, m_folded + kNamesAtATime); m_folded < end; ++m_folded) {
        if (m_folded >= albums.size()) {
            m_artistNames.push_back(m_folding(artists.names[artists.groups[m_folded - albums.size()].name]));
            continue;
        }
        const auto& album = albums[m_folded];
        std::string name = m_folding(songs.texts()[album.title]);
        name += ' ';
        if (album.artist != 0)
            m_folding.append(name, songs.texts()[album.artist]);
        m_albumNames.push_back(std::move(name));
    }
    return m_folded < all;
}

EverythingFound EverythingSearch::find(const QString& words) {
    EverythingFound found;
    std::vector<std::string> folded;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (auto one = m_folding(word.toStdString()); !one.empty())
            folded.push_back(std::move(one));
    if (folded.empty())
        return found;
    while (m_songs.trackCount() <= kFewSongs && prepareSome()) {
    }
    found.isWhole = m_isReady;
    if (m_areSongsReady)
        findSongs(words.toStdString(), found);
    if (m_isReady) {
        findAlbums(folded, found);
        findArtists(folded, found);
    }
    findPlaylists(folded, found);
    return found;
}

/// Those whose title begins with the words come first, the others in the library's order.
void EverythingSearch::findSongs(const std::string& words, EverythingFound& found) {
    const auto isFound = m_songs.songsWith(words);
    const auto& songs = m_songs.songs();
    const std::string begin = m_folding(words);
    std::vector<SongOrder::Index> first, others;
    std::string title;
    for (const auto song : m_songs.libraryOrder()) {
        if (!isFound[song])
            continue;
        ++found.allSongs;
        if (first.size() >= kMostOfEach)
            continue;
        title.clear();
        m_folding.append(title, songs.texts()[songs.row(song).title]);
        if (title.starts_with(begin))
            first.push_back(song);
        else if (others.size() < kMostOfEach)
            others.push_back(song);
    }
    first.insert(first.end(), others.begin(), others.end());
    first.resize(std::min(first.size(), kMostOfEach));
    for (const auto song : first) {
        EverythingHit hit{.kind = EverythingHit::Kind::song, .track = songs[song]};
        hit.name = text(hit.track.title);
        const QString album = text(hit.track.album);
        hit.facts = album.isEmpty() ? artistText(hit.track) : artistText(hit.track) + QStringLiteral(" · ") + album;
        found.songs.push_back(std::move(hit));
    }
}

void EverythingSearch::findAlbums(const std::vector<std::string>& words, EverythingFound& found) {
    const auto& songs = m_shelf.songs();
    for (const auto place : bestOf(m_albumNames, words, found.allAlbums)) {
        const auto& album = m_shelf.albums()->albums[place];
        found.albums.push_back({.kind = EverythingHit::Kind::album,
                                .name = text(std::string(songs.texts()[album.title])),
                                .facts = albumArtistText(songs, album) + QStringLiteral(" · ") + albumFactsText(album),
                                .track = songs[album.songs.front()],
                                .songs = album.songs});
    }
}

void EverythingSearch::findArtists(const std::vector<std::string>& words, EverythingFound& found) {
    for (const auto place : bestOf(m_artistNames, words, found.allArtists)) {
        const auto& artist = m_shelf.artists()->groups[place];
        EverythingHit hit{.kind = EverythingHit::Kind::artist,
                          .name = text(std::string(m_shelf.artists()->names[artist.name])),
                          .facts = artistFactsText(0, artist.songs.size(), artist.guests.size())};
        hit.track.artist = hit.name.toStdString();
        hit.songs = artist.songs;
        found.artists.push_back(std::move(hit));
    }
}

void EverythingSearch::findPlaylists(const std::vector<std::string>& words, EverythingFound& found) {
    std::vector<std::string> names;
    for (const Playlist& one : m_playlists)
        names.push_back(one.kind == PlaylistKind::folder ? std::string() : m_folding(one.name));
    for (const auto place : bestOf(names, words, found.allPlaylists))
        found.playlists.push_back({.kind = EverythingHit::Kind::playlist,
                                   .name = text(m_playlists[place].name),
                                   .facts = playlistKindText(m_playlists[place]),
                                   .playlist = m_playlists[place].id});
}

} // namespace segue::ui
