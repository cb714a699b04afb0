// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/effects.h"
#include "engine/demo/filters.h"
#include "engine/demo/stamp.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <array>

namespace segue::demo {
namespace {

/// The hiss of many drops far away: noise that loses 3 dB an octave, under a slowly moving low-pass.
void playDownpour(Sound& mix, double seconds, float pan, Random random) {
    SweepFilter distance(0.0);
    Biquad thin = Biquad::highPass(220.0);
    Sine gust(1.0, random.unit());
    const double gustHz = random.between(0.04, 0.09);
    const double base = random.between(3'200.0, 5'200.0);
    std::array<float, 3> slow{};
    std::size_t age = 0;
    float level = 0.F;
    stamp(mix, 0.0, seconds, 0.3F, pan, [&] {
        if (age++ % 64 == 0) {
            gust.setHz(gustHz * 64);
            const float wind = gust.next();
            distance.setCutoff(base * (1.0 + 0.35 * wind));
            level = 1.F + 0.3F * wind;
        }
        const float white = random.noise();
        slow[0] += 0.0025F * (white * 6.F - slow[0]);
        slow[1] += 0.025F * (white * 2.F - slow[1]);
        slow[2] += 0.25F * (white - slow[2]);
        return level * distance.next(thin.next(slow[0] + slow[1] + slow[2] + 0.3F * white));
    });
}

/// The drops that fall near: short chirps.
void playDrops(Sound& mix, double seconds, Random random) {
    const double often = random.between(0.02, 0.035);
    for (double at = 0.0; at < seconds; at += random.between(0.2, 1.8) * often) {
        const double ring = random.between(0.006, 0.03);
        Sine drop(random.between(900.0, 4'800.0));
        float level = 1.F;
        const auto fall = static_cast<float>(std::exp(-6.9 / (ring * kRateHz)));
        float attack = 0.F;
        stamp(mix, at, ring, 0.22F * random.unit() * random.unit(), static_cast<float>(random.between(-0.9, 0.9)), [&] {
            level *= fall;
            attack = std::min(1.F, attack + 0.03F);
            return attack * level * drop.next();
        });
    }
}

void playThunder(Sound& mix, double seconds, Random random) {
    for (double at = random.between(4.0, 9.0); at < seconds - 6.0; at += random.between(11.0, 19.0)) {
        Biquad far = Biquad::lowPass(random.between(70.0, 130.0));
        Biquad farther = Biquad::lowPass(160.0);
        Envelope roll({.attack = 0.5, .decay = 3.0, .sustain = 0.2, .release = 3.0}, 3.5);
        Sine rumble(random.between(2.5, 5.0));
        stamp(mix, at, 6.4, 3.F, static_cast<float>(random.between(-0.5, 0.5)),
              [&] { return roll.next() * (1.F + 0.5F * rumble.next()) * farther.next(far.next(random.noise())); });
    }
}

/// Struck bowls, far between: a tone, its octave and a third partial that is out of tune, as metal is.
void playBowls(Sound& mix, const Score& score, Random random) {
    const Key key = score.key.in(Mode::majorPentatonic);
    for (double at = 1.5; at < score.seconds - 6.0; at += 60.0 / score.tempoBpm * (2 + random.below(3))) {
        const double pitch = key.pitch(random.below(7));
        const auto pan = static_cast<float>(random.between(-0.6, 0.6));
        const EnvelopeShape ring{.attack = 0.03, .decay = 4.5, .sustain = 0.0, .release = 1.5};
        playSine(mix, {.start = at, .length = 5.0, .pitch = pitch, .gain = 0.16F, .pan = pan}, ring);
        playSine(mix, {.start = at, .length = 4.0, .pitch = pitch + 12.04, .gain = 0.05F, .pan = pan}, ring);
        playSine(mix, {.start = at, .length = 2.5, .pitch = pitch + 17.4, .gain = 0.03F, .pan = pan}, ring);
    }
}

} // namespace

Arrangement arrangeRain(const Score& score) {
    const double seconds = score.seconds;
    const std::uint64_t seed = score.seed;
    Arrangement song{.parts = {}, .fadeInSeconds = 2.0, .fadeOutSeconds = 4.0};
    song.parts.emplace_back([=](Sound& mix) { playDownpour(mix, seconds, -0.8F, Random(seed + 1)); });
    song.parts.emplace_back([=](Sound& mix) { playDownpour(mix, seconds, 0.8F, Random(seed + 2)); });
    song.parts.emplace_back([=](Sound& mix) { playDrops(mix, seconds, Random(seed + 3)); });
    song.parts.emplace_back([=](Sound& mix) { playThunder(mix, seconds, Random(seed + 4)); });
    song.parts.emplace_back([=](Sound& mix) { playBowls(mix, score, Random(seed + 5)); });
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 3.0, .damping = 0.4, .wet = 0.22}); });
    return song;
}

} // namespace segue::demo
