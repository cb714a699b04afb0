// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"

#include <cstddef>
#include <vector>

namespace segue::ui {

/// The part of the queue that other programs are shown: there may be 200,000 songs in it, and MPRIS sends lists whole.
struct QueueExcerpt {
    static constexpr std::size_t kBefore = 20; ///< at most so many that played
    static constexpr std::size_t kAfter = 100; ///< and so many that come

    std::vector<QueueEntry> entries; ///< as they play; none is there twice
    EntryId current = 0;             ///< one of them; 0: none

    [[nodiscard]] const QueueEntry* find(EntryId entry) const;
    bool operator==(const QueueExcerpt&) const = default;
};

[[nodiscard]] QueueExcerpt excerptOf(const QueueState& queue);

} // namespace segue::ui
