// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/song_facts.h"
#include "engine/words/list_rules.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace segue::recommend {

/// A song that passed all filters, with its place among those that sound alike.
struct Ranked {
    const SongFacts* song = nullptr;
    float similarity = 0.F; ///< cosine, [0, 1], 1 = the same sound
    float score = 0.F;      ///< what songs are ordered by, higher first
};

/// A listed song.
struct Pick {
    Ranked ranked;
    std::vector<const SongFacts*> versions; ///< others of the same song that were met, behind it
};

/// How far caps were given way because too few songs kept to them.
enum class Relaxed : std::uint8_t { none, albums, artists };

/// Chooses songs in order, so that each ten places keep to the caps, and versions stand behind one entry. One after the other,
/// by what is chosen so far alone: a longer list begins like a shorter one, and equal input gives equal lists.
///
/// Use: add() songs in bands, the most alike first, each band ordered by score; fill() after each until isFull(); when no band
/// is left, finish().
///
/// Caps are for each ten places of the list: after ten, another ten's worth. A cap never ends a list while songs remain.
class Chooser final {
public:
    /// @param seeds what the list is for; the first one's artist and album are the seed's. Must outlive the chooser, as the
    ///        added songs must.
    /// @param before songs that stand before the list (of a queue), the latest last; they count for the caps
    Chooser(const ListRules& rules, std::span<const SongFacts> seeds, std::size_t count,
            std::span<const SongFacts* const> before = {});

    void add(std::span<const Ranked> band);
    void fill();   ///< chooses what the caps allow
    void finish(); ///< and then what they do not: albums' give way first, then artists'
    [[nodiscard]] bool isFull() const { return m_picks.size() >= m_count; }

    [[nodiscard]] std::vector<Pick> takePicks() { return std::move(m_picks); }
    [[nodiscard]] Relaxed relaxed() const { return m_relaxed; } ///< the furthest step that chose something
    /// What stood before the last pick and was not chosen, by rule.
    [[nodiscard]] LeftOut leftOut() const;

private:
    bool fillPlaces(Relaxed step);
    [[nodiscard]] std::size_t block() const;
    [[nodiscard]] std::optional<Rule> against(const SongFacts& song, Relaxed step) const;
    [[nodiscard]] bool isVersion(const Ranked& one);
    void choose(const Ranked& one);
    void count(const SongFacts& song);
    [[nodiscard]] int allowed(int cap) const;
    [[nodiscard]] int countOf(NameId name) const;

    ListRules m_rules;
    std::span<const SongFacts> m_seeds;
    std::size_t m_count;
    std::size_t m_before = 0;      ///< songs that stand before, at most nine
    std::vector<Ranked> m_waiting; ///< in order; those chosen or folded are taken out
    std::vector<Pick> m_picks;
    std::unordered_map<NameId, int> m_counts;                     ///< of artists and albums, which are names too
    std::unordered_multimap<NameId, std::size_t> m_byTitle;       ///< picks
    std::unordered_map<std::uint64_t, std::size_t> m_byRecording; ///< likewise
    std::size_t m_versions = 0;                                   ///< folded or the seed's
    Relaxed m_relaxed = Relaxed::none;
};

} // namespace segue::recommend
