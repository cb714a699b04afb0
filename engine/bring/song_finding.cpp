// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/song_finding.h"

#include <algorithm>
#include <cstdlib>

namespace segue::bring {

namespace {

constexpr std::chrono::milliseconds kNearLength{3000};

std::string_view nameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// How many of the last parts of two paths are the same.
std::size_t commonTail(std::string_view a, std::string_view b) {
    std::size_t parts = 0;
    while (!a.empty() && !b.empty()) {
        const auto last = nameOf(a);
        if (last != nameOf(b))
            break;
        ++parts;
        a.remove_suffix(std::min(a.size(), last.size() + 1));
        b.remove_suffix(std::min(b.size(), last.size() + 1));
    }
    return parts;
}

} // namespace

SongFinding::SongFinding(const SongList& songs)
    : m_songs(songs) {
    m_paths.reserve(songs.size());
    m_names.reserve(songs.size());
    m_words.reserve(songs.size());
    for (Place place = 0; place < songs.size(); ++place) {
        const auto& row = songs.row(place);
        m_paths.try_emplace(pathOf(place), place);
        m_names.emplace(m_fold(songs.places()[row.file]), place);
        m_words.emplace(words(songs.texts()[row.artist], songs.texts()[row.title]), place);
    }
}

std::string SongFinding::pathOf(Place place) const {
    const auto& row = m_songs.row(place);
    std::string path(m_songs.places()[row.folder]);
    path += m_songs.places()[row.file];
    return path;
}

std::string SongFinding::words(std::string_view artist, std::string_view title) {
    std::string key;
    m_fold.append(key, artist);
    key += '\n';
    m_fold.append(key, title);
    return key;
}

bool SongFinding::fits(Place place, const ForeignSong& song) const {
    const auto length = m_songs.row(place).duration;
    return song.length.count() <= 0 || length.count() <= 0 || std::chrono::abs(song.length - length) <= kNearLength;
}

std::optional<std::size_t> SongFinding::find(const ForeignSong& song) {
    if (!song.path.empty()) {
        if (const auto found = m_paths.find(song.path.native()); found != m_paths.end())
            return found->second;
        auto path = song.path.native();
        std::ranges::replace(path, '\\', '/');
        if (const auto found = byTail(m_fold(path), song))
            return *found;
    }
    return byWords(song);
}

std::optional<SongFinding::Place> SongFinding::byTail(const std::string& folded, const ForeignSong& song) {
    std::optional<Place> best;
    std::size_t most = 0;
    bool isOnlyOne = false;
    const auto [first, last] = m_names.equal_range(std::string(nameOf(folded)));
    for (auto entry = first; entry != last; ++entry) {
        const auto path = m_fold(pathOf(entry->second));
        const auto parts = path == folded ? path.size() : commonTail(path, folded);
        isOnlyOne = parts > most || (isOnlyOne && parts < most);
        if (parts > most) {
            most = parts;
            best = entry->second;
        }
    }
    if (!best || !isOnlyOne || !fits(*best, song))
        return std::nullopt;
    const bool isSameTitle = !song.title.empty() && m_fold(song.title) == m_fold(m_songs.texts()[m_songs.row(*best).title]);
    return most > 1 || isSameTitle ? best : std::nullopt;
}

std::optional<SongFinding::Place> SongFinding::byWords(const ForeignSong& song) {
    if (song.title.empty() || song.artist.empty())
        return std::nullopt;
    std::optional<Place> best;
    bool isOfAlbum = false;
    const auto album = m_fold(song.album);
    const auto [first, last] = m_words.equal_range(words(song.artist, song.title));
    for (auto entry = first; entry != last; ++entry) {
        if (!fits(entry->second, song))
            continue;
        const bool hasAlbum = !album.empty() && m_fold(m_songs.texts()[m_songs.row(entry->second).album]) == album;
        if (!best || hasAlbum > isOfAlbum || (hasAlbum == isOfAlbum && entry->second < *best)) {
            best = entry->second;
            isOfAlbum = hasAlbum;
        }
    }
    return best;
}

} // namespace segue::bring
