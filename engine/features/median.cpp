// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/median.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue::features {

namespace {

constexpr std::size_t kBins = 256;

/// Sorts values into bins of equal width between the lowest and the highest. Monotonous in floats too: a larger value
/// never lies in a lower bin.
class Bins final {
public:
    explicit Bins(std::span<const float> values) {
        const auto [lowest, highest] = std::ranges::minmax(values);
        m_lowest = lowest;
        // Halves, because the difference of two floats may be too large for one.
        const float half = highest / 2.0F - lowest / 2.0F;
        m_scale = half > 1e-30F ? static_cast<float>(kBins) / 2.0F / half : 0.0F;
        for (const float value : values)
            ++m_counts[of(value)];
    }

    [[nodiscard]] std::size_t of(float value) const {
        const float bin = (value - m_lowest) * m_scale;
        return bin < static_cast<float>(kBins - 1) ? static_cast<std::size_t>(bin) : kBins - 1;
    }
    [[nodiscard]] std::size_t count(std::size_t bin) const { return m_counts[bin]; }

private:
    float m_lowest = 0.0F;
    float m_scale = 0.0F;
    std::array<std::uint32_t, kBins> m_counts{};
};

/// The value at @p rank when sorted; only the bin it lies in is looked at closely.
float valueAt(std::span<const float> values, const Bins& bins, std::size_t rank) {
    std::size_t bin = 0;
    for (; rank >= bins.count(bin); ++bin)
        rank -= bins.count(bin);
    std::vector<float> candidates;
    candidates.reserve(bins.count(bin));
    for (const float value : values) {
        if (bins.of(value) == bin)
            candidates.push_back(value);
    }
    const auto place = candidates.begin() + static_cast<std::ptrdiff_t>(rank);
    std::ranges::nth_element(candidates, place);
    return *place;
}

} // namespace

float medianOf(std::span<const float> values) {
    if (values.empty())
        return 0.0F;
    const Bins bins(values);
    const float upper = valueAt(values, bins, values.size() / 2);
    if (values.size() % 2 == 1)
        return upper;
    return (valueAt(values, bins, values.size() / 2 - 1) + upper) / 2.0F;
}

} // namespace segue::features
