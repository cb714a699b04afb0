// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace segue::features {

/// Samples as features may rely on them: NaN and infinity are 0, and nothing lies beyond +-1,000,000 (120 dB above full
/// scale), so that squares and sums stay finite. Sound that is so already, and that is nearly all, is not copied: the
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
