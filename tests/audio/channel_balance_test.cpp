// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/channel_balance.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace segue;
using namespace segue::test;
using audio::ChannelBalance;

namespace {

constexpr int kRateHz = 8000;

std::vector<float> scaled(std::vector<float> sound, float gain) {
    for (float& sample : sound)
        sample *= gain;
    return sound;
}

std::vector<float> sumOf(std::vector<float> a, const std::vector<float>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += b[i];
    return a;
}

std::vector<float> mixOf(const std::vector<std::vector<float>>& channels) {
    std::vector<float> planes;
    for (const auto& channel : channels)
        planes.insert(planes.end(), channel.begin(), channel.end());
    ChannelBalance balance;
    balance.add(planes, channels.size());
    return balance.mix();
}

} // namespace

TEST_CASE("channels that go together, or have nothing in common, are heard as their plain mean") {
    const auto a = noise(2, kRateHz, 1);
    const auto b = noise(2, kRateHz, 2);
    CHECK(mixOf({a}).empty());
    CHECK(mixOf({a, a}).empty());
    CHECK(mixOf({a, b}).empty());
    CHECK(mixOf({a, scaled(a, 0.1F)}).empty());
    CHECK(mixOf({a, sumOf(b, scaled(a, -0.1F))}).empty()); // hardly against each other
    CHECK(mixOf({a, b, a, b, a, b}).empty());
    CHECK(mixOf({silence(2, kRateHz), silence(2, kRateHz)}).empty());
    CHECK(ChannelBalance().mix().empty());
}

TEST_CASE("channels that cancel, wholly or for the most part, are turned round") {
    const auto a = noise(2, kRateHz, 1);
    const auto b = noise(2, kRateHz, 2);
    CHECK(mixOf({a, scaled(a, -1.F)}) == std::vector{0.5F, -0.5F});
    CHECK(mixOf({scaled(a, -1.F), a}) == std::vector{0.5F, -0.5F});
    CHECK(mixOf({scaled(a, 0.8F), scaled(a, -1.F)}) == std::vector{0.5F, -0.5F}); // the first stays as it is
    CHECK(mixOf({a, sumOf(scaled(a, -0.7F), scaled(b, 0.5F))}) == std::vector{0.5F, -0.5F});
    CHECK(mixOf({a, a, scaled(a, -1.F), scaled(a, -1.F)}) == std::vector{0.25F, 0.25F, -0.25F, -0.25F});
}

TEST_CASE("a silent channel does not count, so that a song on one side is as loud as in mono") {
    const auto a = noise(2, kRateHz, 1);
    const auto none = silence(2, kRateHz);
    CHECK(mixOf({a, none}) == std::vector{1.F, 0.F});
    CHECK(mixOf({none, a}) == std::vector{0.F, 1.F});
    CHECK(mixOf({a, scaled(a, 0.0005F)}) == std::vector{1.F, 0.F});
    CHECK(mixOf({a, a, none, none}) == std::vector{0.5F, 0.5F, 0.F, 0.F});
}

TEST_CASE("a song's channels are judged as a whole, in whatever blocks they come") {
    const auto a = noise(4, kRateHz, 1);
    ChannelBalance balance;
    for (std::size_t begin = 0; begin + 1000 <= a.size(); begin += 1000) {
        const std::vector<float> part(a.begin() + static_cast<std::ptrdiff_t>(begin),
                                      a.begin() + static_cast<std::ptrdiff_t>(begin) + 1000);
        auto planes = part;
        const auto other = scaled(part, begin < 4000 ? 1.F : -1.F); // in phase where it begins
        planes.insert(planes.end(), other.begin(), other.end());
        balance.add(planes, 2);
        balance.add(part, 1); // a change of format in the middle
    }
    CHECK(balance.mix() == std::vector{0.5F, -0.5F});
}
