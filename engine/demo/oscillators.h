// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/sound.h"

#include <cmath>
#include <numbers>

namespace segue::demo {

/// sin(2 pi turns), within 4e-6; a polynomial, because these are called a hundred million times a minute of music.
[[nodiscard]] inline float sineOfTurns(float turns) {
    turns -= static_cast<float>(static_cast<int>(turns + std::copysign(0.5F, turns)));
    const float folded = 0.25F - std::fabs(std::fabs(turns) - 0.25F);
    const float x = folded * 2.F * std::numbers::pi_v<float>;
    const float x2 = x * x;
    const float sine = x * (1.F - x2 * (1.F / 6 - x2 * (1.F / 120 - x2 * (1.F / 5040 - x2 / 362880))));
    return std::copysign(sine, turns);
}

/// Runs from 0 to 1 and over again.
class Phase final {
public:
    explicit Phase(double hz, double start = 0.0)
        : m_at(start - std::floor(start)) {
        setHz(hz);
    }

    void setHz(double hz) { m_step = hz / kRateHz; }
    [[nodiscard]] double step() const { return m_step; }
    double next() {
        const double now = m_at;
        m_at += m_step;
        if (m_at >= 1.0) {
            m_at -= 1.0;
        }
        return now;
    }

private:
    double m_at;
    double m_step = 0.0;
};

class Sine final {
public:
    explicit Sine(double hz, double start = 0.0)
        : m_phase(hz, start) {}

    void setHz(double hz) { m_phase.setHz(hz); }
    float next() { return sineOfTurns(static_cast<float>(m_phase.next())); }
    /// `turns` is added to the phase: frequency modulation.
    float next(float turns) { return sineOfTurns(static_cast<float>(m_phase.next()) + turns); }

private:
    Phase m_phase;
};

/// A sawtooth whose jump is rounded off (polyBLEP), so that high notes do not alias audibly.
class Saw final {
public:
    explicit Saw(double hz, double start = 0.0)
        : m_phase(hz, start) {}

    void setHz(double hz) { m_phase.setHz(hz); }
    float next() {
        const auto at = static_cast<float>(m_phase.next());
        const auto step = static_cast<float>(m_phase.step());
        float value = 2.F * at - 1.F;
        if (at < step) {
            const float t = at / step;
            value -= t + t - t * t - 1.F;
        } else if (at > 1.F - step) {
            const float t = (at - 1.F) / step;
            value -= t * t + t + t + 1.F;
        }
        return value;
    }

private:
    Phase m_phase;
};

/// Attack in a straight line, decay and release towards their ends exponentially. Times in seconds.
struct EnvelopeShape {
    double attack = 0.005;
    double decay = 0.2;
    double sustain = 0.7; ///< [0, 1]
    double release = 0.1; ///< to -60 dB
};

class Envelope final {
public:
    Envelope(const EnvelopeShape& shape, double lengthSeconds)
        : m_attack(framesIn(shape.attack))
        , m_held(framesIn(lengthSeconds))
        , m_rise(m_attack > 0 ? 1.F / static_cast<float>(m_attack) : 1.F)
        , m_decay(static_cast<float>(3.0 / (shape.decay * kRateHz + 1.0)))
        , m_sustain(static_cast<float>(shape.sustain))
        , m_release(static_cast<float>(6.9 / (shape.release * kRateHz + 7.0))) {}

    float next() {
        if (m_age >= m_held) {
            m_level -= m_level * m_release;
        } else if (m_age < m_attack) {
            m_level += m_rise;
        } else {
            m_level += (m_sustain - m_level) * m_decay;
        }
        ++m_age;
        return m_level;
    }

private:
    std::size_t m_age = 0;
    std::size_t m_attack;
    std::size_t m_held;
    float m_level = 0.F;
    float m_rise;
    float m_decay;
    float m_sustain;
    float m_release;
};

} // namespace segue::demo
