// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/voices.h"

#include "engine/demo/filters.h"
#include "engine/demo/stamp.h"

#include <array>
#include <vector>

namespace segue::demo {
namespace {

/// Parameters that move slowly are set this often, in frames.
constexpr std::size_t kControl = 32;

/// The noise a pluck starts with: as long as one turn of the string, dulled, and with the comb that the place of the
/// plectrum cuts into it.
std::vector<float> burst(std::size_t turn, const PluckTone& tone, Random& random) {
    std::vector<float> noise(turn);
    const auto keep = static_cast<float>(0.95 * (1.0 - tone.brightness));
    float low = 0.F;
    for (float& sample : noise) {
        low = keep * low + (1.F - keep) * random.noise();
        sample = low;
    }
    const auto strike = static_cast<std::size_t>(tone.strike * static_cast<double>(turn));
    std::vector<float> combed(turn);
    float mean = 0.F;
    for (std::size_t i = 0; i < turn; ++i) {
        combed[i] = noise[i] - noise[(i + turn - strike) % turn];
        mean += combed[i] / static_cast<float>(turn);
    }
    float energy = 0.F;
    for (float& sample : combed) {
        sample -= mean;
        energy += sample * sample;
    }
    const float scale = 0.5F / std::sqrt(energy / static_cast<float>(turn) + 1e-9F);
    for (float& sample : combed) {
        sample *= scale;
    }
    return combed;
}

struct Formant {
    double hz;
    double q;
    float gain;
};

std::array<Formant, 4> formantsOf(Vowel vowel) {
    switch (vowel) {
    case Vowel::oh:
        return {{{430, 8, 1.F}, {820, 9, 0.45F}, {2500, 14, 0.10F}, {3100, 14, 0.06F}}};
    case Vowel::oo:
        return {{{340, 8, 1.F}, {650, 9, 0.25F}, {2300, 14, 0.04F}, {3000, 14, 0.03F}}};
    case Vowel::ah:
        break;
    }
    return {{{690, 8, 1.F}, {1150, 9, 0.55F}, {2600, 14, 0.22F}, {3300, 14, 0.12F}}};
}

} // namespace

void playPluck(Sound& to, const Note& note, const PluckTone& tone, Random& random) {
    const double period = kRateHz / pitchHz(note.pitch);
    // The averaging of two neighbours delays by half a sample; the rest of the period is a whole delay and a fraction.
    const auto turn = static_cast<std::size_t>(period - 0.5);
    const auto fraction = static_cast<float>(period - 0.5 - static_cast<double>(turn));
    std::vector<float> line = burst(turn, tone, random);
    const auto loss = static_cast<float>(std::pow(10.0, -3.0 * period / (kRateHz * tone.ringSeconds)));
    std::size_t at = 0;
    float before = 0.F; // one turn ago, for the fraction
    float smooth = 0.F; // one sample ago, for the average
    Envelope envelope({.attack = 0.001, .decay = 1.0, .sustain = 1.0, .release = tone.release}, note.length);
    stamp(to, note.start, note.length + tone.release, note.gain, note.pan, [&] {
        const float now = line[at];
        const float tuned = now + fraction * (before - now);
        before = now;
        line[at] = loss * 0.5F * (tuned + smooth);
        smooth = tuned;
        at = at + 1 == turn ? 0 : at + 1;
        return now * envelope.next();
    });
}

void playSaws(Sound& to, const Note& note, const SawTone& tone, Random& random) {
    for (int i = 0; i < tone.saws; ++i) {
        const double side = tone.saws == 1 ? 0.0 : 2.0 * i / (tone.saws - 1) - 1.0;
        Saw saw(pitchHz(note.pitch + side * tone.detuneCents / 100.0), random.unit());
        Envelope envelope(tone.envelope, note.length);
        SweepFilter sweep(tone.resonance);
        const double waveStart = random.unit();
        const double sweepStep = std::exp(-3.0 * kControl / (tone.sweepSeconds * kRateHz));
        double swept = tone.sweepHz;
        std::size_t age = 0;
        const float gain = note.gain * 0.6F / std::sqrt(static_cast<float>(tone.saws));
        stamp(to, note.start, note.length + tone.envelope.release, gain, note.pan + static_cast<float>(side * tone.spread), [&] {
            if (age % kControl == 0) {
                const auto turns = static_cast<float>(waveStart + tone.waveHz / kRateHz * static_cast<double>(age));
                sweep.setCutoff(tone.cutoffHz * (1.0 + 0.5 * sineOfTurns(turns)) + swept);
                swept *= sweepStep;
            }
            ++age;
            return sweep.next(saw.next()) * envelope.next();
        });
    }
}

void playBell(Sound& to, const Note& note, const BellTone& tone) {
    const double hz = pitchHz(note.pitch);
    Sine carrier(hz);
    Sine modulator(hz * tone.ratio);
    // High strings are short ones: they ring shorter and stay purer.
    const double ring = tone.ringSeconds * std::pow(0.5, (note.pitch - 60.0) / 24.0);
    Envelope envelope({.attack = 0.002, .decay = ring, .sustain = 0.0, .release = tone.release}, note.length);
    const auto fall = static_cast<float>(std::exp(-10.0 / (ring * kRateHz)));
    auto index = static_cast<float>(tone.index * note.gain / (2.0 * std::numbers::pi));
    stamp(to, note.start, std::min(note.length, 2.3 * ring) + tone.release, note.gain, note.pan, [&] {
        index *= fall;
        return carrier.next(index * modulator.next()) * envelope.next();
    });
}

void playChoir(Sound& to, const Note& note, const ChoirTone& tone, Random& random) {
    const auto formants = formantsOf(tone.vowel);
    for (int singer = 0; singer < tone.singers; ++singer) {
        const double hz = pitchHz(note.pitch + random.between(-0.09, 0.09));
        // Nobody's mouth is quite like the neighbour's.
        const double mouth = random.between(0.95, 1.06);
        std::array<Biquad, 4> bands{
            Biquad::bandPass(formants[0].hz * mouth, formants[0].q), Biquad::bandPass(formants[1].hz * mouth, formants[1].q),
            Biquad::bandPass(formants[2].hz * mouth, formants[2].q), Biquad::bandPass(formants[3].hz * mouth, formants[3].q)};
        Saw throat(hz, random.unit());
        Sine vibrato(random.between(4.6, 5.6), random.unit());
        Envelope envelope(tone.envelope, note.length);
        std::size_t age = 0;
        const auto breath = static_cast<float>(tone.breath);
        const auto pan = static_cast<float>(note.pan + random.between(-0.5, 0.5));
        const float gain = note.gain * 1.3F / std::sqrt(static_cast<float>(tone.singers));
        stamp(to, note.start + random.between(0.0, 0.05), note.length + tone.envelope.release, gain, pan, [&] {
            if (age % kControl == 0) {
                // The vibrato's oscillator runs at the control rate.
                const double swell = std::min(1.0, static_cast<double>(age) / kRateHz);
                throat.setHz(hz * (1.0 + 0.006 * swell * vibrato.next()));
                vibrato.setHz(5.1 * kControl);
            }
            ++age;
            const float source = throat.next() + breath * random.noise();
            float sung = 0.F;
            for (std::size_t band = 0; band < bands.size(); ++band) {
                sung += formants[band].gain * bands[band].next(source);
            }
            return sung * envelope.next();
        });
    }
}

void playSine(Sound& to, const Note& note, const EnvelopeShape& shape) {
    Sine sine(pitchHz(note.pitch));
    Envelope envelope(shape, note.length);
    stamp(to, note.start, note.length + shape.release, note.gain, note.pan, [&] { return sine.next() * envelope.next(); });
}

} // namespace segue::demo
