// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/filters.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::demo {
namespace {

struct Angle {
    double cosine;
    double alpha;
};

Angle angleOf(double hz, double q) {
    const double w = 2.0 * std::numbers::pi * std::min(hz, 0.45 * kRateHz) / kRateHz;
    return {std::cos(w), std::sin(w) / (2.0 * q)};
}

} // namespace

Biquad::Biquad(double b0, double b1, double b2, double a0, double a1, double a2)
    : m_b0(static_cast<float>(b0 / a0))
    , m_b1(static_cast<float>(b1 / a0))
    , m_b2(static_cast<float>(b2 / a0))
    , m_a1(static_cast<float>(a1 / a0))
    , m_a2(static_cast<float>(a2 / a0)) {}

Biquad Biquad::lowPass(double hz, double q) {
    const auto [c, alpha] = angleOf(hz, q);
    return {(1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha};
}

Biquad Biquad::highPass(double hz, double q) {
    const auto [c, alpha] = angleOf(hz, q);
    return {(1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha};
}

Biquad Biquad::bandPass(double hz, double q) {
    const auto [c, alpha] = angleOf(hz, q);
    return {alpha, 0, -alpha, 1 + alpha, -2 * c, 1 - alpha};
}

Biquad Biquad::peak(double hz, double q, double gainDb) {
    const auto [c, alpha] = angleOf(hz, q);
    const double a = std::pow(10.0, gainDb / 40.0);
    return {1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a};
}

void filter(Sound& sound, Biquad section) {
    Biquad other = section;
    for (std::size_t i = 0; i < sound.frames(); ++i) {
        sound.left[i] = section.next(sound.left[i]);
        sound.right[i] = other.next(sound.right[i]);
    }
}

void SweepFilter::setCutoff(double hz) {
    const auto g = static_cast<float>(std::tan(std::numbers::pi * std::clamp(hz, 20.0, 0.45 * kRateHz) / kRateHz));
    m_a1 = 1.F / (1.F + g * (g + m_damping));
    m_a2 = g * m_a1;
    m_a3 = g * m_a2;
}

} // namespace segue::demo
