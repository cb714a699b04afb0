// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/effects.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <algorithm>
#include <array>

namespace segue::demo {
namespace {

constexpr int kStepsPerBar = 8;
constexpr std::array<std::array<int, 8>, 3> kProgressions{
    {{0, 5, 3, 4, 0, 2, 3, 4}, {0, 4, 5, 2, 3, 0, 1, 4}, {0, 3, 5, 4, 3, 2, 1, 4}}};

/// A hammer on a tuned bar: the body of the tone and, above it, the bar's short ping.
void strike(Sound& mix, const Note& note) {
    playBell(mix, note, {.ratio = 1.0, .index = 2.2, .ringSeconds = 2.6, .release = 0.5});
    Note ping = note;
    ping.gain *= 0.22F;
    playBell(mix, ping, {.ratio = 7.0, .index = 6.0, .ringSeconds = 0.35, .release = 0.2});
}

struct Solo {
    Key key;
    double step = 0.0; ///< seconds, an eighth
    int bars = 0;
    std::array<int, 8> roots{};
    std::uint64_t seed = 0;
};

constexpr int kBarsAtOnce = 8;

/// Plays kBarsAtOnce bars from `first`.
void playLeftHand(Sound& mix, const Solo& solo, int first) {
    Random random(solo.seed + 1 + 1'000U * static_cast<unsigned>(first));
    const std::array figures{std::array{0, 4, 7, 9, 7, 4, 7, 4}, std::array{0, 4, 7, 4, 9, 7, 4, 7},
                             std::array{0, 7, 4, 7, 9, 7, 4, 7}};
    const auto& figure = figures[solo.seed % figures.size()];
    for (int bar = first; bar < std::min(solo.bars, first + kBarsAtOnce); ++bar) {
        const int root = solo.roots[static_cast<std::size_t>(bar % 8)];
        for (int i = 0; i < kStepsPerBar; ++i) {
            strike(mix, {.start = (bar * kStepsPerBar + i) * solo.step + random.between(0.0, 0.02),
                         .length = 2.5 * solo.step,
                         .pitch = solo.key.pitch(root + figure[static_cast<std::size_t>(i)]) - 24.0,
                         .gain = static_cast<float>((i == 0 ? 0.42 : 0.26) + random.between(-0.04, 0.04)),
                         .pan = -0.25F});
        }
    }
}

void playRightHand(Sound& mix, const Solo& solo) {
    Random random(solo.seed + 2);
    const auto tune = composeTune(solo.roots, kStepsPerBar, 0.22, random);
    double at = 0.0;
    for (int bar = 0; bar < solo.bars; bar += 8) {
        for (const Step& note : tune) {
            strike(mix, {.start = at + random.between(0.0, 0.025),
                         .length = 1.1 * note.steps * solo.step,
                         .pitch = solo.key.pitch(note.degree),
                         .gain = static_cast<float>(0.42 + random.between(-0.06, 0.06)),
                         .pan = 0.2F});
            at += note.steps * solo.step;
        }
    }
}

} // namespace

Arrangement arrangeBells(const Score& score) {
    const double step = 30.0 / score.tempoBpm;
    const Solo solo{.key = score.key,
                    .step = step,
                    .bars = static_cast<int>(score.seconds / (kStepsPerBar * step)) + 1,
                    .roots = kProgressions[score.seed % kProgressions.size()],
                    .seed = score.seed};
    Arrangement song{.parts = {}, .fadeInSeconds = 0.005, .fadeOutSeconds = 3.0};
    for (int bar = 0; bar < solo.bars; bar += kBarsAtOnce) {
        song.parts.emplace_back([=](Sound& mix) { playLeftHand(mix, solo, bar); });
    }
    song.parts.emplace_back([=](Sound& mix) { playRightHand(mix, solo); });
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 2.2, .damping = 0.35, .wet = 0.25}); });
    return song;
}

} // namespace segue::demo
