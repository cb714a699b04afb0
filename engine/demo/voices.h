// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/oscillators.h"
#include "engine/demo/sound.h"

namespace segue::demo {

// The instruments. Each adds one note to a sound; what would ring past its end is cut there, so a song ends in a fade.

/// A string that is plucked (Karplus-Strong): a burst of noise runs around in a delay line and loses its brightness.
struct PluckTone {
    double brightness = 0.6;  ///< of the burst, 0 soft thumb .. 1 hard plectrum
    double ringSeconds = 2.5; ///< to -60 dB
    double release = 0.15;    ///< after it is let go
    double strike = 0.18;     ///< where it is plucked, as a part of its length: nearer 0 is thinner
};
void playPluck(Sound& to, const Note& note, const PluckTone& tone, Random& random);

/// Detuned sawtooths through a low-pass that opens and closes: basses, stabs, drones.
struct SawTone {
    int saws = 3;
    double detuneCents = 9.0; ///< of the outermost pair
    double cutoffHz = 1'200.0;
    double sweepHz = 0.0;      ///< added to the cutoff at the height of the sweep
    double sweepSeconds = 0.3; ///< the sweep's decay
    double waveHz = 0.0;       ///< the cutoff sways by half at this rate; 0: it does not
    double resonance = 0.2;
    double spread = 0.6; ///< stereo width of the saws, [0, 1]
    EnvelopeShape envelope{};
};
void playSaws(Sound& to, const Note& note, const SawTone& tone, Random& random);

/// Two-operator frequency modulation: bells, electric pianos.
struct BellTone {
    double ratio = 3.5; ///< modulator / carrier
    double index = 2.0; ///< of modulation when struck; dies faster than the tone
    double ringSeconds = 3.0;
    double release = 0.4;
};
void playBell(Sound& to, const Note& note, const BellTone& tone);

/// A few singers on one note: pulses from the throat through the formants of a vowel.
enum class Vowel { ah, oh, oo };
struct ChoirTone {
    Vowel vowel = Vowel::ah;
    int singers = 3;
    double breath = 0.05; ///< noise beside the pulses
    EnvelopeShape envelope{.attack = 0.7, .decay = 1.0, .sustain = 0.9, .release = 1.2};
};
void playChoir(Sound& to, const Note& note, const ChoirTone& tone, Random& random);

/// A bare sine with an envelope: sub basses, singing bowls, overtones.
void playSine(Sound& to, const Note& note, const EnvelopeShape& envelope);

} // namespace segue::demo
