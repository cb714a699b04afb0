// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/effects.h"
#include "engine/demo/styles.h"
#include "engine/demo/voices.h"

#include <array>
#include <cmath>

namespace segue::demo {
namespace {

constexpr std::array<std::array<int, 8>, 3> kChoirProgressions{
    {{0, 3, 0, 4, 5, 3, 1, 4}, {0, 5, 3, 0, 3, 1, 4, 4}, {0, 2, 3, 5, 1, 4, 0, 4}}};
constexpr int kVoices = 4;

/// Bass takes the root; the others take the chord note that is nearest to where they stand, so that they move little.
double lead(double from, const std::vector<double>& chord) {
    double best = chord.front();
    for (const double pitch : chord) {
        for (int octave = -3; octave <= 3; ++octave) {
            const double candidate = pitch + 12.0 * octave;
            if (std::fabs(candidate - from) < std::fabs(best - from)) {
                best = candidate;
            }
        }
    }
    return best;
}

/// The pitches that one voice sings, one a chord.
std::vector<double> singLine(const Score& score, int voice, int chords) {
    const auto& roots = kChoirProgressions[score.seed % kChoirProgressions.size()];
    const double tonic = score.key.pitch(0);
    const std::array<double, kVoices> ranges{tonic - 12.0, tonic + 1.0, tonic + 7.0, tonic + 14.0};
    std::vector<double> line;
    double at = ranges[static_cast<std::size_t>(voice)];
    for (int i = 0; i < chords; ++i) {
        const int root = i + 1 == chords ? 0 : roots[static_cast<std::size_t>(i) % roots.size()];
        const double pitch = voice == 0 ? lead(ranges[0], {score.key.pitch(root)}) : lead(at, score.key.chord(root));
        line.push_back(pitch);
        // Drawn back towards its range, else a voice wanders off over the minutes.
        at = 0.6 * pitch + 0.4 * ranges[static_cast<std::size_t>(voice)];
    }
    return line;
}

} // namespace

Arrangement arrangeChoir(const Score& score) {
    const double chord = 240.0 / score.tempoBpm;
    const int chords = static_cast<int>(score.seconds / chord) + 1;
    Arrangement song{.parts = {}, .fadeInSeconds = 0.3, .fadeOutSeconds = 4.0};
    for (int voice = 0; voice < kVoices; ++voice) {
        song.parts.emplace_back([=](Sound& mix) {
            Random random(score.seed + 10 + static_cast<std::uint64_t>(voice));
            const auto line = singLine(score, voice, chords);
            for (int i = 0; i < chords; ++i) {
                const std::array vowels{Vowel::ah, Vowel::oh, Vowel::ah, Vowel::oo};
                const ChoirTone tone{.vowel = vowels[static_cast<std::size_t>(i / 2 + static_cast<int>(score.seed)) % 4],
                                     .singers = 2};
                playChoir(mix,
                          {.start = i * chord,
                           .length = chord,
                           .pitch = line[static_cast<std::size_t>(i)],
                           .gain = voice == 0 ? 0.5F : 0.4F,
                           .pan = 0.5F * (static_cast<float>(voice) - 1.5F) / 1.5F},
                          tone, random);
            }
        });
    }
    song.parts.emplace_back([](Sound& mix) { reverberate(mix, {.seconds = 3.8, .damping = 0.3, .wet = 0.42}); });
    return song;
}

} // namespace segue::demo
