// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/track.h"

#include <QCollator>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace segue::ui {

/// What a listener can sort songs by; also the columns of the song table.
enum class SongColumn { number, title, artist, album, genre, heardGenre, length, tempo, key, loudness, rating, plays, added, lastPlayed };
inline constexpr int kSongColumns = 14;

/// A song's text in a column; empty for number, and where nothing is known.
[[nodiscard]] QString cellText(const Track& track, SongColumn column);
/// What a column that is not one of words sorts by: milliseconds, beats a minute, pitch class (major before minor),
/// LUFS, stars, seconds since 1970. Nothing: not known, or a column of words.
[[nodiscard]] std::optional<double> cellNumber(const Track& track, SongColumn column);
/// Whether cellNumber() is what the column sorts by.
[[nodiscard]] bool isMeasured(SongColumn column);

/// Keys to find and order songs by, made once per song: a search text without case and accents, and, for a column when
/// it is first sorted by, collation keys of the listener's language ("Track 2" before "Track 10").
class SongOrder final {
public:
    SongOrder();

    void clear();
    void add(const Track& track);                       ///< gets the next index
    void change(std::size_t index, const Track& track); ///< its tags or what was heard in it are others now

    /// Every word of the filter occurs somewhere in title, artist, album or genres.
    [[nodiscard]] bool matches(std::size_t index, const QStringList& words) const;
    [[nodiscard]] static QStringList filterWords(const QString& filter);

    /// Orders indices into tracks; equal songs stay in the order in which they come. Songs of which nothing is known in
    /// that column stand last, whatever the order.
    void sort(std::vector<std::size_t>& indices, const std::vector<Track>& tracks, SongColumn column,
              Qt::SortOrder order);

    /// The order of a library, for a song that came after it was loaded: artist, album, disc, track number, title.
    [[nodiscard]] bool inLibraryOrder(const Track& left, const Track& right) const;

private:
    using Keys = std::vector<QCollatorSortKey>;

    void prepare(SongColumn column, const std::vector<Track>& tracks);

    QCollator m_collator;
    std::vector<QString> m_search;
    std::array<Keys, kSongColumns> m_keys; ///< empty: not sorted by yet, or out of date
};

} // namespace segue::ui
