// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/song_facts.h"
#include "engine/words/list_rules.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace segue::recommend {

/// What the listener does not want listed, by name; folded or not makes no difference.
struct Blocks {
    std::unordered_set<std::uint64_t> songs; ///< recordingOf() their identities
    std::unordered_set<TrackId> tracks;      ///< of songs whose recording is not known
    std::unordered_set<std::string> artists; ///< folded
    std::unordered_set<std::string> lessOf;  ///< artists, folded
    std::unordered_set<std::string> albums;  ///< folded "album\nartist", as albumName() says
};
[[nodiscard]] std::string albumName(std::string_view album, std::string_view artist);

/// Rules broken: bit 1 << Rule.
using Broken = std::uint32_t;
[[nodiscard]] std::optional<Rule> firstOf(Broken broken);

/// The filters among the rules, made ready for many songs: names as numbers, relative to one seed. Looking at a song takes some
/// 10 ns.
///
/// Thread rule: a value; const functions side by side.
class Screen final {
public:
    /// @param names of the facts; only looked up in
    /// @param today decides about Christmas and what was played lately
    Screen(const ListRules& rules, const SongFacts& seed, const Blocks& blocks, const TextPool& names,
           std::chrono::sys_seconds today);

    [[nodiscard]] Broken broken(const SongFacts& song) const; ///< all filters that leave it out; 0: it passes

private:
    [[nodiscard]] Broken bySound(const SongFacts& song) const;
    [[nodiscard]] Broken byHistory(const SongFacts& song) const;
    [[nodiscard]] Broken byWord(const SongFacts& song) const;
    [[nodiscard]] bool isOfGenre(const SongFacts& song) const;

    ListRules m_rules;
    SongFacts m_seed;
    const Blocks* m_blocks;
    std::int64_t m_playedSince = 0;
    bool m_isDecember = false;
    std::vector<NameId> m_genres;
    std::vector<std::uint8_t> m_folders; ///< by name: 1 wanted, 2 not; empty: any
    std::vector<std::uint8_t> m_named;   ///< by name: bits of kBlockedArtist ...; empty: nothing is blocked by name
};

/// Whether tempos agree within a share, half and double counting as the same. False where one is not known.
[[nodiscard]] bool isTempoWithin(float bpm, float otherBpm, float share);
/// Whether keys go well together: the same, a fifth up or down in the same mode, the relative or the parallel one (the rules of
/// harmonic mixing; keys as in SoundFeatures). False where one is not known.
[[nodiscard]] bool doKeysMix(int key, int other);

} // namespace segue::recommend
