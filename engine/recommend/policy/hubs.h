// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::recommend {

/// How alike a song is to others on the whole, by some 500 songs drawn from all.
struct HubStatistics {
    float mean = 0.F;      ///< of its similarities to them
    float deviation = 0.F; ///< likewise; 0: not known, as the others then are
    float crowding = 1.F;  ///< how often it is among the nearest of theirs (kNearest of all), against the average song
};
/// The share of songs that count as a song's nearest for HubStatistics::crowding.
inline constexpr double kNearest = 0.02;

/// By which lists are ordered instead of similarity: similarity - strength * (mean + 0.02 * (crowding - 1.5, if that is above 0)).
/// What resembles everything, and what is found everywhere, comes later. Chosen among the methods in the table of
/// engine/recommend/README.md. A song whose statistics are not known is taken to be like the seed.
/// @param strength [0, 1]; 0: the order is that of similarity
[[nodiscard]] double evenScore(float similarity, const HubStatistics& seed, const HubStatistics& song, float strength);

/// Mean and deviation.
[[nodiscard]] HubStatistics statisticsOf(std::span<const float> similarities);

/// By which ways and radio order songs: ln P(X < s) + strength * ln P(Y < s), where X and Y are the
/// similarities of seed and song to others, taken as normally distributed and independent. With strength 1 that is the
/// logarithm of mutual proximity (Schnitzer et al., JMLR 13:2871, 2012; there with distances); with 0 the order is that of
/// similarity. Without the seed's statistics the
/// order is that of similarity; a song whose own are not known is taken to be like the seed.
[[nodiscard]] double proximity(float similarity, const HubStatistics& seed, const HubStatistics& song, float strength);

/// ln P(X < z) of the standard normal distribution; exact enough to order also where P is next to 1 or 0.
[[nodiscard]] double logNormal(double z);

/// How similar the pairs of a library are: for each of some values of similarity, the share of pairs below.
class MatchScale final {
public:
    MatchScale() = default;
    /// Counts similarities, [0, 1].
    void add(float similarity);
    void clear() { *this = {}; }
    /// The share of pairs that are less alike, [0, 1]; 0 while no pair was counted. Between two counted values it rises evenly.
    [[nodiscard]] double shareBelow(float similarity) const;
    [[nodiscard]] std::uint64_t pairs() const { return m_pairs; }

private:
    static constexpr std::size_t kSteps = 2000;
    std::array<std::uint32_t, kSteps + 1> m_counts{};
    std::uint64_t m_pairs = 0;
};

} // namespace segue::recommend
