// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/screen.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace segue::recommend {

namespace {

constexpr std::uint8_t kWanted = 1, kUnwanted = 2;
constexpr std::uint8_t kBlockedArtist = 1, kLessOfArtist = 2, kBlockedAlbum = 4;

constexpr Broken bit(Rule rule) { return Broken{1} << static_cast<unsigned>(rule); }
constexpr Broken when(bool isBroken, Rule rule) { return isBroken ? bit(rule) : 0; }

bool isBelow(std::string_view folder, const std::filesystem::path& above) {
    auto begin = above.native();
    if (!begin.ends_with('/'))
        begin += '/';
    return folder.starts_with(begin);
}

bool isInDecember(std::chrono::sys_seconds when) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(when));
    return day.month() == std::chrono::December;
}

} // namespace

std::string albumName(std::string_view album, std::string_view artist) { return folded(album) + '\n' + folded(artist); }

std::optional<Rule> firstOf(Broken broken) {
    return broken == 0 ? std::nullopt : std::optional(static_cast<Rule>(std::countr_zero(broken)));
}

Screen::Screen(const ListRules& rules, const SongFacts& seed, const Blocks& blocks, const TextPool& names,
               std::chrono::sys_seconds today)
    : m_rules(rules)
    , m_seed(seed)
    , m_blocks(&blocks)
    , m_isDecember(isInDecember(today)) {
    if (rules.notPlayedFor.count() > 0)
        m_playedSince = (today - rules.notPlayedFor).time_since_epoch().count();
    const auto find = [&](std::string_view name) -> std::optional<NameId> { return names.find(name); };
    for (const auto& genre : rules.genres)
        m_genres.push_back(find(folded(genre)).value_or(static_cast<NameId>(-1)));
    if (!rules.folders.empty() || !rules.notFolders.empty()) {
        m_folders.resize(names.size());
        for (NameId id = 1; id < names.size(); ++id) {
            const auto name = names[id];
            if (!name.starts_with('/'))
                continue;
            const auto isAbove = [&](const std::filesystem::path& folder) { return isBelow(name, folder); };
            const bool isWanted = rules.folders.empty() || std::ranges::any_of(rules.folders, isAbove);
            m_folders[id] = isWanted && !std::ranges::any_of(rules.notFolders, isAbove) ? kWanted : kUnwanted;
        }
    }
    if (blocks.artists.empty() && blocks.lessOf.empty() && blocks.albums.empty())
        return;
    m_named.resize(names.size());
    const auto mark = [&](const std::unordered_set<std::string>& list, std::uint8_t sign) {
        for (const auto& name : list)
            if (const auto id = find(name))
                m_named[*id] |= sign;
    };
    mark(blocks.artists, kBlockedArtist);
    mark(blocks.lessOf, kLessOfArtist);
    mark(blocks.albums, kBlockedAlbum);
}

Broken Screen::broken(const SongFacts& song) const {
    Broken found = bySound(song) | byHistory(song) | byWord(song);
    found |= when(m_rules.sameLibrary && m_seed.library != 0 && song.library != m_seed.library, Rule::otherLibrary);
    if (!m_genres.empty())
        found |= when(!isOfGenre(song), Rule::genre);
    if (!m_rules.decades.empty())
        found |=
            when(song.year == 0 || std::ranges::find(m_rules.decades, song.year / 10 * 10) == m_rules.decades.end(), Rule::decade);
    if (!m_folders.empty())
        found |= when(song.folder >= m_folders.size() || m_folders[song.folder] != kWanted, Rule::folder);
    found |= when(m_rules.leavesOutSeasonal && song.isSeasonal && !m_seed.isSeasonal && !m_isDecember, Rule::seasonal);
    found |= when(m_rules.leavesOutSpoken && song.isSpoken && !m_seed.isSpoken, Rule::spoken);
    return found;
}

Broken Screen::bySound(const SongFacts& song) const {
    Broken found = 0;
    if (m_rules.tempoWithin > 0)
        found |= when(!isTempoWithin(m_seed.tempoBpm, song.tempoBpm, m_rules.tempoWithin), Rule::tempo);
    if (m_rules.keysThatMix)
        found |= when(!doKeysMix(m_seed.key, song.key), Rule::key);
    if (m_rules.loudnessWithinDb > 0)
        found |= when(std::abs(m_seed.loudnessLufs - song.loudnessLufs) > m_rules.loudnessWithinDb, Rule::loudness);
    const std::chrono::milliseconds length(song.lengthMs);
    found |= when(length < m_rules.shortest, Rule::tooShort);
    found |= when(m_rules.longest.count() > 0 && length > m_rules.longest, Rule::tooLong);
    return found;
}

Broken Screen::byHistory(const SongFacts& song) const {
    return when(song.rating < m_rules.leastRating, Rule::rating) |
           when(m_rules.notPlayedFor.count() > 0 && song.lastPlayed > m_playedSince, Rule::playedLately) |
           when(m_rules.neverPlayed && song.plays > 0, Rule::played);
}

Broken Screen::byWord(const SongFacts& song) const {
    Broken found = 0;
    if (!m_blocks->songs.empty() && song.recording != 0)
        found |= when(m_blocks->songs.contains(song.recording), Rule::blockedSong);
    if (!m_blocks->tracks.empty())
        found |= when(m_blocks->tracks.contains(song.track), Rule::blockedSong);
    if (m_named.empty())
        return found;
    const auto signOf = [this](NameId name) { return name < m_named.size() ? m_named[name] : std::uint8_t{0}; };
    found |= when((signOf(song.album) & kBlockedAlbum) != 0, Rule::blockedAlbum);
    for (const NameId artist : song.artists) {
        found |= when((signOf(artist) & kBlockedArtist) != 0, Rule::blockedArtist);
        found |= when((signOf(artist) & kLessOfArtist) != 0, Rule::lessOfArtist);
    }
    return found;
}

bool Screen::isOfGenre(const SongFacts& song) const {
    return std::ranges::any_of(m_genres, [&](NameId wanted) {
        return (!song.isGenreSaid && song.heardGenre == wanted) || std::ranges::find(song.genres, wanted) != song.genres.end();
    });
}

bool isTempoWithin(float bpm, float otherBpm, float share) {
    if (bpm <= 0 || otherBpm <= 0)
        return false;
    for (const float times : {0.5F, 1.F, 2.F})
        if (std::abs(otherBpm * times / bpm - 1.F) <= share)
            return true;
    return false;
}

bool doKeysMix(int key, int other) {
    if (key < 0 || other < 0 || key > 23 || other > 23)
        return false;
    const bool isMinor = key >= 12, isOtherMinor = other >= 12;
    const int tone = key % 12, otherTone = other % 12;
    const int up = (otherTone - tone + 12) % 12;
    if (isMinor == isOtherMinor)
        return up == 0 || up == 5 || up == 7;
    return up == 0 || up == (isMinor ? 3 : 9); // parallel, relative
}

} // namespace segue::recommend
