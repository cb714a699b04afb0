// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace segue::features {

/// Samples made safe for features: NaN and infinity become 0, and values are limited to +-1,000,000 (120 dB above full
/// scale), so that squares and sums stay finite. Samples that need no change, which is nearly always so, are not copied: the
/// samples given must outlive this.
class FiniteSamples final {
public:
    explicit FiniteSamples(std::span<const float> samples);

    FiniteSamples(const FiniteSamples&) = delete;
    FiniteSamples& operator=(const FiniteSamples&) = delete;

    [[nodiscard]] std::span<const float> get() const { return m_samples; }

private:
    std::span<const float> m_samples;
    std::vector<float> m_cleaned; ///< empty unless something had to be changed
};

} // namespace segue::features
