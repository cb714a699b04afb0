// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::audio {

/// How a file's channels relate, and which mono mix the analysis hears.
///
/// The rule, decided once for all that is heard of a song:
/// - A channel that is 60 dB below the loudest one is silent and does not count, so that a song on one side alone is as
///   loud as the same song in mono, and not 6 dB softer.
/// - The mean of the others is taken if its energy is at least 0.8 of what it would be if they had nothing in common (for two
///   equally loud channels: if their correlation is at least -0.2).
/// - Otherwise they cancel. Then, from the loudest channel on, each is inverted if that makes the sum of those before it
///   louder; if the first one was inverted, all are inverted at the end. For two channels the result is their difference.
/// With more than eight channels the mean is taken, whatever they hold.
///
/// Thread rule: one thread at a time.
class ChannelBalance final {
public:
    static constexpr std::size_t kMostChannels = 8;

    /// @param planes [channels, samples], one channel after another. Sound with another number of channels than the first is
    /// left out.
    void add(std::span<const float> planes, std::size_t channels);

    /// @return [channels] how much of each goes into mono; empty: the plain mean of all
    [[nodiscard]] std::vector<float> mix() const;

private:
    [[nodiscard]] double product(std::size_t a, std::size_t b) const { return m_products[a * m_channels + b]; }
    [[nodiscard]] std::vector<std::size_t> soundingChannels() const;
    [[nodiscard]] bool cancels(std::span<const std::size_t> channels) const;

    std::size_t m_channels = 0;
    std::vector<double> m_products; ///< [channels, channels] sums of products of samples
};

} // namespace segue::audio
