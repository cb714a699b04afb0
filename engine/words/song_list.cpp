// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/song_list.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <string>
#include <tuple>

namespace segue {

namespace {

constexpr unsigned char lower(char c) {
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/// Bytes in order, ASCII letters whatever their case.
std::strong_ordering compareTexts(std::string_view left, std::string_view right) {
    const auto [a, b] = std::mismatch(left.begin(), left.end(), right.begin(), right.end(),
                                      [](char x, char y) { return lower(x) == lower(y); });
    if (a == left.end() || b == right.end())
        return left.size() <=> right.size();
    return lower(*a) <=> lower(*b);
}

} // namespace

SongList::SongList() : m_songs(std::make_shared<Songs>()) {}

SongList::SongList(const std::vector<Track>& songs) : SongList() {
    m_songs->rows.reserve(songs.size());
    for (const Track& song : songs)
        add(song);
}

SongList::Songs& SongList::own() {
    if (m_songs.use_count() > 1)
        m_songs = std::make_shared<Songs>(*m_songs);
    return *m_songs;
}

Track SongList::operator[](std::size_t index) const {
    const SongRow& row = m_songs->rows[index];
    const auto text = [this](TextPool::Id id) { return std::string(texts()[id]); };
    std::string path(places()[row.folder]);
    path += places()[row.file];
    return {.id = row.id,
            .library = row.library,
            .path = std::move(path),
            .title = text(row.title),
            .artist = text(row.artist),
            .albumArtist = text(row.albumArtist),
            .album = text(row.album),
            .genre = text(row.genre),
            .trackNumber = row.trackNumber,
            .discNumber = row.discNumber,
            .year = row.year,
            .duration = row.duration,
            .state = row.state,
            .problem = Message::fromCode(std::string(places()[row.problem])),
            .heardGenre = text(row.heardGenre),
            .heardProbability = row.heardProbability,
            .previewStart = row.previewStart,
            .features = row.features,
            .isMissing = row.isMissing,
            .added = row.added,
            .lastPlayed = row.lastPlayed,
            .plays = row.plays,
            .rating = row.rating};
}

/// @param file the number of its file's name; 0 if it has none yet
SongRow SongList::rowOf(const Track& song, TextPool::Id file) {
    const std::string_view path = song.path.native();
    const std::size_t name = path.rfind('/') + 1; // 0 where there is no slash
    return {.id = song.id,
            .library = song.library,
            .title = putText(song.title),
            .artist = putText(song.artist),
            .albumArtist = putText(song.albumArtist),
            .album = putText(song.album),
            .genre = putText(song.genre),
            .heardGenre = putText(song.heardGenre),
            .folder = putPlace(path.substr(0, name)),
            .file = file != 0 ? file : appendPlace(path.substr(name)),
            .problem = putPlace(song.problem.code()),
            .duration = song.duration,
            .previewStart = song.previewStart,
            .added = song.added,
            .lastPlayed = song.lastPlayed,
            .trackNumber = song.trackNumber,
            .discNumber = song.discNumber,
            .year = song.year,
            .plays = song.plays,
            .features = song.features,
            .heardProbability = song.heardProbability,
            .rating = static_cast<std::uint8_t>(song.rating),
            .state = song.state,
            .isMissing = song.isMissing};
}

std::vector<Track> SongList::all() const {
    std::vector<Track> songs;
    songs.reserve(size());
    for (std::size_t i = 0; i < size(); ++i)
        songs.push_back((*this)[i]);
    return songs;
}

void SongList::add(const Track& song) {
    const SongRow added = rowOf(song, 0);
    addRow(added);
}

void SongList::set(std::size_t index, const Track& song) {
    // A file that keeps its name must not need another place for it at each change.
    const SongRow before = row(index);
    const std::string_view path = song.path.native();
    const bool keepsName = path.substr(path.rfind('/') + 1) == places()[before.file];
    const SongRow changed = rowOf(song, keepsName ? before.file : 0);
    changeRow(index) = changed;
}

void SongList::reserve(std::size_t songs) {
    constexpr std::size_t kBytesEach = 24;
    own().rows.reserve(songs);
    own().texts.reserve(songs * 5 / 4, songs * kBytesEach);
    own().places.reserve(songs * 5 / 4, songs * kBytesEach * 2);
}

void SongList::shrinkToFit() {
    own().rows.shrink_to_fit();
    own().texts.shrinkToFit();
    own().places.shrinkToFit();
}

bool SongList::inLibraryOrder(std::size_t left, std::size_t right) const {
    const SongRow& a = row(left);
    const SongRow& b = row(right);
    for (const auto text : {&SongRow::artist, &SongRow::album})
        if (const auto order = compareTexts(texts()[a.*text], texts()[b.*text]); order != 0)
            return order < 0;
    if (const auto order = std::tie(a.discNumber, a.trackNumber) <=> std::tie(b.discNumber, b.trackNumber); order != 0)
        return order < 0;
    const auto order = compareTexts(texts()[a.title], texts()[b.title]);
    return order != 0 ? order < 0 : a.id < b.id;
}

/// By text: its place among the artists and albums, equal for those that differ in case only.
std::vector<std::uint32_t> SongList::artistAndAlbumRanks() const {
    std::vector<std::uint32_t> ranks(texts().size());
    std::vector<TextPool::Id> used;
    for (const SongRow& row : m_songs->rows) {
        for (const TextPool::Id id : {row.artist, row.album})
            if (ranks[id] == 0)
                ranks[id] = 1, used.push_back(id);
    }
    std::ranges::sort(used, [this](auto a, auto b) { return compareTexts(texts()[a], texts()[b]) < 0; });
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < used.size(); ++i) {
        rank += i > 0 && compareTexts(texts()[used[i - 1]], texts()[used[i]]) != 0 ? 1 : 0;
        ranks[used[i]] = rank;
    }
    return ranks;
}

void SongList::sortLikeLibrary() {
    struct Place {
        std::uint64_t artistAndAlbum;
        std::uint32_t discAndNumber;
        std::uint32_t index;
    };
    constexpr int kMostDiscs = 0xFFF;
    constexpr int kMostNumbers = 0xFFFFF;
    const auto ranks = artistAndAlbumRanks();
    std::vector<Place> places(size());
    for (std::uint32_t i = 0; i < size(); ++i) {
        const SongRow& song = row(i);
        const auto disc = static_cast<std::uint32_t>(std::clamp(song.discNumber, 0, kMostDiscs));
        const auto number = static_cast<std::uint32_t>(std::clamp(song.trackNumber, 0, kMostNumbers));
        places[i] = {std::uint64_t{ranks[song.artist]} << 32U | ranks[song.album], disc << 20U | number, i};
    }
    std::ranges::sort(places, [this](const Place& a, const Place& b) {
        if (a.artistAndAlbum != b.artistAndAlbum)
            return a.artistAndAlbum < b.artistAndAlbum;
        return a.discAndNumber != b.discAndNumber ? a.discAndNumber < b.discAndNumber : inLibraryOrder(a.index, b.index);
    });
    std::vector<SongRow> rows;
    rows.reserve(size());
    for (const Place& place : places)
        rows.push_back(row(place.index));
    own().rows = std::move(rows);
}

} // namespace segue
