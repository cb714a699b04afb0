// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/song_facts.h"
#include "engine/words/reason.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::recommend {

/// What reasons are drawn from, of one song.
struct Evidence {
    const SongFacts* song = nullptr;
    float style = -1.F; ///< cosine with the seed in the columns of style, [-1, 1]; with sound, likewise
    float sound = -1.F;
};

/// Finds what a seed has in common with others, and how unusual that is in this library: each statement's share is that of the
/// songs drawn at random for which it would be true too. Only statements that are true of both songs, and of fewer than
/// kUsual of those drawn, are given.
///
/// Thread rule: a value; const functions side by side.
class Reasons final {
public:
    static constexpr double kUsual = 0.15;  ///< what is true of more songs is no reason
    static constexpr std::size_t kMost = 4; ///< the rarest

    /// @param drawn some hundred songs drawn at random, with their likeness to the seed
    Reasons(const SongFacts& seed, std::span<const Evidence> drawn);

    /// Rarest first.
    [[nodiscard]] std::vector<Reason> of(const Evidence& song) const;

    /// Whether a statement is true of both, whatever it says of others; what a test checks given ones by.
    [[nodiscard]] bool isTrue(ReasonId id, const Evidence& song) const;

private:
    [[nodiscard]] Reason worded(ReasonId id, const SongFacts& song) const;

    SongFacts m_seed;
    float m_closeStyle = 2.F; ///< from this likeness on, fewer than 5 % of those drawn are as close
    float m_closeSound = 2.F;
    std::array<double, kReasons> m_shares{}; ///< of those drawn, for which the statement is true
};

} // namespace segue::recommend
