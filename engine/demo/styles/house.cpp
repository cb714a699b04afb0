// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/drums.h"
#include "engine/demo/effects.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace segue::demo {
namespace {

constexpr std::array<std::array<int, 4>, 3> kHouseProgressions{{{0, 5, 2, 6}, {0, 3, 5, 4}, {0, 2, 3, 6}}};
constexpr std::array<std::string_view, 3> kStabs{"x..x..x...x..x..", "..x...x...x..x..", "x..x....x..x...."};
constexpr std::array<std::string_view, 3> kHouseBassLines{"..x...x...x...x.", "..x...x...x..xx.", "..xx..x...xx..x."};

/// The clock of a piece in 4/4, counted in sixteenths.
struct Floor {
    Key key;
    double step = 0.0; ///< seconds
    int bars = 0;
    std::array<int, 4> roots{};
    std::uint64_t seed = 0;

    [[nodiscard]] double at(int bar, int sixteenth) const { return step * (16 * bar + sixteenth); }
    [[nodiscard]] int root(int bar) const { return roots[static_cast<std::size_t>(bar % 4)]; }
    /// Two bars in sixteen go without the kick.
    [[nodiscard]] static bool kicks(int bar) { return bar % 16 < 14; }
};

std::vector<double> kickTimes(const Floor& floor) {
    std::vector<double> times;
    for (int bar = 0; bar < floor.bars; ++bar) {
        for (int beat = 0; beat < 4 && Floor::kicks(bar); ++beat) {
            times.push_back(floor.at(bar, 4 * beat));
        }
    }
    return times;
}

void playDrums(Sound& mix, const Floor& floor) {
    Random random(floor.seed + 1);
    for (const double time : kickTimes(floor)) {
        playKick(mix, time, 0.95F, {.hz = 50.0, .punchHz = 190.0, .ringSeconds = 0.3});
    }
    for (int bar = 0; bar < floor.bars; ++bar) {
        for (int sixteenth = 0; sixteenth < 16; ++sixteenth) {
            const double time = floor.at(bar, sixteenth);
            const bool offBeat = sixteenth % 4 == 2;
            playHat(mix, time, offBeat ? 0.3F : 0.1F + 0.05F * random.unit(), offBeat ? 0.22 : 0.05, 0.2F, random);
            if (bar >= 2 && sixteenth % 8 == 4) {
                playClap(mix, time, 0.42F, random);
            }
        }
    }
}

void playBass(Sound& bus, const Floor& floor) {
    Random random(floor.seed + 2);
    const std::string_view line = kHouseBassLines[floor.seed % kHouseBassLines.size()];
    const SawTone tone{.saws = 2,
                       .detuneCents = 5.0,
                       .cutoffHz = 240.0,
                       .sweepHz = 900.0,
                       .sweepSeconds = 0.18,
                       .resonance = 0.45,
                       .spread = 0.1,
                       .envelope = {.attack = 0.004, .decay = 0.15, .sustain = 0.7, .release = 0.06}};
    for (int bar = 2; bar < floor.bars; ++bar) {
        for (int sixteenth = 0; sixteenth < 16; ++sixteenth) {
            if (line[static_cast<std::size_t>(sixteenth)] == 'x') {
                const double octave = sixteenth % 8 == 6 && random.unit() < 0.4F ? 12.0 : 0.0;
                playSaws(bus,
                         {.start = floor.at(bar, sixteenth),
                          .length = 1.5 * floor.step,
                          .pitch = floor.key.pitch(floor.root(bar)) - 24.0 + octave,
                          .gain = 0.8F},
                         tone, random);
            }
        }
    }
}

constexpr int kHouseBarsAtOnce = 8;

/// Plays kBarsAtOnce bars from `first`.
void playStabs(Sound& bus, const Floor& floor, int first) {
    Random random(floor.seed + 3 + 1'000U * static_cast<unsigned>(first));
    const std::string_view rhythm = kStabs[floor.seed % kStabs.size()];
    for (int bar = first; bar < std::min(floor.bars, first + kHouseBarsAtOnce); ++bar) {
        // The filter opens as the song goes on.
        const SawTone tone{.saws = 3,
                           .detuneCents = 14.0,
                           .cutoffHz = 500.0 + 60.0 * (bar % 16),
                           .sweepHz = 2'600.0,
                           .sweepSeconds = 0.16,
                           .resonance = 0.25,
                           .spread = 0.9,
                           .envelope = {.attack = 0.003, .decay = 0.2, .sustain = 0.4, .release = 0.18}};
        for (int sixteenth = 0; sixteenth < 16; ++sixteenth) {
            if (rhythm[static_cast<std::size_t>(sixteenth)] != 'x') {
                continue;
            }
            for (const double pitch : floor.key.chord(floor.root(bar), 4)) {
                playSaws(bus, {.start = floor.at(bar, sixteenth), .length = 1.2 * floor.step, .pitch = pitch, .gain = 0.2F}, tone,
                         random);
            }
        }
    }
}

void playArpeggio(Sound& bus, const Floor& floor) {
    Random random(floor.seed + 4);
    std::array<int, 8> turns{};
    for (int& turn : turns) {
        turn = 2 * random.below(4);
    }
    const BellTone tone{.ratio = 2.0, .index = 5.0, .ringSeconds = 0.5, .release = 0.2};
    for (int bar = 8; bar < floor.bars; ++bar) {
        for (int eighth = 0; eighth < 8; ++eighth) {
            const int degree = floor.root(bar) + turns[static_cast<std::size_t>(eighth)];
            playBell(bus,
                     {.start = floor.at(bar, 2 * eighth + (eighth % 3 == 2 ? 1 : 0)),
                      .length = 2 * floor.step,
                      .pitch = floor.key.pitch(degree) + 12.0,
                      .gain = 0.22F,
                      .pan = eighth % 2 == 0 ? -0.4F : 0.4F},
                     tone);
        }
    }
}

} // namespace

Arrangement arrangeHouse(const Score& score) {
    const double step = 15.0 / score.tempoBpm;
    const Floor floor{.key = score.key,
                      .step = step,
                      .bars = static_cast<int>(score.seconds / (16 * step)) + 1,
                      .roots = kHouseProgressions[score.seed % kHouseProgressions.size()],
                      .seed = score.seed};
    Arrangement song{.parts = {}, .fadeInSeconds = 0.005, .fadeOutSeconds = 2.5};
    song.parts.emplace_back([=](Sound& mix) { playBass(mix, floor); });
    for (int bar = 4; bar < floor.bars; bar += kHouseBarsAtOnce) {
        song.parts.emplace_back([=](Sound& mix) { playStabs(mix, floor, bar); });
    }
    song.parts.emplace_back([=](Sound& mix) { playArpeggio(mix, floor); });
    song.parts.emplace_back([=](Sound& mix) { echo(mix, 3 * floor.step, 0.35F, 0.16F); });
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 1.2, .damping = 0.4, .wet = 0.14}); });
    song.parts.emplace_back([=](Sound& mix) { duck(mix, kickTimes(floor), 0.28, 0.75F); });
    song.parts.emplace_back([=](Sound& mix) { playDrums(mix, floor); });
    return song;
}

} // namespace segue::demo
