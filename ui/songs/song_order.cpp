// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_order.h"

#include "engine/words/song_details.h"
#include "ui/words/format.h"
#include "ui/words/listening_text.h"

#include <QLocale>

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <tuple>

namespace segue::ui {

namespace {

constexpr std::uint64_t kUnknown = std::numeric_limits<std::uint64_t>::max();

/// Of a column of words.
TextPool::Id textOf(const SongRow& song, SongColumn column) {
    switch (column) {
    case SongColumn::title:
        return song.title;
    case SongColumn::artist:
        return song.artist;
    case SongColumn::album:
        return song.album;
    case SongColumn::genre:
        return song.acceptedGenre != 0 ? song.acceptedGenre : song.genre;
    case SongColumn::heardGenre:
        return song.heardAs != 0 ? song.heardAs : song.heardGenre;
    case SongColumn::albumArtist:
        return song.albumArtist;
    case SongColumn::format:
        return song.format;
    default:
        return 0;
    }
}

/// A whole number that sorts as the other one does.
std::uint64_t sortable(double number) {
    constexpr auto kSignBit = std::uint64_t{1} << 63U;
    const auto bits = std::bit_cast<std::uint64_t>(number);
    return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

/// Of a Track or a SongRow.
template <typename Song>
std::optional<double> numberOf(const Song& song, SongColumn column) {
    constexpr int kPitchClasses = 12;
    if (column == SongColumn::length)
        return song.duration.count() > 0 ? std::optional(static_cast<double>(song.duration.count())) : std::nullopt;
    if (isListening(column))
        return listeningNumber(song, column);
    if (isOfRecord(column)) {
        const int number = column == SongColumn::track  ? song.trackNumber
                           : column == SongColumn::disc ? song.discNumber
                                                        : song.year;
        return number > 0 ? std::optional(static_cast<double>(number)) : std::nullopt;
    }
    if (column == SongColumn::bitRate)
        return song.bitRateKbps > 0 ? std::optional(static_cast<double>(song.bitRateKbps)) : std::nullopt;
    if (!song.features)
        return std::nullopt;
    const SoundFeatures& features = *song.features;
    if (column == SongColumn::tempo)
        return features.tempoBpm > 0.F ? std::optional(static_cast<double>(features.tempoBpm)) : std::nullopt;
    if (column == SongColumn::key) { // minor behind the major of the same name
        const int mode = features.key / kPitchClasses;
        return features.key >= 0 ? std::optional(features.key % kPitchClasses + mode * 0.5) : std::nullopt;
    }
    return column == SongColumn::loudness ? std::optional(static_cast<double>(features.loudnessLufs)) : std::nullopt;
}

/// Puts more indices among those that are in order. Those out of order are not compared with and keep their place.
template <typename Less>
void insertSorted(std::vector<SongOrder::Index>& indices, std::vector<SongOrder::Index> fresh, const std::vector<bool>& isUnordered,
                  Less less) {
    std::ranges::sort(fresh, less);
    std::vector<SongOrder::Index> ordered;
    ordered.reserve(indices.size());
    std::ranges::copy_if(indices, std::back_inserter(ordered), [&](SongOrder::Index song) { return !isUnordered[song]; });
    std::vector<SongOrder::Index> merged;
    merged.reserve(indices.size() + fresh.size());
    auto after = ordered.begin();
    auto done = indices.begin();
    for (const SongOrder::Index song : fresh) {
        after = std::upper_bound(after, ordered.end(), song, less);
        const auto place = after == ordered.end() ? indices.end() : std::find(done, indices.end(), *after);
        merged.insert(merged.end(), done, place);
        merged.push_back(song);
        done = place;
    }
    merged.insert(merged.end(), done, indices.end());
    indices = std::move(merged);
}

} // namespace

QString cellText(const Track& track, SongColumn column) {
    switch (column) {
    case SongColumn::title:
        return text(track.title);
    case SongColumn::artist:
        return text(track.artist);
    case SongColumn::album:
        return text(track.album);
    case SongColumn::genre:
        return genreText(track);
    case SongColumn::heardGenre:
        return text(track.heardAs.empty() ? track.heardGenre : track.heardAs);
    case SongColumn::length:
        return track.duration.count() > 0 ? clockText(track.duration) : QString();
    case SongColumn::key:
        return track.features ? text(keyName(track.features->key)) : QString();
    case SongColumn::tempo:
    case SongColumn::loudness:
        if (const auto number = cellNumber(track, column))
            return QLocale().toString(*number, 'f', column == SongColumn::tempo ? 0 : 1);
        break;
    case SongColumn::rating:
    case SongColumn::plays:
    case SongColumn::added:
    case SongColumn::lastPlayed:
        return listeningText(track, column);
    case SongColumn::track:
    case SongColumn::disc:
    case SongColumn::year:
        if (const auto number = cellNumber(track, column))
            return QString::number(static_cast<int>(*number)); // a year has no separator
        break;
    case SongColumn::albumArtist:
        return text(track.albumArtist);
    case SongColumn::format:
        return text(track.format);
    case SongColumn::bitRate:
        return track.bitRateKbps > 0 ? QLocale().toString(track.bitRateKbps) : QString();
    case SongColumn::path:
        return pathText(track.path);
    case SongColumn::number:
        break;
    }
    return {};
}

std::optional<double> cellNumber(const Track& track, SongColumn column) { return numberOf(track, column); }

std::optional<double> cellNumber(const SongRow& song, SongColumn column) { return numberOf(song, column); }

bool isOfRecord(SongColumn column) { return column >= SongColumn::track && column <= SongColumn::year; }

bool isMeasured(SongColumn column) {
    return column >= SongColumn::length && column != SongColumn::albumArtist && column != SongColumn::format &&
           column != SongColumn::path;
}

bool SongOrder::sortAlike(const SongRow& a, const SongRow& b, SongColumn column) {
    if (column == SongColumn::number) // the texts of one list are equal where their numbers are
        return std::tie(a.albumOrder, a.artist, a.album, a.discNumber, a.trackNumber, a.titleOrder, a.title) ==
               std::tie(b.albumOrder, b.artist, b.album, b.discNumber, b.trackNumber, b.titleOrder, b.title);
    if (column == SongColumn::path)
        return a.folder == b.folder && a.file == b.file;
    return isMeasured(column) ? cellNumber(a, column) == cellNumber(b, column) : textOf(a, column) == textOf(b, column);
}

void SongOrder::clear() {
    m_ranks.clear();
    m_placeRanks.clear();
}

bool SongOrder::takeSome(const TextPool& texts) { return m_ranks.takeSome(texts); }

void SongOrder::prepare(const SongList& songs, SongColumn column) {
    if (column == SongColumn::number || isMeasured(column))
        return;
    const bool isPath = column == SongColumn::path;
    while (isPath ? m_placeRanks.takeSome(songs.places()) : m_ranks.takeSome(songs.texts())) {
    }
}

SongOrder::Key SongOrder::keyOf(const SongRow& song, SongColumn column, Qt::SortOrder order) const {
    Key key = 0;
    if (isMeasured(column)) {
        const auto number = cellNumber(song, column);
        if (!number)
            return kUnknown;
        key = sortable(*number);
    } else if (column == SongColumn::path) {
        key = Key{m_placeRanks.rank(song.folder)} << 32U | m_placeRanks.rank(song.file);
    } else {
        const auto text = textOf(song, column);
        if (text == 0)
            return kUnknown;
        key = m_ranks.rank(text);
    }
    return order == Qt::AscendingOrder ? key : kUnknown - 1 - key;
}

void SongOrder::sort(std::vector<Index>& indices, const SongList& songs, SongColumn column, Qt::SortOrder order) {
    struct Place {
        Key key;
        Index before; ///< its place so far
        Index index;
    };
    if (column == SongColumn::number) {
        if (order == Qt::DescendingOrder)
            std::ranges::reverse(indices);
        return;
    }
    prepare(songs, column);
    std::vector<Place> places(indices.size());
    for (Index i = 0; i < indices.size(); ++i)
        places[i] = {keyOf(songs.row(indices[i]), column, order), i, indices[i]};
    std::ranges::sort(places, [](const Place& a, const Place& b) { return a.key != b.key ? a.key < b.key : a.before < b.before; });
    std::ranges::transform(places, indices.begin(), &Place::index);
}

void SongOrder::insertInLibraryOrder(std::vector<Index>& indices, std::vector<Index> fresh, const SongList& songs,
                                     const std::vector<bool>& isUnordered) {
    insertSorted(indices, std::move(fresh), isUnordered, [&](Index a, Index b) { return songs.inLibraryOrder(a, b); });
}

void SongOrder::insert(std::vector<Index>& indices, std::vector<Index> fresh, const SongList& songs, SongColumn column,
                       Qt::SortOrder order, const std::vector<Index>& libraryOrder, const std::vector<bool>& isUnordered) {
    if (column == SongColumn::number) {
        indices = libraryOrder;
        return sort(indices, songs, column, order);
    }
    prepare(songs, column);
    std::vector<Index> placeOf(songs.size());
    for (Index place = 0; place < libraryOrder.size(); ++place)
        placeOf[libraryOrder[place]] = place;
    insertSorted(indices, std::move(fresh), isUnordered, [&](Index a, Index b) {
        const Key left = keyOf(songs.row(a), column, order);
        const Key right = keyOf(songs.row(b), column, order);
        return left != right ? left < right : placeOf[a] < placeOf[b];
    });
}

} // namespace segue::ui
