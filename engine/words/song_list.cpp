// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/song_list.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <string>
#include <tuple>

namespace segue {

namespace {

constexpr unsigned char lower(char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

/// Bytes in order, ASCII letters whatever their case.
std::strong_ordering compareTexts(std::string_view left, std::string_view right) {
    const auto [a, b] =
        std::mismatch(left.begin(), left.end(), right.begin(), right.end(), [](char x, char y) { return lower(x) == lower(y); });
    if (a == left.end() || b == right.end())
        return left.size() <=> right.size();
    return lower(*a) <=> lower(*b);
}

} // namespace

SongList::SongList()
    : m_songs(std::make_shared<Songs>()) {}

SongList::SongList(const std::vector<Track>& songs)
    : SongList() {
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
            .originalYear = row.originalYear,
            .releaseId = text(row.releaseId),
            .duration = row.duration,
            .hasCover = row.hasCover,
            .format = text(row.format),
            .bitRateKbps = row.bitRateKbps,
            .corrected = row.corrected,
            .artists = text(row.artists),
            .albumOrder = std::string(orders()[row.albumOrder]),
            .titleOrder = std::string(orders()[row.titleOrder]),
            .state = row.state,
            .problem = Message::fromCode(std::string(places()[row.problem])),
            .heardGenre = text(row.heardGenre),
            .heardProbability = row.heardProbability,
            .heardAs = text(row.heardAs),
            .heardAsConfidence = row.heardAsConfidence,
            .acceptedGenre = text(row.acceptedGenre),
            .previewStart = row.previewStart,
            .features = row.features,
            .isMissing = row.isMissing,
            .added = row.added,
            .lastPlayed = row.lastPlayed,
            .plays = row.plays,
            .rating = row.rating};
}

SongRow SongList::rowOf(const Track& song, Own kept) {
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
            .heardAs = putText(song.heardAs),
            .acceptedGenre = putText(song.acceptedGenre),
            .folder = putPlace(path.substr(0, name)),
            .file = kept.file != 0 ? kept.file : appendPlace(path.substr(name)),
            .problem = putPlace(song.problem.code()),
            .artists = putText(song.artists),
            .releaseId = putText(song.releaseId),
            .format = putText(song.format),
            .albumOrder = putOrder(song.albumOrder),
            .titleOrder = kept.titleOrder != 0 ? kept.titleOrder : appendOrder(song.titleOrder),
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
            .heardAsConfidence = song.heardAsConfidence,
            .originalYear = static_cast<std::int16_t>(std::clamp(song.originalYear, 0, 9999)),
            .bitRateKbps = static_cast<std::uint16_t>(std::clamp(song.bitRateKbps, 0, 65535)),
            .corrected = song.corrected,
            .rating = static_cast<std::uint8_t>(song.rating),
            .state = song.state,
            .isMissing = song.isMissing,
            .hasCover = song.hasCover};
}

std::vector<Track> SongList::all() const {
    std::vector<Track> songs;
    songs.reserve(size());
    for (std::size_t i = 0; i < size(); ++i)
        songs.push_back((*this)[i]);
    return songs;
}

void SongList::add(const Track& song) {
    const SongRow added = rowOf(song, {});
    addRow(added);
}

void SongList::set(std::size_t index, const Track& song) {
    // An unchanged file name or sort name is kept, so that it does not take new room at each change.
    const SongRow before = row(index);
    const std::string_view path = song.path.native();
    const bool keepsName = path.substr(path.rfind('/') + 1) == places()[before.file];
    const bool keepsOrder = song.titleOrder == orders()[before.titleOrder];
    const SongRow changed = rowOf(song, {.file = keepsName ? before.file : 0, .titleOrder = keepsOrder ? before.titleOrder : 0});
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
    own().orders.shrinkToFit();
}

std::strong_ordering SongList::compareAlbums(const SongRow& a, const SongRow& b) const {
    if (a.albumOrder != b.albumOrder)
        return orders()[a.albumOrder] <=> orders()[b.albumOrder];
    if (a.albumOrder != 0)
        return std::strong_ordering::equal; // of whichever artist the song is: its album is one
    const auto order = compareTexts(texts()[a.artist], texts()[b.artist]);
    return order != 0 ? order : compareTexts(texts()[a.album], texts()[b.album]);
}

bool SongList::inLibraryOrder(std::size_t left, std::size_t right) const {
    const SongRow& a = row(left);
    const SongRow& b = row(right);
    if (const auto order = compareAlbums(a, b); order != 0)
        return order < 0;
    if (const auto order = std::tie(a.discNumber, a.trackNumber) <=> std::tie(b.discNumber, b.trackNumber); order != 0)
        return order < 0;
    if (const auto order = orders()[a.titleOrder] <=> orders()[b.titleOrder]; order != 0)
        return order < 0;
    const auto order = compareTexts(texts()[a.title], texts()[b.title]);
    return order != 0 ? order < 0 : a.id < b.id;
}

/// By row: its album's place among the albums. The songs of one mostly follow each other, so that few rows are compared.
std::vector<std::uint32_t> SongList::albumRanks() const {
    std::vector<std::uint32_t> firsts; ///< rows, of which each album has at least one
    std::vector<std::uint32_t> firstOf(size());
    const auto isSameAlbum = [](const SongRow& a, const SongRow& b) {
        return a.albumOrder == b.albumOrder && (a.albumOrder != 0 || (a.artist == b.artist && a.album == b.album));
    };
    for (std::uint32_t i = 0; i < size(); ++i) {
        if (i == 0 || !isSameAlbum(row(i - 1), row(i)))
            firsts.push_back(i);
        firstOf[i] = static_cast<std::uint32_t>(firsts.size() - 1);
    }
    std::vector<std::uint32_t> sorted(firsts.size());
    std::iota(sorted.begin(), sorted.end(), 0U);
    std::ranges::sort(sorted, [&](auto a, auto b) { return compareAlbums(row(firsts[a]), row(firsts[b])) < 0; });
    std::vector<std::uint32_t> rankOf(firsts.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        rank += i > 0 && compareAlbums(row(firsts[sorted[i - 1]]), row(firsts[sorted[i]])) != 0 ? 1 : 0;
        rankOf[sorted[i]] = rank;
    }
    std::ranges::transform(firstOf, firstOf.begin(), [&](std::uint32_t first) { return rankOf[first]; });
    return firstOf;
}

void SongList::sortLikeLibrary() {
    struct Place {
        std::uint64_t albumAndDisc;
        std::uint32_t number;
        std::uint32_t index;
    };
    const auto ranks = albumRanks();
    std::vector<Place> places(size());
    for (std::uint32_t i = 0; i < size(); ++i) {
        const SongRow& song = row(i);
        const auto disc = static_cast<std::uint32_t>(std::max(0, song.discNumber));
        places[i] = {std::uint64_t{ranks[i]} << 32U | disc, static_cast<std::uint32_t>(std::max(0, song.trackNumber)), i};
    }
    std::ranges::sort(places, [this](const Place& a, const Place& b) {
        if (a.albumAndDisc != b.albumAndDisc)
            return a.albumAndDisc < b.albumAndDisc;
        return a.number != b.number ? a.number < b.number : inLibraryOrder(a.index, b.index);
    });
    std::vector<SongRow> rows;
    rows.reserve(size());
    for (const Place& place : places)
        rows.push_back(row(place.index));
    own().rows = std::move(rows);
}

} // namespace segue
