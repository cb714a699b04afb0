// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/queue_excerpt.h"

#include <algorithm>
#include <set>

namespace segue::ui {

const QueueEntry* QueueExcerpt::find(EntryId entry) const {
    const auto found = std::ranges::find(entries, entry, &QueueEntry::id);
    return found == entries.end() ? nullptr : &*found;
}

QueueExcerpt excerptOf(const QueueState& queue) {
    QueueExcerpt excerpt;
    std::set<EntryId> seen;
    // What comes counts first: an entry that played and comes again is shown where it comes.
    if (queue.current)
        seen.insert(queue.current->id);
    std::vector<QueueEntry> after;
    const auto take = [&](const QueueEntry& entry) {
        if (after.size() < QueueExcerpt::kAfter && seen.insert(entry.id).second)
            after.push_back(entry);
    };
    const auto takeSome = [&](const QueueEntries& part) {
        for (std::size_t i = 0; i < part.size() && after.size() < QueueExcerpt::kAfter; ++i)
            take(part[i]);
    };
    takeSome(*queue.lists.added);
    const std::size_t left = queue.startedLeft();
    for (std::size_t i = 0; i < left && after.size() < QueueExcerpt::kAfter; ++i)
        take(queue.startedAhead(i));
    takeSome(*queue.lists.automatic);

    const auto& history = *queue.history;
    const std::size_t first = history.size() - std::min(history.size(), QueueExcerpt::kBefore);
    for (std::size_t i = first; i < history.size(); ++i)
        if (seen.insert(history[i].id).second)
            excerpt.entries.push_back(history[i]);
    if (queue.current) {
        excerpt.current = queue.current->id;
        excerpt.entries.push_back(*queue.current);
    }
    excerpt.entries.insert(excerpt.entries.end(), after.begin(), after.end());
    return excerpt;
}

} // namespace segue::ui
