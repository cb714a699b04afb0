// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"
#include "ui/songs/text_ranks.h"
#include "ui/songs/text_search.h"
#include "ui/words/song_column.h"

#include <QString>

#include <optional>
#include <vector>

namespace segue::ui {

/// A song's text in a column; empty for number, and where nothing is known.
[[nodiscard]] QString cellText(const Track& track, SongColumn column);
/// What a column that is not one of words sorts by: milliseconds, beats a minute, pitch class (major before minor),
/// LUFS, stars, seconds since 1970, the number on the record, the year. Nothing: not known, or a column of words.
[[nodiscard]] std::optional<double> cellNumber(const Track& track, SongColumn column);
[[nodiscard]] std::optional<double> cellNumber(const SongRow& song, SongColumn column);
/// Whether the column is a number on the record: track, disc, year.
[[nodiscard]] bool isOfRecord(SongColumn column);
/// Whether cellNumber() is what the column sorts by.
[[nodiscard]] bool isMeasured(SongColumn column);

/// Finds and orders the songs of one list. What that takes of each distinct text is found once, little by little while
/// nothing else is to do, or at once when it is asked for.
class SongOrder final {
public:
    using Index = std::uint32_t;

    void clear();
    /// Some milliseconds' worth of getting ready. False: there is nothing left to do.
    bool takeSome(const TextPool& texts);

    /// By index: whether every word of the filter occurs somewhere in title, artist, album or genres.
    [[nodiscard]] std::vector<bool> matches(const SongList& songs, const TextSearch::Words& words);
    [[nodiscard]] bool matches(const SongList& songs, Index song, const TextSearch::Words& words);

    /// Orders indices; equal songs stay in the order in which they come. Songs of which nothing is known in that column
    /// stand last, whatever the order.
    void sort(std::vector<Index>& indices, const SongList& songs, SongColumn column, Qt::SortOrder order);
    /// The same for songs that came later: puts them among those that are in order already. Those that are not, because
    /// they have changed since (by index), keep their place and are not compared with.
    void insert(std::vector<Index>& indices, std::vector<Index> fresh, const SongList& songs, SongColumn column,
                Qt::SortOrder order, const std::vector<Index>& libraryOrder, const std::vector<bool>& isUnordered);
    /// Likewise, in the order of a library: SongList::inLibraryOrder().
    static void insertInLibraryOrder(std::vector<Index>& indices, std::vector<Index> fresh, const SongList& songs,
                                     const std::vector<bool>& isUnordered);
    /// Whether what a column sorts by (number: the order of a library) is the same of two states of one song of one list.
    [[nodiscard]] static bool sortAlike(const SongRow& a, const SongRow& b, SongColumn column);

private:
    using Key = std::uint64_t; ///< rises as its songs are sorted

    [[nodiscard]] Key keyOf(const SongRow& song, SongColumn column, Qt::SortOrder order) const;
    void prepare(const SongList& songs, SongColumn column);

    TextSearch m_search;
    TextRanks m_ranks;
};

} // namespace segue::ui
