// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/drums.h"
#include "engine/demo/effects.h"
#include "engine/demo/filters.h"
#include "engine/demo/stamp.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <array>
#include <string_view>

namespace segue::demo {
namespace {

constexpr std::array<std::string_view, 3> kKicks{"x.x.......x..x..", "x......x..x.....", "x..x......xx...."};
constexpr std::array<std::string_view, 3> kBassLines{"x.....x...x..x..", "x..x......x...x.", "x......x..x....."};
constexpr std::array<std::array<int, 4>, 3> kRoots{{{0, 0, 3, 4}, {0, 5, 3, 0}, {0, 0, 5, 3}}};

struct Groove {
    Key key;
    double step = 0.0;  ///< seconds, a sixteenth
    double swing = 0.0; ///< how late the second sixteenth comes, in steps
    int bars = 0;
    std::uint64_t seed = 0;

    [[nodiscard]] double at(int bar, int sixteenth) const {
        return step * (16 * bar + sixteenth + (sixteenth % 2 == 1 ? swing : 0.0));
    }
    [[nodiscard]] int root(int bar) const { return kRoots[seed % kRoots.size()][static_cast<std::size_t>(bar % 4)]; }
};

void playBreak(Sound& mix, const Groove& groove) {
    Random random(groove.seed + 1);
    const std::string_view kicks = kKicks[groove.seed % kKicks.size()];
    const SnareTone snare{.hz = random.between(175.0, 215.0), .snares = 0.85, .ringSeconds = 0.22};
    for (int bar = 0; bar < groove.bars; ++bar) {
        const bool fill = bar % 8 == 7;
        for (int sixteenth = 0; sixteenth < 16; ++sixteenth) {
            const double time = groove.at(bar, sixteenth);
            if (kicks[static_cast<std::size_t>(sixteenth)] == 'x') {
                playKick(mix, time, 0.9F, {.hz = 56.0, .punchHz = 120.0, .ringSeconds = 0.26});
            }
            if (sixteenth % 8 == 4 || (fill && sixteenth >= 12)) {
                playSnare(mix, time, 0.75F, snare, random);
            } else if (sixteenth % 2 == 1 && random.unit() < 0.22F) {
                playSnare(mix, time, 0.12F, snare, random);
            }
            if (sixteenth % 2 == 0) {
                const bool open = sixteenth == 14 && bar % 2 == 1;
                playHat(mix, time, sixteenth % 4 == 0 ? 0.26F : 0.17F, open ? 0.3 : 0.07, -0.25F, random);
            }
        }
    }
}

void playSubBass(Sound& mix, const Groove& groove) {
    const std::string_view line = kBassLines[groove.seed % kBassLines.size()];
    for (int bar = 1; bar < groove.bars; ++bar) {
        for (int sixteenth = 0; sixteenth < 16; ++sixteenth) {
            if (line[static_cast<std::size_t>(sixteenth)] == 'x') {
                playSine(mix,
                         {.start = groove.at(bar, sixteenth),
                          .length = 2.4 * groove.step,
                          .pitch = groove.key.pitch(groove.root(bar) + (sixteenth == 13 ? 4 : 0)) - 24.0,
                          .gain = 0.6F},
                         {.attack = 0.006, .decay = 0.4, .sustain = 0.6, .release = 0.08});
            }
        }
    }
}

void playKeys(Sound& bus, const Groove& groove) {
    Random random(groove.seed + 2);
    const BellTone tone{.ratio = 1.0, .index = 3.5, .ringSeconds = 2.0, .release = 0.3};
    for (int bar = 2; bar < groove.bars; ++bar) {
        const std::array strokes{0, random.unit() < 0.5F ? 6 : 7, 11};
        for (std::size_t i = 0; i < (bar % 2 == 0 ? 3U : 2U); ++i) {
            for (const double pitch : groove.key.chord(groove.root(bar), 4)) {
                playBell(bus,
                         {.start = groove.at(bar, strokes[i]) + random.between(0.0, 0.012),
                          .length = i == 0 ? 5 * groove.step : 2.5 * groove.step,
                          .pitch = pitch,
                          .gain = 0.17F,
                          .pan = 0.15F},
                         tone);
            }
        }
    }
}

/// What dust does to a record.
void playCrackle(Sound& mix, double seconds, Random random) {
    for (double at = 0.0; at < seconds; at += random.between(0.01, 0.16)) {
        Biquad needle = Biquad::bandPass(random.between(1'500.0, 6'000.0), 1.5);
        float pulse = 1.F;
        stamp(mix, at, 0.006, 0.12F * random.unit(), static_cast<float>(random.between(-0.7, 0.7)), [&] {
            const float out = needle.next(pulse);
            pulse = 0.F;
            return out;
        });
    }
}

} // namespace

Arrangement arrangeBreaks(const Score& score) {
    const double step = 15.0 / score.tempoBpm;
    const Groove groove{.key = score.key,
                        .step = step,
                        .swing = Random(score.seed).between(0.16, 0.3),
                        .bars = static_cast<int>(score.seconds / (16 * step)) + 1,
                        .seed = score.seed};
    Arrangement song{.parts = {}, .fadeInSeconds = 0.005, .fadeOutSeconds = 2.0};
    song.parts.emplace_back([=](Sound& mix) { playKeys(mix, groove); });
    song.parts.emplace_back([](Sound& mix) { filter(mix, Biquad::lowPass(2'600.0)); });
    song.parts.emplace_back([=](Sound& mix) { playBreak(mix, groove); });
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 0.6, .damping = 0.5, .wet = 0.12}); });
    song.parts.emplace_back([=](Sound& mix) { playSubBass(mix, groove); });
    song.parts.emplace_back([=](Sound& mix) { playCrackle(mix, score.seconds, Random(score.seed + 3)); });
    return song;
}

} // namespace segue::demo
