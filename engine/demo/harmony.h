// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/sound.h"

#include <span>
#include <vector>

namespace segue::demo {

enum class Mode { major, minor, dorian, majorPentatonic, minorPentatonic };

/// A key: a tonic and the notes above it, counted in degrees: 0 is the tonic, negative ones lie below it.
class Key final {
public:
    /// `tonic` is a MIDI pitch.
    Key(double tonic, Mode mode)
        : m_tonic(tonic)
        , m_mode(mode) {}

    [[nodiscard]] double pitch(int degree) const;
    /// A chord of `notes` thirds on a degree, lowest first. Meant for the modes of seven notes.
    [[nodiscard]] std::vector<double> chord(int degree, int notes = 3) const;
    [[nodiscard]] Key moved(double semitones) const { return {m_tonic + semitones, m_mode}; }
    [[nodiscard]] Key in(Mode mode) const { return {m_tonic, mode}; }

private:
    double m_tonic;
    Mode m_mode;
};

/// A note of a melody: a degree for a number of steps (eighths, quarters: whatever its style counts in).
struct Step {
    int degree = 0;
    int steps = 1;
    bool rest = false;
};

/// A tune of `bars` bars of `stepsPerBar`: a two-bar thought, its answer, and so on, walking in small steps, with the
/// notes of the bar's chord on its first step and the tonic at the end. `roots` holds one degree a bar.
[[nodiscard]] std::vector<Step> composeTune(std::span<const int> roots, int stepsPerBar, double density, Random& random);

} // namespace segue::demo
