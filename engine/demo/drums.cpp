// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/drums.h"

#include "engine/demo/filters.h"
#include "engine/demo/oscillators.h"
#include "engine/demo/stamp.h"

namespace segue::demo {
namespace {

/// Per-sample factor of something that is 60 dB quieter after `seconds`.
float fallOf(double seconds) { return static_cast<float>(std::exp(-6.9 / (seconds * kRateHz))); }

} // namespace

void playKick(Sound& to, double start, float gain, const KickTone& tone) {
    Sine skin(tone.hz);
    float level = 1.F;
    double bend = tone.punchHz;
    const float fall = fallOf(tone.ringSeconds);
    const double bendFall = fallOf(0.12);
    float attack = 0.F;
    stamp(to, start, tone.ringSeconds, gain, 0.F, [&] {
        skin.setHz(tone.hz + bend);
        bend *= bendFall;
        level *= fall;
        attack = std::min(1.F, attack + 0.02F);
        return attack * level * skin.next() * 1.4F;
    });
}

void playSnare(Sound& to, double start, float gain, const SnareTone& tone, Random& random) {
    Sine low(tone.hz);
    Sine high(tone.hz * 1.62);
    Biquad rattle = Biquad::highPass(1'400.0);
    Biquad body = Biquad::peak(3'200.0, 0.8, 5.0);
    const auto snares = static_cast<float>(tone.snares);
    const float fall = fallOf(tone.ringSeconds);
    const float skinFall = fallOf(tone.ringSeconds * 0.6);
    float noise = 1.F;
    float skin = 1.F;
    stamp(to, start, tone.ringSeconds, gain, 0.05F, [&] {
        noise *= fall;
        skin *= skinFall;
        return skin * (0.6F * low.next() + 0.35F * high.next()) + snares * noise * body.next(rattle.next(random.noise()));
    });
}

void playHat(Sound& to, double start, float gain, double ringSeconds, float pan, Random& random) {
    Biquad thin = Biquad::highPass(6'500.0);
    Sine ring(5'430.0, random.unit());
    Sine beat(8'170.0, random.unit());
    const float fall = fallOf(ringSeconds);
    float level = 1.F;
    stamp(to, start, ringSeconds, gain, pan, [&] {
        level *= fall;
        const float metal = ring.next() * beat.next();
        return level * thin.next(0.9F * random.noise() + 0.6F * metal);
    });
}

void playClap(Sound& to, double start, float gain, Random& random) {
    // Several hands, not quite together.
    for (int hand = 0; hand < 4; ++hand) {
        Biquad palm = Biquad::bandPass(random.between(1'050.0, 1'450.0), 1.1);
        const double ring = hand == 3 ? 0.22 : 0.03;
        const float fall = fallOf(ring);
        float level = 1.F;
        stamp(to, start + 0.011 * hand, ring, gain, static_cast<float>(random.between(-0.3, 0.3)), [&] {
            level *= fall;
            return level * 1.6F * palm.next(random.noise());
        });
    }
}

} // namespace segue::demo
