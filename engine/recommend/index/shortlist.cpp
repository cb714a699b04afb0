// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/shortlist.h"

#include <algorithm>
#include <utility>

namespace segue::recommend {

namespace {

bool isBetter(const Candidate& a, const Candidate& b) { return a.product != b.product ? a.product > b.product : a.track < b.track; }

} // namespace

/// Few candidates get this far: some hundred of 200,000 songs. So the list may be searched for the recording.
void Shortlist::offer(const Candidate& candidate) {
    if (m_size == 0)
        return;
    const auto twin =
        candidate.recording == 0 ? m_best.end() : std::ranges::find(m_best, candidate.recording, &Candidate::recording);
    if (twin != m_best.end()) {
        if (!isBetter(candidate, *twin))
            return;
        *twin = candidate;
        std::ranges::make_heap(m_best, isBetter);
    } else {
        if (m_best.size() == m_size) {
            if (!isBetter(candidate, m_best.front()))
                return;
            std::ranges::pop_heap(m_best, isBetter);
            m_best.pop_back();
        }
        m_best.push_back(candidate);
        std::ranges::push_heap(m_best, isBetter);
    }
    if (m_best.size() == m_size)
        m_threshold = m_best.front().product;
}

std::vector<Candidate> Shortlist::take() {
    std::ranges::sort_heap(m_best, isBetter);
    m_threshold = std::numeric_limits<std::int32_t>::min();
    return std::exchange(m_best, {});
}

} // namespace segue::recommend
