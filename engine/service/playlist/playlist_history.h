// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/playlist_step.h"

#include <cstddef>
#include <deque>

namespace segue {

/// The changes that can be undone, and those that were and can be done again. A new change forgets the latter.
///
/// Thread rule: like a plain value.
class PlaylistHistory final {
public:
    static constexpr std::size_t kDeepest = 50;
    static constexpr std::size_t kMostBytes = 256U << 20U; ///< fifty sorts of 100,000 songs take 120 MB

    void add(store::PlaylistStep step);
    [[nodiscard]] bool canUndo() const { return m_place > 0; }
    [[nodiscard]] bool canRedo() const { return m_place < m_steps.size(); }
    [[nodiscard]] const store::PlaylistStep& toUndo() const { return m_steps[m_place - 1]; }
    [[nodiscard]] const store::PlaylistStep& toRedo() const { return m_steps[m_place]; }
    void noteUndone() { --m_place; }
    void noteRedone() { ++m_place; }

private:
    std::deque<store::PlaylistStep> m_steps;
    std::size_t m_place = 0; ///< steps before it are done
    std::size_t m_bytes = 0;
};

} // namespace segue
