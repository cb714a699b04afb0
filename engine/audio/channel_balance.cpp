// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/channel_balance.h"

#include "engine/audio/dot_product.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace segue::audio {

namespace {

constexpr double kSilentShare = 1e-6;  ///< of the loudest channel's energy: -60 dB
constexpr double kLeastOfApart = 0.8;  ///< of the joint energy of channels that have nothing in common
constexpr double kNothingShare = 1e-6; ///< of the loudest channel's energy: a smaller product counts as 0

double longProduct(std::span<const float> a, std::span<const float> b) {
    constexpr std::size_t kRun = 4096; ///< samples summed up in float
    double sum = 0.0;
    for (std::size_t begin = 0; begin < a.size(); begin += kRun) {
        const std::size_t length = std::min(kRun, a.size() - begin);
        sum += dotProduct(a.subspan(begin, length), b.subspan(begin, length));
    }
    return sum;
}

} // namespace

void ChannelBalance::add(std::span<const float> planes, std::size_t channels) {
    if (channels == 0 || channels > kMostChannels)
        return;
    if (m_channels == 0) {
        m_channels = channels;
        m_products.assign(channels * channels, 0.0);
    }
    if (channels != m_channels)
        return;
    const std::size_t samples = planes.size() / channels;
    for (std::size_t a = 0; a < channels; ++a)
        for (std::size_t b = a; b < channels; ++b)
            m_products[a * channels + b] = m_products[b * channels + a] +=
                longProduct(planes.subspan(a * samples, samples), planes.subspan(b * samples, samples));
}

/// The loudest first, of equally loud ones the first.
std::vector<std::size_t> ChannelBalance::soundingChannels() const {
    std::vector<std::size_t> channels(m_channels);
    std::iota(channels.begin(), channels.end(), std::size_t{0});
    const auto energy = [this](std::size_t channel) { return product(channel, channel); };
    std::ranges::stable_sort(channels, std::greater{}, energy);
    if (!channels.empty())
        std::erase_if(channels, [&, least = kSilentShare * energy(channels.front())](std::size_t channel) {
            return energy(channel) <= least;
        });
    return channels;
}

bool ChannelBalance::cancels(std::span<const std::size_t> channels) const {
    double together = 0.0;
    double apart = 0.0;
    for (const std::size_t a : channels) {
        apart += product(a, a);
        for (const std::size_t b : channels)
            together += product(a, b);
    }
    return together < kLeastOfApart * apart;
}

std::vector<float> ChannelBalance::mix() const {
    const auto channels = soundingChannels();
    if (channels.empty())
        return {};
    const bool turns = cancels(channels);
    if (!turns && channels.size() == m_channels)
        return {};
    const float share = 1.0F / static_cast<float>(channels.size());
    const double nothing = kNothingShare * product(channels.front(), channels.front());
    std::vector<float> gains(m_channels, 0.0F);
    for (const std::size_t channel : channels) {
        double common = 0.0; // with the sum of those before
        for (std::size_t other = 0; other < m_channels; ++other)
            common += static_cast<double>(gains[other]) * product(channel, other);
        gains[channel] = turns && common < -nothing ? -share : share;
    }
    if (*std::ranges::find_if(gains, [](float gain) { return gain != 0.0F; }) < 0.0F) // the first stays as it is
        std::ranges::transform(gains, gains.begin(), [](float gain) { return gain == 0.0F ? gain : -gain; });
    return gains;
}

} // namespace segue::audio
