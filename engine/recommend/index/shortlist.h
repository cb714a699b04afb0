// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace segue::recommend {

using Slot = std::uint32_t; ///< where a matrix keeps a row

/// A row and its product with what is asked for.
struct Candidate {
    std::int32_t product = 0;
    Slot slot = 0;
    TrackId track = 0;
    std::uint64_t recording = 0; ///< 0: shares its recording with no other
};

/// The n best of any number of candidates, a recording once; of equal ones those with the lower track id.
class Shortlist final {
public:
    explicit Shortlist(std::size_t n)
        : m_size(n) {}

    /// Candidates with a smaller product cannot enter.
    [[nodiscard]] std::int32_t threshold() const { return m_threshold; }
    void offer(const Candidate& candidate);

    [[nodiscard]] std::size_t size() const { return m_best.size(); }
    [[nodiscard]] std::vector<Candidate> take(); ///< best first; empties the list

private:
    std::size_t m_size;
    std::int32_t m_threshold = std::numeric_limits<std::int32_t>::min();
    std::vector<Candidate> m_best; ///< a heap whose front is the worst
};

} // namespace segue::recommend
