// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/album_groups.h"

#include "engine/browse/artist_names.h"
#include "engine/browse/folding.h"
#include "engine/browse/name_groups.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace segue::browse {

namespace {

using Index = Album::Index;
using Key = std::uint64_t;
using Name = std::uint32_t; ///< of a folded text; equal names, equal numbers

/// Texts of a pool as they are compared, each folded once.
class FoldedTexts final {
public:
    explicit FoldedTexts(const TextPool& texts)
        : m_texts(texts)
        , m_nameOf(texts.size(), kUnknown) {}

    Name operator[](TextPool::Id text) {
        Name& name = m_nameOf[text];
        if (name == kUnknown)
            name = text == 0 ? 0 : put(m_texts[text]);
        return name;
    }
    Name put(std::string_view text) { return m_names.put(m_folding(text)); }
    [[nodiscard]] std::string_view folded(Name name) const { return m_names[name]; }

private:
    static constexpr Name kUnknown = ~Name{0};
    const TextPool& m_texts;
    Folding m_folding;
    TextPool m_names;
    std::vector<Name> m_nameOf;
};

/// The folder that an album lies in: for a disc's folder the one around it. Each is looked at once.
class AlbumFolders final {
public:
    explicit AlbumFolders(const TextPool& places)
        : m_places(places) {}

    std::uint32_t of(TextPool::Id folder) { return entry(folder).around; }
    int disc(TextPool::Id folder) { return entry(folder).disc; }

private:
    struct Entry {
        std::uint32_t around = 0;
        int disc = 0;
    };

    const Entry& entry(TextPool::Id folder) {
        if (m_last != m_known.end() && m_last->first == folder) // songs of a folder come one behind the other
            return m_last->second;
        const auto [known, isNew] = m_known.try_emplace(folder);
        m_last = known;
        if (isNew) {
            std::string_view path = m_places[folder];
            path.remove_suffix(path.ends_with('/') ? 1 : 0);
            const auto slash = path.rfind('/');
            known->second.disc = slash == std::string_view::npos ? 0 : discOfFolder(path.substr(slash + 1));
            known->second.around = m_around.put(known->second.disc > 0 ? path.substr(0, slash) : path);
        }
        return known->second;
    }

    const TextPool& m_places;
    TextPool m_around;
    std::map<TextPool::Id, Entry> m_known;
    std::map<TextPool::Id, Entry>::const_iterator m_last = m_known.end();
};

class Grouping final {
public:
    Grouping(const SongList& songs, std::span<const Index> among)
        : m_songs(songs)
        , m_among(among)
        , m_texts(songs.texts())
        , m_folders(songs.places())
        , m_mainArtistOf(songs.texts().size(), kUnknown) {
        m_groups.albumOf.assign(m_songs.size(), AlbumGroups::kNone);
        m_placeOf.resize(m_songs.size());
    }

    /// A part of the work, by songs. @return false once all is done
    bool takeSome() {
        switch (m_stage) {
        case Stage::tagged:
            if (takeTagged())
                return true;
            m_nextWaiting = m_waiting.begin();
            break;
        case Stage::untagged:
            if (takeUntagged())
                return true;
            if (m_hasReleases) {
                m_undivided = std::exchange(m_heaps, {});
                m_last = m_heaps.end();
            }
            break;
        case Stage::releases:
            if (divideByRelease())
                return true;
            m_nextHeap = m_heaps.begin();
            break;
        case Stage::albums:
            if (settleSome())
                return true;
            break;
        case Stage::order:
            order();
            break;
        case Stage::folders:
            lookForSharedFolders();
            break;
        case Stage::done:
            return false;
        }
        m_stage = static_cast<Stage>(static_cast<int>(m_stage) + 1);
        return m_stage != Stage::done;
    }

    AlbumGroups groups() {
        while (takeSome()) {
        }
        return std::move(m_groups);
    }

private:
    static constexpr std::size_t kSongsAtATime = 8'192;
    enum class Stage { tagged, untagged, releases, albums, order, folders, done };

    /// Kinds of keys, in the order of their worth.
    enum Kind : std::uint32_t { byRelease, byArtist, byFolder };
    using AlbumKey = std::tuple<Kind, std::uint32_t, Name>; ///< release, artist's name or folder; title (0 of a release)

    static Key pair(std::uint32_t high, std::uint32_t low) { return Key{high} << 32U | low; }

    /// Songs of one key in one folder lie in one heap.
    void put(const AlbumKey& key, std::uint32_t folder, Index song) {
        if (m_last == m_heaps.end() || m_last->first != HeapKey(key, folder)) // they come one behind the other
            m_last = m_heaps.try_emplace({key, folder}).first;
        m_last->second.push_back(song);
    }

    /// The first of its artists.
    Name mainArtist(const SongRow& row) {
        Name& name = m_mainArtistOf[row.artist];
        if (name == kUnknown) {
            const auto names = artistNames(m_songs.texts()[row.artist], m_songs.texts()[row.artists], {});
            name = names.main.empty() ? 0 : m_texts.put(names.main.front());
        }
        return name;
    }

    /// Songs that say whose album it is. The others wait.
    bool takeTagged() {
        const auto end = std::min(m_among.size(), m_nextPlace + kSongsAtATime);
        for (; m_nextPlace < end; ++m_nextPlace) {
            const auto place = static_cast<Index>(m_nextPlace);
            const Index song = m_among[place];
            m_placeOf[song] = place;
            const SongRow& row = m_songs.row(song);
            if (row.album == 0)
                continue;
            m_hasReleases = m_hasReleases || row.releaseId != 0;
            const Name title = m_texts[row.album];
            const std::uint32_t folder = m_folders.of(row.folder);
            if (row.albumArtist == 0) {
                m_waiting[pair(folder, title)].push_back(song);
                continue;
            }
            const Name artist = m_texts[row.albumArtist];
            put({byArtist, artist, title}, folder, song);
            auto& here = m_artistsHere[pair(folder, title)];
            if (std::ranges::find(here, artist) == here.end())
                here.push_back(artist);
        }
        return m_nextPlace < m_among.size();
    }

    /// Those that do not say it: the album of their folder, else one of their artist's, else a compilation.
    bool takeUntagged() {
        for (std::size_t taken = 0; m_nextWaiting != m_waiting.end() && taken < kSongsAtATime; ++m_nextWaiting) {
            const auto& [place, songs] = *m_nextWaiting;
            taken += songs.size();
            const auto folder = static_cast<std::uint32_t>(place >> 32U);
            const auto title = static_cast<Name>(place);
            AlbumKey key{byFolder, folder, title};
            const auto here = m_artistsHere.find(place);
            const Name first = mainArtist(m_songs.row(songs.front()));
            if (here != m_artistsHere.end() && here->second.size() == 1)
                key = {byArtist, here->second.front(), title};
            else if (std::ranges::all_of(songs, [&](Index song) { return mainArtist(m_songs.row(song)) == first; }))
                key = {byArtist, first, title};
            for (const Index song : songs)
                put(key, folder, song);
        }
        return m_nextWaiting != m_waiting.end();
    }

    /// Songs of several releases are several albums, whatever else they agree in. One that does not say its release is of the one
    /// that its folder's others say, else of the only one of that name.
    bool divideByRelease() {
        for (std::size_t taken = 0; !m_undivided.empty() && taken < kSongsAtATime;) {
            const auto first = m_undivided.begin();
            const AlbumKey key = first->first.first;
            const auto isOther = [&](const auto& heap) { return heap.first.first != key; };
            const auto last = std::find_if(first, m_undivided.end(), isOther);
            Releases all;
            for (auto heap = first; heap != last; ++heap)
                all.take(heap->second, m_songs);
            for (auto heap = first; heap != last; ++heap) {
                Releases here;
                here.take(heap->second, m_songs);
                const TextPool::Id others = here.only != 0 ? here.only : all.only;
                taken += heap->second.size();
                for (const Index song : heap->second) {
                    const auto told = m_songs.row(song).releaseId;
                    const auto release = told != 0 ? told : others;
                    put(release == 0 ? key : AlbumKey{byRelease, release, 0}, heap->first.second, song);
                }
            }
            m_undivided.erase(first, last);
        }
        return !m_undivided.empty();
    }

    [[nodiscard]] Key slotOf(Index song) {
        const SongRow& row = m_songs.row(song);
        const auto disc = static_cast<std::uint32_t>(row.discNumber > 0 ? row.discNumber : m_folders.disc(row.folder));
        constexpr std::uint32_t kTitle = 1U << 31U; // without a track number its title stands for its place
        return row.trackNumber > 0 ? pair(disc, static_cast<std::uint32_t>(row.trackNumber))
                                   : pair(disc, kTitle | m_texts[row.title]);
    }

    /// Whether both are copies of one album: most of the smaller's places are taken.
    [[nodiscard]] bool areCopies(const std::vector<Index>& a, const std::vector<Index>& b) {
        const auto slots = [this](const std::vector<Index>& songs) {
            std::vector<Key> found;
            found.reserve(songs.size());
            for (const Index song : songs)
                found.push_back(slotOf(song));
            std::ranges::sort(found);
            found.erase(std::ranges::unique(found).begin(), found.end());
            return found;
        };
        const auto left = slots(a);
        const auto right = slots(b);
        std::vector<Key> both;
        std::ranges::set_intersection(left, right, std::back_inserter(both));
        return 2 * both.size() > std::min(left.size(), right.size());
    }

    bool settleSome() {
        for (std::size_t taken = 0; m_nextHeap != m_heaps.end() && taken < kSongsAtATime;) {
            std::vector<std::vector<Index>> ofOneKey;
            for (const AlbumKey key = m_nextHeap->first.first; m_nextHeap != m_heaps.end() && m_nextHeap->first.first == key;
                 ++m_nextHeap) {
                taken += m_nextHeap->second.size();
                ofOneKey.push_back(std::move(m_nextHeap->second));
            }
            settle(ofOneKey);
        }
        return m_nextHeap != m_heaps.end();
    }

    /// Makes albums of the heaps of one key: one, unless some are copies of others.
    void settle(std::vector<std::vector<Index>>& heaps) {
        std::ranges::stable_sort(heaps, std::greater(), &std::vector<Index>::size);
        constexpr std::size_t kFolders = 64; // more are a folder a song, where looking for copies would take long
        std::vector<std::vector<Index>> albums;
        for (auto& heap : heaps) {
            const auto place = heaps.size() > kFolders
                                   ? albums.begin()
                                   : std::ranges::find_if(albums, [&](const auto& album) { return !areCopies(album, heap); });
            if (place == albums.end())
                albums.push_back(std::move(heap));
            else
                place->insert(place->end(), heap.begin(), heap.end());
        }
        for (auto& songs : albums)
            m_groups.albums.push_back(album(std::move(songs)));
    }

    static int mostFrequent(const std::map<int, int>& years) {
        const auto most = std::ranges::max_element(years, {}, [](const auto& year) { return year.second; });
        return most == years.end() ? 0 : most->first;
    }

    Album album(std::vector<Index> songs) {
        const auto disc = [this](const SongRow& row) { return row.discNumber > 0 ? row.discNumber : m_folders.disc(row.folder); };
        std::ranges::sort(songs, {}, [&](Index song) {
            const SongRow& row = m_songs.row(song);
            return std::tuple(disc(row), row.trackNumber, m_placeOf[song]);
        });
        Album album{.title = m_songs.row(songs.front()).album, .coverSong = songs.front()};
        std::map<int, int> years, originalYears;
        bool hasCover = false;
        for (const Index song : songs) {
            const SongRow& row = m_songs.row(song);
            album.duration += row.duration;
            album.discs = std::max(album.discs, disc(row));
            if (row.year > 0)
                ++years[row.year];
            if (row.originalYear > 0)
                ++originalYears[row.originalYear];
            if (album.artist == 0)
                album.artist = row.albumArtist;
            if (!hasCover && row.hasCover)
                album.coverSong = song;
            hasCover = hasCover || row.hasCover;
        }
        album.year = mostFrequent(years);
        album.originalYear = mostFrequent(originalYears);
        nameArtist(album, songs);
        album.songs = std::move(songs);
        return album;
    }

    /// Whose it is, if no song says it.
    void nameArtist(Album& album, const std::vector<Index>& songs) {
        const Name first = mainArtist(m_songs.row(songs.front()));
        if (album.artist != 0) {
            album.isOfMany = isManyArtists(m_texts.folded(m_texts[album.artist]));
        } else {
            album.isOfMany = !std::ranges::all_of(songs, [&](Index song) { return mainArtist(m_songs.row(song)) == first; });
            const auto alone = std::ranges::find_if(songs, [&](Index song) { return m_texts[m_songs.row(song).artist] == first; });
            album.artist = m_songs.row(alone == songs.end() ? songs.front() : *alone).artist; // rather without its guests
        }
        if (album.isOfMany)
            album.artist = 0;
    }

    /// By the first of their songs in the list.
    void order() {
        const auto place = [this](Index song) { return m_placeOf[song]; };
        std::vector<std::pair<Index, std::size_t>> firsts; // and which album
        for (std::size_t i = 0; i < m_groups.albums.size(); ++i)
            firsts.emplace_back(place(*std::ranges::min_element(m_groups.albums[i].songs, {}, place)), i);
        std::ranges::sort(firsts);
        std::vector<Album> ordered;
        ordered.reserve(firsts.size());
        for (const auto& [first, album] : firsts)
            ordered.push_back(std::move(m_groups.albums[album]));
        m_groups.albums = std::move(ordered);
        for (std::uint32_t i = 0; i < m_groups.albums.size(); ++i)
            for (const Index song : m_groups.albums[i].songs)
                m_groups.albumOf[song] = i;
    }

    void lookForSharedFolders() {
        constexpr std::uint32_t kSeveral = AlbumGroups::kNone;
        constexpr std::uint32_t kNobody = kSeveral - 1;
        std::vector<std::uint32_t> albumIn(m_songs.places().size(), kNobody); // by folder; songs without an album do not count
        for (const Index song : m_among)
            if (const auto album = m_groups.albumOf[song]; album != AlbumGroups::kNone) {
                auto& here = albumIn[m_songs.row(song).folder];
                here = here == kNobody || here == album ? album : kSeveral;
            }
        for (auto& album : m_groups.albums)
            album.hasOwnFolder =
                std::ranges::none_of(album.songs, [&](Index song) { return albumIn[m_songs.row(song).folder] == kSeveral; });
    }

    /// Which releases some songs say that they are from.
    struct Releases {
        TextPool::Id only = 0; ///< 0: none, or several
        bool areSeveral = false;
        void take(const std::vector<Index>& songs, const SongList& list) {
            for (const Index song : songs) {
                const auto release = list.row(song).releaseId;
                if (release == 0 || release == only || areSeveral)
                    continue;
                areSeveral = only != 0;
                only = areSeveral ? 0 : release;
            }
        }
    };

    using HeapKey = std::pair<AlbumKey, std::uint32_t>; ///< and folder
    static constexpr Name kUnknown = ~Name{0};

    const SongList& m_songs;
    std::span<const Index> m_among;
    Stage m_stage = Stage::tagged;
    std::size_t m_nextPlace = 0;  ///< in m_among
    bool m_hasReleases = false;   ///< some song says which release it is from
    std::vector<Index> m_placeOf; ///< by a song's index: where it stands in m_among
    FoldedTexts m_texts;
    AlbumFolders m_folders;
    std::vector<Name> m_mainArtistOf; ///< by the artists' text
    std::map<HeapKey, std::vector<Index>> m_heaps;
    std::map<HeapKey, std::vector<Index>>::iterator m_last = m_heaps.end();
    std::map<HeapKey, std::vector<Index>>::iterator m_nextHeap;
    std::map<HeapKey, std::vector<Index>> m_undivided;     ///< heaps whose releases are to be told apart
    std::unordered_map<Key, std::vector<Index>> m_waiting; ///< by folder and title
    std::unordered_map<Key, std::vector<Index>>::const_iterator m_nextWaiting;
    std::unordered_map<Key, std::vector<Name>> m_artistsHere; ///< likewise: album artists
    AlbumGroups m_groups;
};

} // namespace

class AlbumGrouping::Work final {
public:
    Work(SongList songs, std::vector<Index> among)
        : m_songs(std::move(songs))
        , m_among(std::move(among)) {}
    Grouping& grouping() { return m_grouping; }

private:
    SongList m_songs;
    std::vector<Index> m_among;
    Grouping m_grouping{m_songs, m_among};
};

AlbumGrouping::AlbumGrouping(SongList songs, std::vector<Album::Index> among)
    : m_work(std::make_unique<Work>(std::move(songs), std::move(among))) {}
AlbumGrouping::~AlbumGrouping() = default;
AlbumGrouping::AlbumGrouping(AlbumGrouping&&) noexcept = default;
AlbumGrouping& AlbumGrouping::operator=(AlbumGrouping&&) noexcept = default;
bool AlbumGrouping::takeSome() { return m_work->grouping().takeSome(); }
AlbumGroups AlbumGrouping::groups() && { return m_work->grouping().groups(); }

AlbumGroups groupAlbums(const SongList& songs, std::span<const Album::Index> among) { return Grouping(songs, among).groups(); }

int discOfFolder(std::string_view name) {
    constexpr std::array<std::string_view, 6> kWords{"cd", "disc", "disk", "lp", "vinyl", "dvd"};
    constexpr std::string_view kSide = "side";
    std::string plain(name); // all of these words are ASCII
    std::ranges::transform(plain, plain.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const auto rest = [&](std::string_view word) {
        std::string_view text(plain);
        text.remove_prefix(word.size());
        while (!text.empty() &&
               (text.front() == ' ' || text.front() == '_' || text.front() == '-' || text.front() == '.' || text.front() == '#'))
            text.remove_prefix(1);
        return text;
    };
    for (const auto word : kWords) {
        if (!plain.starts_with(word))
            continue;
        int number = 0;
        const auto text = rest(word);
        std::size_t digits = 0;
        for (; digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9'; ++digits)
            number = 10 * number + (text[digits] - '0');
        if (digits > 0 && (digits == text.size() ||
                           !((text[digits] >= '0' && text[digits] <= '9') || (text[digits] >= 'a' && text[digits] <= 'z'))))
            return number;
    }
    if (plain.starts_with(kSide) && rest(kSide).size() == 1 && rest(kSide).front() >= 'a' && rest(kSide).front() <= 'h')
        return rest(kSide).front() - 'a' + 1;
    return 0;
}

int discOf(const SongList& songs, Album::Index song) {
    const SongRow& row = songs.row(song);
    if (row.discNumber > 0)
        return row.discNumber;
    std::string_view folder = songs.places()[row.folder];
    folder.remove_suffix(folder.ends_with('/') ? 1 : 0);
    return discOfFolder(folder.substr(folder.rfind('/') + 1));
}

} // namespace segue::browse
