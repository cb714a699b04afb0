// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"
#include "ui/songs/text_ranks.h"
#include "ui/words/song_column.h"

#include <QString>

#include <optional>
#include <vector>

namespace segue::ui {

/// A song's text in a column; empty for SongColumn::number, and if nothing is known.
[[nodiscard]] QString cellText(const Track& track, SongColumn column);
/// The number that a column without words sorts by: milliseconds, beats a minute, pitch class (major before minor), LUFS,
/// stars, seconds since 1970, the number on the record, the year, kilobits a second. Nothing if it is not known, or for a column of
/// words.
[[nodiscard]] std::optional<double> cellNumber(const Track& track, SongColumn column);
[[nodiscard]] std::optional<double> cellNumber(const SongRow& song, SongColumn column);
/// Whether the column is a number of the record: track, disc, year.
[[nodiscard]] bool isOfRecord(SongColumn column);
/// Whether cellNumber() is what the column sorts by.
[[nodiscard]] bool isMeasured(SongColumn column);

/// Orders the songs of one list. The work for each distinct text is done once, little by little while the program
/// is idle, or at once when it is needed.
class SongOrder final {
public:
    using Index = std::uint32_t;

    void clear();
    /// Does some milliseconds of the preparation. @return false if none is left
    bool takeSome(const TextPool& texts);

    /// Orders indices; equal songs keep their order. Songs without a value in that column come last, whatever the order.
    void sort(std::vector<Index>& indices, const SongList& songs, SongColumn column, Qt::SortOrder order);
    /// Puts songs that came later among those that are in order already. Songs that changed since (by index) may be out of
    /// order; they keep their place and are not compared with.
    void insert(std::vector<Index>& indices, std::vector<Index> fresh, const SongList& songs, SongColumn column,
                Qt::SortOrder order, const std::vector<Index>& libraryOrder, const std::vector<bool>& isUnordered);
    /// The same in the order of a library: SongList::inLibraryOrder().
    static void insertInLibraryOrder(std::vector<Index>& indices, std::vector<Index> fresh, const SongList& songs,
                                     const std::vector<bool>& isUnordered);
    /// Whether two states of one song of one list sort alike in a column (number: the order of a library).
    [[nodiscard]] static bool sortAlike(const SongRow& a, const SongRow& b, SongColumn column);

private:
    using Key = std::uint64_t; ///< rises as its songs are sorted

    [[nodiscard]] Key keyOf(const SongRow& song, SongColumn column, Qt::SortOrder order) const;
    void prepare(const SongList& songs, SongColumn column);

    TextRanks m_ranks;      ///< of SongList::texts()
    TextRanks m_placeRanks; ///< of SongList::places(), once songs were sorted by their paths
};

} // namespace segue::ui
