// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_rules.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

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

/// Eight bytes of a text as a number that compares as they do; a shorter text comes first.
std::uint64_t numberAt(std::string_view text, std::size_t at) {
    std::uint64_t number = 0;
    for (std::size_t i = at; i < at + 8; ++i)
        number = number << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return number;
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

/// Most texts differ within a few bytes, which are sorted as numbers; only where these are the same the texts are compared.
/// @param texts of the songs; empty: not known
void sortByTexts(const std::vector<std::string_view>& texts, bool isDescending, std::size_t most, std::vector<Index>& songs) {
    using Start = std::pair<std::uint64_t, std::uint32_t>; // and its place
    std::optional<std::string_view> common;                // what all begin with
    for (const auto text : texts)
        if (!text.empty())
            common =
                common ? text.substr(0, static_cast<std::size_t>(std::ranges::mismatch(text, *common).in1 - text.begin())) : text;
    std::vector<Start> starts;
    std::vector<Index> sorted, unknown;
    for (std::uint32_t i = 0; i < songs.size(); ++i) {
        const auto start = numberAt(texts[i], common.value_or("").size());
        if (texts[i].empty())
            unknown.push_back(songs[i]);
        else
            starts.emplace_back(isDescending ? ~start : start, i);
    }
    std::ranges::sort(starts);
    const auto isBefore = [&](const Start& a, const Start& b) {
        const auto order = texts[a.second].compare(texts[b.second]);
        return order != 0 ? (order < 0) != isDescending : a.second < b.second;
    };
    for (auto first = starts.begin(); first != starts.end();) {
        const auto last = std::find_if(first, starts.end(), [&](const Start& one) { return one.first != first->first; });
        if (last - first > 1)
            std::sort(first, last, isBefore);
        first = last;
    }
    for (const auto& [start, place] : starts)
        sorted.push_back(songs[place]);
    sorted.insert(sorted.end(), unknown.begin(), unknown.end());
    if (most > 0 && sorted.size() > most)
        sorted.resize(most);
    songs = std::move(sorted);
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
        std::vector<std::string_view> texts;
        texts.reserve(songs.size());
        for (const auto song : songs)
            texts.push_back(finder.folded(textOf(list.row(song), order)));
        sortByTexts(texts, isDescending, most, songs);
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
