// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/text_pool.h"
#include "engine/words/track.h"

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <vector>

namespace segue {

/// A Track with numbers in place of its texts; the members have Track's names.
struct SongRow {
    using Text = TextPool::Id;

    TrackId id = 0;
    LibraryId library = 0;
    Text title = 0, artist = 0, albumArtist = 0, album = 0, genre = 0, heardGenre = 0; ///< of SongList::texts()
    Text heardAs = 0, acceptedGenre = 0;                                               ///< likewise
    Text folder = 0, file = 0, problem = 0; ///< of SongList::places(); the folder with its slash
    Text artists = 0;                       ///< of SongList::texts(); 0 unless there are several
    Text releaseId = 0, format = 0;         ///< of SongList::texts()
    Text albumOrder = 0, titleOrder = 0;    ///< of SongList::orders()
    std::chrono::milliseconds duration{0};
    std::chrono::milliseconds previewStart{0};
    std::chrono::sys_seconds added{};
    std::chrono::sys_seconds lastPlayed{};
    int trackNumber = 0;
    int discNumber = 0;
    int year = 0;
    int plays = 0;
    std::optional<SoundFeatures> features;
    float heardProbability = 0.F;
    float heardAsConfidence = 0.F;
    std::int16_t originalYear = 0;
    std::uint16_t bitRateKbps = 0; ///< at most 65,535
    TagFields corrected = 0;
    std::uint8_t rating = 0;
    AnalysisState state = AnalysisState::waiting;
    bool isMissing = false;
    bool hasCover = false;
};

/// A list of songs in a fraction of the memory that as many Tracks take: 200,000 songs in about 40 MB. A Track is made on
/// request. Copies share their memory until one of them is changed.
///
/// Thread rule: like a plain value; a copy may be used on another thread.
class SongList final {
public:
    SongList();
    SongList(const std::vector<Track>& songs); // NOLINT: implicit, since both are lists of songs
    SongList(std::initializer_list<Track> songs)
        : SongList(std::vector<Track>(songs)) {}

    [[nodiscard]] std::size_t size() const { return m_songs->rows.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Track operator[](std::size_t index) const;
    [[nodiscard]] const SongRow& row(std::size_t index) const { return m_songs->rows[index]; }
    [[nodiscard]] const TextPool& texts() const { return m_songs->texts; }   ///< tags and heard genres, UTF-8
    [[nodiscard]] const TextPool& places() const { return m_songs->places; } ///< folders, file names, problems
    [[nodiscard]] const TextPool& orders() const { return m_songs->orders; } ///< keys that are compared byte by byte
    [[nodiscard]] std::vector<Track> all() const;

    void add(const Track& song); ///< at the end
    void set(std::size_t index, const Track& song);

    // To fill a list row by row: add the texts first, then the row that refers to them.
    void reserve(std::size_t songs);
    TextPool::Id putText(std::string_view text) { return own().texts.put(text); }
    TextPool::Id putPlace(std::string_view text) { return own().places.put(text); }
    TextPool::Id appendPlace(std::string_view text) { return own().places.append(text); } ///< file names rarely repeat
    TextPool::Id putOrder(std::string_view key) { return own().orders.put(key); }
    TextPool::Id appendOrder(std::string_view key) { return key.empty() ? 0 : own().orders.append(key); } ///< titles rarely repeat
    void addRow(const SongRow& row) { own().rows.push_back(row); }
    [[nodiscard]] SongRow& changeRow(std::size_t index) { return own().rows[index]; }
    void shrinkToFit();

    /// The order of a library: album artist, album, disc, track number, title (by the keys that came with the songs), then
    /// id. Songs without keys come first, ordered by artist and album in ASCII, ignoring case.
    [[nodiscard]] bool inLibraryOrder(std::size_t left, std::size_t right) const;
    void sortLikeLibrary();

    class Iterator;
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

private:
    struct Songs {
        TextPool texts, places, orders;
        std::vector<SongRow> rows;
    };

    Songs& own(); ///< first ends the sharing with copies
    [[nodiscard]] std::vector<std::uint32_t> albumRanks() const;
    [[nodiscard]] std::strong_ordering compareAlbums(const SongRow& a, const SongRow& b) const;
    struct Own { ///< ids of texts that few other songs have; 0: not known yet
        TextPool::Id file = 0, titleOrder = 0;
    };
    SongRow rowOf(const Track& song, Own kept);

    std::shared_ptr<Songs> m_songs;
};

/// Makes a Track of each song in turn.
class SongList::Iterator final {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Track;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Track;

    Iterator(const SongList& songs, std::size_t index)
        : m_songs(&songs)
        , m_index(index) {}
    Track operator*() const { return (*m_songs)[m_index]; }
    Iterator& operator++() { return ++m_index, *this; }
    Iterator operator++(int) { return {*m_songs, m_index++}; }
    bool operator==(const Iterator& other) const { return m_index == other.m_index; }

private:
    const SongList* m_songs;
    std::size_t m_index;
};

inline SongList::Iterator SongList::begin() const { return {*this, 0}; }
inline SongList::Iterator SongList::end() const { return {*this, size()}; }

} // namespace segue
