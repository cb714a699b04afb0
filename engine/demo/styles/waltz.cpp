// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/effects.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <array>

namespace segue::demo {
namespace {

constexpr int kWaltzStepsPerBar = 6; // eighths
constexpr std::array<std::array<int, 8>, 3> kVerses{{{0, 0, 3, 0, 0, 5, 4, 4}, {0, 5, 3, 4, 0, 5, 4, 0}, {0, 4, 5, 3, 0, 3, 4, 4}}};
constexpr std::array<std::array<int, 8>, 3> kBridges{
    {{3, 3, 0, 0, 4, 4, 5, 4}, {5, 5, 3, 3, 1, 1, 4, 4}, {3, 4, 0, 5, 3, 4, 1, 4}}};

/// Verse, verse, bridge, verse; again until the time is over.
struct Form {
    Key key;
    double barSeconds = 0.0;
    int bars = 0;
    std::uint64_t seed = 0;

    [[nodiscard]] static bool isBridge(int bar) { return bar / 8 % 4 == 2; }
    [[nodiscard]] const std::array<int, 8>& roots(int bar) const {
        return (isBridge(bar) ? kBridges : kVerses)[seed % kVerses.size()];
    }
};

void playAccompaniment(Sound& mix, const Form& form) {
    Random random(form.seed + 1);
    const PluckTone bass{.brightness = 0.25, .ringSeconds = 3.0, .release = 0.2, .strike = 0.3};
    const PluckTone strings{.brightness = 0.5, .ringSeconds = 1.8, .release = 0.15, .strike = 0.22};
    for (int bar = 0; bar < form.bars; ++bar) {
        const int root = form.roots(bar)[static_cast<std::size_t>(bar % 8)];
        const double start = bar * form.barSeconds;
        const double bassPitch = form.key.pitch(bar % 2 == 1 ? root + 4 : root) - 24.0;
        playPluck(mix, {.start = start, .length = 0.9 * form.barSeconds, .pitch = bassPitch, .gain = 0.9F, .pan = -0.1F}, bass,
                  random);
        for (int beat = 1; beat < 3; ++beat) {
            double strum = random.between(0.0, 0.006);
            for (const double pitch : form.key.chord(root)) {
                playPluck(mix,
                          {.start = start + beat * form.barSeconds / 3 + strum,
                           .length = 0.28 * form.barSeconds,
                           .pitch = pitch - 12.0 + (pitch - form.key.pitch(0) > 9 ? -12.0 : 0.0),
                           .gain = beat == 1 ? 0.42F : 0.36F,
                           .pan = -0.35F},
                          strings, random);
                strum += 0.012;
            }
        }
    }
}

void playTune(Sound& mix, const Form& form) {
    Random random(form.seed + 2);
    const auto verse = composeTune(kVerses[form.seed % kVerses.size()], kWaltzStepsPerBar, 0.3, random);
    const auto bridge = composeTune(kBridges[form.seed % kBridges.size()], kWaltzStepsPerBar, 0.45, random);
    const PluckTone plectrum{.brightness = 0.85, .ringSeconds = 2.2, .release = 0.25, .strike = 0.12};
    const double step = form.barSeconds / kWaltzStepsPerBar;
    for (int bar = 0; bar < form.bars; bar += 8) {
        double at = bar * form.barSeconds;
        for (const Step& note : Form::isBridge(bar) ? bridge : verse) {
            // Two courses of strings, as on a mandolin.
            for (const double detune : {-0.04, 0.04}) {
                playPluck(mix,
                          {.start = at + random.between(0.0, 0.008),
                           .length = note.steps * step,
                           .pitch = form.key.pitch(note.degree) + detune,
                           .gain = 0.42F,
                           .pan = 0.3F},
                          plectrum, random);
            }
            at += note.steps * step;
        }
    }
}

} // namespace

Arrangement arrangeWaltz(const Score& score) {
    const double bar = 180.0 / score.tempoBpm;
    const Form form{.key = score.key, .barSeconds = bar, .bars = static_cast<int>(score.seconds / bar) + 1, .seed = score.seed};
    Arrangement song{.parts = {}, .fadeInSeconds = 0.005, .fadeOutSeconds = 2.5};
    song.parts.emplace_back([=](Sound& mix) { playAccompaniment(mix, form); });
    song.parts.emplace_back([=](Sound& mix) { playTune(mix, form); });
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 1.1, .damping = 0.5, .wet = 0.16}); });
    return song;
}

} // namespace segue::demo
