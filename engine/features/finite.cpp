// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/finite.h"

#include <algorithm>
#include <cmath>

namespace segue::features {

namespace {

constexpr float kLargest = 1e6F;

bool allFine(std::span<const float> samples) {
    unsigned wrong = 0;
    for (const float sample : samples)
        wrong |= std::abs(sample) <= kLargest ? 0U : 1U; // false for NaN too
    return wrong == 0;
}

} // namespace

FiniteSamples::FiniteSamples(std::span<const float> samples)
    : m_samples(samples) {
    if (allFine(samples))
        return;
    m_cleaned.resize(samples.size());
    std::ranges::transform(samples, m_cleaned.begin(),
                           [](float sample) { return std::isfinite(sample) ? std::clamp(sample, -kLargest, kLargest) : 0.0F; });
    m_samples = m_cleaned;
}

} // namespace segue::features
