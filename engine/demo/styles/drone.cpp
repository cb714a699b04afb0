// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/effects.h"
#include "engine/demo/filters.h"
#include "engine/demo/stamp.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <array>
#include <cmath>

namespace segue::demo {
namespace {

constexpr double kPureFifth = 7.01955;

/// Overtones of the root that swell and go, one after the other.
void playOvertones(Sound& mix, double root, double seconds, Random random) {
    for (double at = 2.0; at < seconds - 8.0; at += random.between(1.2, 2.8)) {
        const double overtone = 4 + random.below(9);
        playSine(mix,
                 {.start = at,
                  .length = random.between(4.0, 7.0),
                  .pitch = root + 12.0 * std::log2(overtone),
                  .gain = static_cast<float>(0.5 / overtone),
                  .pan = static_cast<float>(random.between(-0.8, 0.8))},
                 {.attack = 2.5, .decay = 4.0, .sustain = 0.6, .release = 4.0});
    }
}

/// Air in the pipes: a soft hiss that comes and goes as slowly as everything else here.
void playAir(Sound& mix, double seconds, float pan, Random random) {
    Biquad pipe = Biquad::bandPass(random.between(2'200.0, 2'800.0), 0.6);
    Sine swell(random.between(0.05, 0.08), random.unit());
    stamp(mix, 0.0, seconds, 0.035F, pan, [&] { return (1.F + 0.4F * swell.next()) * pipe.next(random.noise()); });
}

} // namespace

Arrangement arrangeDrone(const Score& score) {
    const double root = score.key.pitch(0);
    const double seconds = score.seconds;
    const std::array pitches{root - 12.0, root, root + kPureFifth, root + 12.0};
    Arrangement song{.parts = {}, .fadeInSeconds = 3.0, .fadeOutSeconds = 5.0};
    song.parts.emplace_back([=](Sound& mix) { playOvertones(mix, root, seconds, Random(score.seed + 50)); });
    // Only the overtones stand in the hall: its combs would single out some notes of a bass that never ends.
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 5.0, .damping = 0.45, .wet = 0.4}); });
    for (std::size_t voice = 0; voice < pitches.size(); ++voice) {
        song.parts.emplace_back([=, seed = score.seed + voice](Sound& mix) {
            Random random(seed);
            const SawTone tone{.saws = 3,
                               .detuneCents = random.between(8.0, 13.0),
                               .cutoffHz = random.between(320.0, 460.0),
                               .waveHz = random.between(0.03, 0.09),
                               .resonance = 0.45,
                               .spread = 0.9,
                               .envelope = {.attack = 3.0, .decay = 1.0, .sustain = 1.0, .release = 2.0}};
            const float gain = voice == 0 ? 0.5F : 0.35F;
            playSaws(mix, {.start = 0.0, .length = seconds, .pitch = pitches[voice], .gain = gain}, tone, random);
        });
    }
    for (const float pan : {-0.8F, 0.8F}) {
        song.parts.emplace_back([=](Sound& mix) { playAir(mix, seconds, pan, Random(score.seed + (pan < 0.F ? 60 : 61))); });
    }
    return song;
}

} // namespace segue::demo
