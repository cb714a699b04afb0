// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/harmony.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace segue::demo {
namespace {

std::span<const int> scaleOf(Mode mode) {
    static constexpr std::array kMajor{0, 2, 4, 5, 7, 9, 11};
    static constexpr std::array kMinor{0, 2, 3, 5, 7, 8, 10};
    static constexpr std::array kDorian{0, 2, 3, 5, 7, 9, 10};
    static constexpr std::array kMajorPentatonic{0, 2, 4, 7, 9};
    static constexpr std::array kMinorPentatonic{0, 3, 5, 7, 10};
    switch (mode) {
    case Mode::major:
        return kMajor;
    case Mode::minor:
        return kMinor;
    case Mode::dorian:
        return kDorian;
    case Mode::majorPentatonic:
        return kMajorPentatonic;
    case Mode::minorPentatonic:
        break;
    }
    return kMinorPentatonic;
}

/// The chord note that lies nearest to a degree.
int nearestInChord(int degree, int root) {
    int best = root;
    for (int octave = -7; octave <= 7; octave += 7) {
        for (const int third : {0, 2, 4}) {
            const int candidate = root + third + octave;
            if (std::abs(candidate - degree) < std::abs(best - degree)) {
                best = candidate;
            }
        }
    }
    return best;
}

/// How a bar is cut into notes.
std::vector<int> composeRhythm(int stepsPerBar, double density, Random& random) {
    std::vector<int> lengths;
    int filled = 0;
    while (filled < stepsPerBar) {
        const int longest = stepsPerBar - filled;
        const int wanted = random.unit() < density ? 1 : 2 + random.below(2);
        lengths.push_back(std::min(wanted, longest));
        filled += lengths.back();
    }
    return lengths;
}

} // namespace

double Key::pitch(int degree) const {
    const auto scale = scaleOf(m_mode);
    const int size = static_cast<int>(scale.size());
    const int octave = degree >= 0 ? degree / size : -((size - 1 - degree) / size);
    return m_tonic + 12.0 * octave + scale[static_cast<std::size_t>(degree - octave * size)];
}

std::vector<double> Key::chord(int degree, int notes) const {
    std::vector<double> pitches;
    pitches.reserve(static_cast<std::size_t>(std::max(0, notes)));
    for (int i = 0; i < notes; ++i)
        pitches.push_back(pitch(degree + 2 * i));
    return pitches;
}

std::vector<Step> composeTune(std::span<const int> roots, int stepsPerBar, double density, Random& random) {
    const std::array rhythms{composeRhythm(stepsPerBar, density, random), composeRhythm(stepsPerBar, density * 0.7, random)};
    // The same small moves come back in every thought, from wherever it then stands: that makes it a tune.
    std::array<int, 8> moves{};
    for (int& move : moves) {
        move = random.below(5) - 2;
    }
    std::vector<Step> tune;
    int degree = 4;
    for (std::size_t bar = 0; bar < roots.size(); ++bar) {
        const bool last = bar + 1 == roots.size();
        std::size_t note = 0;
        for (const int length : last ? std::vector<int>{stepsPerBar} : rhythms[bar % 2]) {
            degree = note == 0 ? nearestInChord(degree, roots[bar])
                               : std::clamp(degree + moves[(note + 3 * (bar % 2)) % moves.size()], -1, 10);
            tune.push_back({.degree = last ? nearestInChord(degree, 0) : degree, .steps = length});
            ++note;
        }
    }
    return tune;
}

} // namespace segue::demo
