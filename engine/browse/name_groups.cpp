// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/name_groups.h"

#include "engine/browse/artist_names.h"
#include "engine/browse/folding.h"
#include "engine/words/genre_text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace segue::browse {

namespace {

using Index = NameGroup::Index;
using Group = std::uint32_t;

class Names final {
public:
    /// The group of a name; each way of writing it is folded once.
    Group of(std::string_view name) {
        const TextPool::Id written = m_result.names.put(name);
        m_writings.resize(std::max<std::size_t>(m_writings.size(), written + 1));
        Writing& writing = m_writings[written];
        if (writing.group == kNone) {
            const auto [known, isNew] = m_groupOf.try_emplace(m_folding(name), static_cast<Group>(m_result.groups.size()));
            if (isNew)
                m_result.groups.push_back({.name = written, .songs = {}, .guests = {}});
            writing.group = known->second;
        }
        ++writing.count;
        TextPool::Id& shown = m_result.groups[writing.group].name;
        if (writing.count > m_writings[shown].count)
            shown = written;
        return writing.group;
    }

    void add(std::string_view name, Index song) { put(m_result.groups[of(name)].songs, song); }
    void addGuest(std::string_view name, Index song) {
        NameGroup& group = m_result.groups[of(name)];
        if (group.songs.empty() || group.songs.back() != song)
            put(group.guests, song);
    }
    [[nodiscard]] std::string folded(std::string_view name) { return m_folding(name); }
    NameGroups result() && { return std::move(m_result); }

private:
    static constexpr Group kNone = ~Group{0};
    struct Writing {
        Group group = kNone;
        std::uint32_t count = 0;
    };
    static void put(std::vector<Index>& songs, Index song) {
        if (songs.empty() || songs.back() != song)
            songs.push_back(song);
    }

    NameGroups m_result;
    Folding m_folding;
    std::vector<Writing> m_writings; ///< by a text of names
    std::unordered_map<std::string, Group> m_groupOf;
};

/// Puts a song under its artists.
void takeArtists(Names& names, const SongList& songs, Index song) {
    const TextPool& texts = songs.texts();
    const SongRow& row = songs.row(song);
    const auto artists = artistNames(texts[row.artist], texts[row.artists], texts[row.title]);
    for (const auto name : artists.main)
        names.add(name, song);
    if (row.albumArtist != 0 && row.albumArtist != row.artist && !isManyArtists(names.folded(texts[row.albumArtist])))
        for (const auto name : artistNames(texts[row.albumArtist], {}, {}).main)
            names.add(name, song);
    for (const auto guest : artists.guests)
        names.addGuest(guest, song);
}

} // namespace

class ArtistGrouping::Work final {
public:
    Work(SongList songs, std::vector<Index> among)
        : m_songs(std::move(songs))
        , m_among(std::move(among)) {}

    bool takeSome() {
        constexpr std::size_t kSongsAtATime = 8'192;
        const auto end = std::min(m_among.size(), m_next + kSongsAtATime);
        for (; m_next < end; ++m_next)
            takeArtists(m_names, m_songs, m_among[m_next]);
        return m_next < m_among.size();
    }
    NameGroups groups() {
        while (takeSome()) {
        }
        return std::move(m_names).result();
    }

private:
    SongList m_songs;
    std::vector<Index> m_among;
    std::size_t m_next = 0; ///< in m_among
    Names m_names;
};

ArtistGrouping::ArtistGrouping(SongList songs, std::vector<NameGroup::Index> among)
    : m_work(std::make_unique<Work>(std::move(songs), std::move(among))) {}
ArtistGrouping::~ArtistGrouping() = default;
ArtistGrouping::ArtistGrouping(ArtistGrouping&&) noexcept = default;
ArtistGrouping& ArtistGrouping::operator=(ArtistGrouping&&) noexcept = default;
bool ArtistGrouping::takeSome() { return m_work->takeSome(); }
NameGroups ArtistGrouping::groups() && { return m_work->groups(); }

bool isManyArtists(std::string_view folded) {
    return folded == "various artists" || folded == "various" || folded == "va" || folded == "v.a." || folded == "v/a" ||
           folded == "verschiedene interpreten" || folded == "verschiedene";
}

std::optional<std::uint32_t> findName(const NameGroups& names, std::string_view name) {
    Folding folding;
    const std::string wanted = folding(name);
    for (std::uint32_t i = 0; i < names.groups.size(); ++i)
        if (folding(names.names[names.groups[i].name]) == wanted)
            return i;
    return std::nullopt;
}

NameGroups groupArtists(const SongList& songs, std::span<const Index> among) {
    Names names;
    for (const Index song : among)
        takeArtists(names, songs, song);
    return std::move(names).result();
}

NameGroups groupGenres(const SongList& songs, std::span<const Index> among) {
    Names names;
    const TextPool& texts = songs.texts();
    for (const Index song : among) {
        const SongRow& row = songs.row(song);
        const auto heard = row.heardAs != 0 ? row.heardAs : row.heardGenre;
        const auto genre = row.acceptedGenre != 0 ? row.acceptedGenre : row.genre != 0 ? row.genre : heard;
        for (const auto& one : genresIn(texts[genre]))
            names.add(one, song);
    }
    return std::move(names).result();
}

} // namespace segue::browse
