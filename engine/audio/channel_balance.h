// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::audio {

/// What a file's channels have in common, and what mono the analysis is to hear.
///
/// The rule, decided once for all that is heard of a song:
/// - A channel that is 60 dB below the loudest one is silent and does not count, so that a song on one side alone is as
///   loud as the same song in mono, and not 6 dB softer.
/// - The mean of the others is taken, as long as its energy is at least 0.8 of what it would be if they had nothing in
///   common (for two equally loud channels: as long as their correlation is at least -0.2).
/// - Else they cancel. Then, from the loudest channel on, each one is turned round where that makes the sum of those
/// before
///   it louder; at last all of them if the first was. Of two channels that is their difference.
/// Of more than eight channels the mean is taken, whatever they hold.
///
/// Thread rule: one thread at a time.
class ChannelBalance final {
public:
    static constexpr std::size_t kMostChannels = 8;

    /// @param planes [channels, samples], one channel after another. Sound that does not have as many channels as the
    /// first that was added is left out.
    void add(std::span<const float> planes, std::size_t channels);

    /// @return [channels] how much of each goes into mono; empty: the plain mean of all
    [[nodiscard]] std::vector<float> mix() const;

private:
    [[nodiscard]] double product(std::size_t a, std::size_t b) const { return m_products[a * m_channels + b]; }
    [[nodiscard]] std::vector<std::size_t> soundingChannels() const;
    [[nodiscard]] bool cancels(std::span<const std::size_t> channels) const;

    std::size_t m_channels = 0;
    std::vector<double> m_products; ///< [channels, channels] sums of the samples' products
};

} // namespace segue::audio
