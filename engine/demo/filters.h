// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/sound.h"

namespace segue::demo {

/// The textbook second-order section (Bristow-Johnson's formulas); one per channel, state inside.
class Biquad final {
public:
    [[nodiscard]] static Biquad lowPass(double hz, double q = 0.707);
    [[nodiscard]] static Biquad highPass(double hz, double q = 0.707);
    /// Peak gain 1.
    [[nodiscard]] static Biquad bandPass(double hz, double q);
    [[nodiscard]] static Biquad peak(double hz, double q, double gainDb);

    float next(float x) {
        const float y = m_b0 * x + m_z1;
        m_z1 = m_b1 * x - m_a1 * y + m_z2;
        m_z2 = m_b2 * x - m_a2 * y;
        return y;
    }

private:
    Biquad(double b0, double b1, double b2, double a0, double a1, double a2);

    float m_b0, m_b1, m_b2, m_a1, m_a2;
    float m_z1 = 0.F;
    float m_z2 = 0.F;
};

/// Both channels through a filter, in place.
void filter(Sound& sound, Biquad section);

/// A low-pass whose cutoff may move while it runs (state variable, trapezoidal): for sweeps.
class SweepFilter final {
public:
    /// `resonance` is 0 (none) .. 1 (nearly singing).
    explicit SweepFilter(double resonance)
        : m_damping(static_cast<float>(2.0 - 1.9 * resonance)) {}

    void setCutoff(double hz);
    float next(float x) {
        const float v3 = x - m_second;
        const float v1 = m_a1 * m_first + m_a2 * v3;
        const float v2 = m_second + m_a2 * m_first + m_a3 * v3;
        m_first = 2.F * v1 - m_first;
        m_second = 2.F * v2 - m_second;
        return v2;
    }

private:
    float m_damping;
    float m_a1 = 0.F, m_a2 = 0.F, m_a3 = 0.F;
    float m_first = 0.F, m_second = 0.F;
};

} // namespace segue::demo
