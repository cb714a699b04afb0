// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/matching.h"

#include "engine/spotify/matching_names.h"
#include "engine/words/isrc.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace segue::spotify {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Index = std::uint32_t;

constexpr milliseconds kSame = 2s;
constexpr milliseconds kNear = 5s;
constexpr std::size_t kMostSeveral = 20;
constexpr std::size_t kStopEach = 1024;

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <typename Value>
using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

/// A song that is looked for, as it is compared.
struct Sought {
    TitleKey title, album;
    ArtistKeys artists;
    bool isGeneric = false;
};

/// One of the listener's songs that may be it.
struct Candidate {
    Index own = 0;
    SpotifyMatch match = SpotifyMatch::none;
    bool isOfAlbum = false;
    bool hasTitle = true;
};

milliseconds apart(milliseconds a, milliseconds b) { return a > b ? a - b : b - a; }

/// Visits the words of a text that blanks part.
template <typename Visit>
void forEachWord(std::string_view text, Visit&& visit) {
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        if (end > begin)
            visit(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

/// Goes once through the listener's songs and holds what is looked for, so that it needs memory for the few and not for the many.
class Matching final {
public:
    Matching(std::span<const OwnSong> own, std::span<const WantedSong> wanted)
        : m_own(own)
        , m_wanted(wanted)
        , m_sought(wanted.size())
        , m_candidates(wanted.size()) {
        for (Index i = 0; i < wanted.size(); ++i)
            seek(i);
    }

    void look(const std::stop_token& stop) {
        for (Index i = 0; i < m_own.size(); ++i) {
            if (i % kStopEach == 0 && stop.stop_requested())
                return;
            lookAtIsrc(i);
            lookAtTitle(i);
            lookAtAlbum(i);
        }
    }

    [[nodiscard]] FoundSong found(Index wanted) {
        auto& candidates = m_candidates[wanted];
        if (candidates.empty())
            return {};
        return m_wanted[wanted].title.empty() ? album(candidates) : song(wanted, candidates);
    }

private:
    void seek(Index i) {
        const auto& wanted = m_wanted[i];
        auto& sought = m_sought[i];
        sought.artists = artistKeys(wanted.artist);
        sought.album = titleKey(wanted.album);
        if (wanted.title.empty()) {
            if (!sought.album.core.empty())
                m_byAlbum[sought.album.core].push_back(i);
            return;
        }
        sought.title = titleKey(wanted.title);
        sought.isGeneric = recommend::isGenericTitle(sought.title.core) || sought.title.core.size() <= 1;
        m_byTitle[sought.title.core].push_back(i);
        if (!wanted.isrc.empty())
            m_byIsrc[wanted.isrc].push_back(i);
    }

    void lookAtIsrc(Index own) {
        if (m_byIsrc.empty())
            return;
        forEachWord(m_own[own].isrc, [&](std::string_view isrc) {
            if (const auto found = m_byIsrc.find(isrc); found != m_byIsrc.end())
                for (const Index i : found->second)
                    add(i, own, SpotifyMatch::exact, titleKey(m_own[own].title).core == m_sought[i].title.core);
        });
    }

    void lookAtTitle(Index own) {
        if (m_byTitle.empty() || m_own[own].title.empty())
            return;
        const auto title = titleKey(m_own[own].title);
        const auto found = m_byTitle.find(title.core);
        if (found == m_byTitle.end())
            return;
        const auto& artists = artistsOf(own);
        for (const Index i : found->second)
            if (title.version == m_sought[i].title.version && doAgree(artists, m_sought[i].artists))
                add(i, own, agreement(own, i), true);
    }

    void lookAtAlbum(Index own) {
        if (m_byAlbum.empty() || m_own[own].album.empty())
            return;
        const auto& album = albumOf(own);
        const auto found = m_byAlbum.find(album.core);
        if (found == m_byAlbum.end())
            return;
        const auto& artists = artistsOf(own);
        for (const Index i : found->second) {
            const auto& sought = m_sought[i];
            const bool isByAnybody = sought.artists.names.empty(); // not told, or by various artists
            if (album.version == sought.album.version && (isByAnybody || doAgree(artists, sought.artists)))
                add(i, own, isByAnybody && m_wanted[i].artist.empty() ? SpotifyMatch::probable : SpotifyMatch::strong, true);
        }
    }

    /// How sure a song is whose title and artist agree.
    SpotifyMatch agreement(Index own, Index i) {
        const auto length = m_wanted[i].duration;
        const bool isOfAlbum = isOnAlbum(own, i);
        const bool saysEnough = isOfAlbum || !m_sought[i].isGeneric;
        if (length == 0ms || m_own[own].duration == 0ms)
            return isOfAlbum ? SpotifyMatch::strong : saysEnough ? SpotifyMatch::probable : SpotifyMatch::none;
        const auto difference = apart(length, m_own[own].duration);
        if (difference <= kSame)
            return saysEnough ? SpotifyMatch::strong : SpotifyMatch::probable;
        return difference <= kNear && saysEnough ? SpotifyMatch::probable : SpotifyMatch::none;
    }

    bool isOnAlbum(Index own, Index i) {
        const auto& album = m_sought[i].album.core;
        return !album.empty() && albumOf(own).core == album;
    }

    void add(Index i, Index own, SpotifyMatch match, bool hasTitle) {
        if (match == SpotifyMatch::none)
            return;
        auto& candidates = m_candidates[i];
        if (!candidates.empty() && candidates.back().own == own) // by its ISRC already
            return;
        candidates.push_back({own, match, isOnAlbum(own, i), hasTitle});
    }

    [[nodiscard]] bool areCopies(const std::vector<Candidate>& songs) const {
        milliseconds shortest = milliseconds::max(), longest{0};
        for (const auto& candidate : songs) {
            shortest = std::min(shortest, m_own[candidate.own].duration);
            longest = std::max(longest, m_own[candidate.own].duration);
        }
        return longest - shortest <= kSame;
    }

    FoundSong song(Index wanted, std::vector<Candidate>& candidates) {
        const auto best = std::ranges::max(candidates, {}, &Candidate::match).match;
        std::erase_if(candidates, [&](const Candidate& candidate) { return candidate.match != best; });
        // One ISRC for a whole album is a fault of its tags: the title tells.
        if (!areCopies(candidates) && std::ranges::any_of(candidates, &Candidate::hasTitle))
            std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.hasTitle; });
        std::ranges::sort(candidates, {}, [&](const Candidate& candidate) {
            const auto& own = m_own[candidate.own];
            return std::tuple(!candidate.isOfAlbum, -own.bitRateKbps, apart(own.duration, m_wanted[wanted].duration), own.id);
        });
        FoundSong found{best, {}};
        const bool isOne = areCopies(candidates);
        if (!isOne)
            found.match = SpotifyMatch::several;
        candidates.resize(std::min(candidates.size(), isOne ? std::size_t{1} : kMostSeveral));
        for (const auto& candidate : candidates)
            found.tracks.push_back(m_own[candidate.own].id);
        return found;
    }

    FoundSong album(const std::vector<Candidate>& candidates) const {
        FoundSong found{std::ranges::max(candidates, {}, &Candidate::match).match, {}};
        for (const auto& candidate : candidates)
            found.tracks.push_back(m_own[candidate.own].id);
        return found;
    }

    /// Of the same texts once: an artist has many songs.
    const ArtistKeys& artistsOf(Index own) {
        const auto& song = m_own[own];
        const auto text = song.artist + '\x1E' + song.artists + '\x1E' + song.albumArtist;
        const auto [place, isNew] = m_artists.try_emplace(text);
        if (isNew)
            place->second = artistKeys(song.artist, song.artists, song.albumArtist);
        return place->second;
    }
    const TitleKey& albumOf(Index own) {
        const auto found = m_albums.find(m_own[own].album);
        return found != m_albums.end() ? found->second
                                       : m_albums.emplace(m_own[own].album, titleKey(m_own[own].album)).first->second;
    }

    std::span<const OwnSong> m_own;
    std::span<const WantedSong> m_wanted;
    std::vector<Sought> m_sought;
    std::vector<std::vector<Candidate>> m_candidates;
    ByText<std::vector<Index>> m_byIsrc, m_byTitle, m_byAlbum; ///< of what is wanted
    ByText<ArtistKeys> m_artists;                              ///< of the listener's, as the next
    ByText<TitleKey> m_albums;
};

} // namespace

std::vector<FoundSong> findOwn(std::span<const OwnSong> own, std::span<const WantedSong> wanted, const std::stop_token& stop) {
    Matching matching(own, wanted);
    matching.look(stop);
    std::vector<FoundSong> found;
    found.reserve(wanted.size());
    for (Index i = 0; i < wanted.size(); ++i)
        found.push_back(matching.found(i));
    return found;
}

std::string normalIsrc(std::string_view written) { return isrcIn(written); }

} // namespace segue::spotify
