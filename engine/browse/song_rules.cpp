// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_rules.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

namespace segue::browse {

namespace {

using Index = SongFinder::Index;

/// A number that depends on the song and the dice alone, so that a song that comes does not shuffle the others.
std::uint64_t shuffled(std::uint64_t song, std::uint64_t dice) {
    std::uint64_t z = song + 0x9E3779B97F4A7C15U * (dice + 1); // SplitMix64
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

/// Nothing where it is not known.
std::optional<double> numberOf(const SongRow& song, PlaylistOrder order) {
    const auto ifNotZero = [](double value) { return value != 0.0 ? std::optional(value) : std::nullopt; };
    switch (order) {
    case PlaylistOrder::length:
        return ifNotZero(static_cast<double>(song.duration.count()));
    case PlaylistOrder::year:
        return ifNotZero(song.year);
    case PlaylistOrder::rating:
        return ifNotZero(song.rating);
    case PlaylistOrder::plays:
        return song.plays;
    case PlaylistOrder::added:
        return ifNotZero(static_cast<double>(song.added.time_since_epoch().count()));
    case PlaylistOrder::lastPlayed: // never is longer ago than anything
        return static_cast<double>(song.lastPlayed.time_since_epoch().count());
    case PlaylistOrder::bpm:
        return song.features ? ifNotZero(static_cast<double>(song.features->tempoBpm)) : std::nullopt;
    default:
        return std::nullopt;
    }
}

TextPool::Id textOf(const SongRow& song, PlaylistOrder order) {
    return order == PlaylistOrder::title ? song.title : order == PlaylistOrder::artist ? song.artist : song.album;
}

template <typename Key>
struct Keyed {
    Key key{};
    bool isKnown = false;
    Index song = 0;
    std::uint32_t place = 0; ///< before it was put in order
};

/// @param most so many of the first are in order, the rest is dropped; 0: all
template <typename Key>
void sortByKeys(std::vector<Keyed<Key>>& keyed, bool isDescending, std::size_t most, std::vector<Index>& songs) {
    const auto isBefore = [isDescending](const Keyed<Key>& a, const Keyed<Key>& b) {
        if (a.isKnown != b.isKnown)
            return a.isKnown;
        if (a.isKnown && a.key != b.key)
            return isDescending ? b.key < a.key : a.key < b.key;
        return a.place < b.place;
    };
    const auto count = most == 0 ? keyed.size() : std::min(most, keyed.size());
    if (count < keyed.size())
        std::partial_sort(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(count), keyed.end(), isBefore);
    else
        std::ranges::sort(keyed, isBefore);
    songs.clear();
    for (std::size_t i = 0; i < count; ++i)
        songs.push_back(keyed[i].song);
}

void sortSongs(const SongList& list, PlaylistOrder order, bool isDescending, std::uint64_t dice, std::size_t most,
               SongFinder& finder, std::vector<Index>& songs) {
    const bool isText = order == PlaylistOrder::title || order == PlaylistOrder::artist || order == PlaylistOrder::album;
    const auto fill = [&](auto& keyed, auto&& keyOf) {
        keyed.resize(songs.size());
        for (std::uint32_t i = 0; i < songs.size(); ++i) {
            const auto key = keyOf(list.row(songs[i]));
            keyed[i].isKnown = key.has_value();
            if (key)
                keyed[i].key = *key;
            keyed[i].song = songs[i];
            keyed[i].place = i;
        }
    };
    if (isText) {
        finder.takeAll(list.texts());
        std::vector<Keyed<std::string_view>> keyed;
        fill(keyed, [&](const SongRow& song) {
            const auto text = finder.folded(textOf(song, order));
            return text.empty() ? std::nullopt : std::optional(text);
        });
        sortByKeys(keyed, isDescending, most, songs);
    } else if (order == PlaylistOrder::random) {
        std::vector<Keyed<std::uint64_t>> keyed;
        fill(keyed, [&](const SongRow& song) { return std::optional(shuffled(static_cast<std::uint64_t>(song.id), dice)); });
        for (auto& one : keyed) // songs of no library have no number of their own
            if (list.row(one.song).id == 0)
                one.key = shuffled(one.place, ~dice);
        sortByKeys(keyed, false, most, songs);
    } else {
        std::vector<Keyed<double>> keyed;
        fill(keyed, [&](const SongRow& song) { return numberOf(song, order); });
        sortByKeys(keyed, isDescending, most, songs);
    }
}

} // namespace

std::vector<SongFinder::Index> songsOfRules(const PlaylistRules& rules, const SongList& songs, std::chrono::sys_seconds now,
                                            SongFinder& finder) {
    const auto query = finder.parse(rules.search, now);
    const auto found = finder.find(songs, query).songs;
    const bool asksStates = std::ranges::find(query.terms, QueryField::is, &QueryTerm::field) != query.terms.end();
    std::vector<Index> chosen;
    for (Index i = 0; i < songs.size(); ++i)
        if (found[i] && (asksStates || !songs.row(i).isMissing))
            chosen.push_back(i);
    if (rules.order == PlaylistOrder::library) {
        if (rules.isDescending)
            std::ranges::reverse(chosen);
    } else {
        const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
        sortSongs(songs, rules.order, rules.isDescending, static_cast<std::uint64_t>(day), rules.most, finder, chosen);
    }
    if (rules.most > 0 && chosen.size() > rules.most)
        chosen.resize(rules.most);
    return chosen;
}

std::vector<SongFinder::Index> songsOfRules(const PlaylistRules& rules, const SongList& songs, std::chrono::sys_seconds now) {
    SongFinder finder;
    return songsOfRules(rules, songs, now, finder);
}

std::vector<SongFinder::Index> inOrder(const SongList& songs, PlaylistOrder order, bool isDescending, std::uint64_t dice) {
    std::vector<Index> all(songs.size());
    std::iota(all.begin(), all.end(), Index{0});
    if (order == PlaylistOrder::library) {
        std::ranges::stable_sort(
            all, [&](Index a, Index b) { return isDescending ? songs.inLibraryOrder(b, a) : songs.inLibraryOrder(a, b); });
        return all;
    }
    SongFinder finder;
    sortSongs(songs, order, isDescending, dice, 0, finder, all);
    return all;
}

} // namespace segue::browse
