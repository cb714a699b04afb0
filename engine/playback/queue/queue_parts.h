// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::playback {

// The queue's parts are never changed once they are seen: each of these functions makes a new one. Pure.

[[nodiscard]] QueueLists::Part shared(QueueEntries entries);
/// -1: it is not among them.
[[nodiscard]] std::int64_t placeOf(const QueueEntries& entries, EntryId id);

/// A set of ids, sorted so that looking one up is fast.
class IdSet final {
public:
    explicit IdSet(std::span<const EntryId> ids)
        : m_ids(ids.begin(), ids.end()) {
        std::ranges::sort(m_ids);
    }
    [[nodiscard]] bool has(EntryId id) const { return std::ranges::binary_search(m_ids, id); }
    [[nodiscard]] bool has(const QueueEntry& entry) const { return has(entry.id); }

private:
    std::vector<EntryId> m_ids;
};

/// A part without some of its entries, which are added to `taken` in their order. The same part if it has none of them.
[[nodiscard]] QueueLists::Part without(const QueueLists::Part& part, const IdSet& ids, QueueEntries& taken);
/// A part with entries put in before place `at`, at most its size.
[[nodiscard]] QueueLists::Part with(const QueueLists::Part& part, std::size_t at, const QueueEntries& entries);
/// The context's place after some entries were removed: that of the last remaining entry at or before the old place.
[[nodiscard]] std::int64_t placeWithout(const QueueLists& lists, const IdSet& ids);

} // namespace segue::playback
