// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/queue_parts.h"

#include <memory>
#include <utility>

namespace segue::playback {

QueueLists::Part shared(QueueEntries entries) { return std::make_shared<const QueueEntries>(std::move(entries)); }

std::int64_t placeOf(const QueueEntries& entries, EntryId id) {
    const auto found = std::ranges::find(entries, id, &QueueEntry::id);
    return found == entries.end() ? -1 : found - entries.begin();
}

QueueLists::Part without(const QueueLists::Part& part, const IdSet& ids, QueueEntries& taken) {
    const auto isMeant = [&](const QueueEntry& entry) { return ids.has(entry); };
    if (std::ranges::none_of(*part, isMeant))
        return part;
    QueueEntries kept;
    kept.reserve(part->size());
    for (const QueueEntry& entry : *part)
        (isMeant(entry) ? taken : kept).push_back(entry);
    return shared(std::move(kept));
}

std::int64_t placeWithout(const QueueLists& lists, const IdSet& ids) {
    const auto first = lists.started->begin();
    return std::count_if(first, first + lists.place + 1, [&](const QueueEntry& entry) { return !ids.has(entry); }) - 1;
}

QueueLists::Part with(const QueueLists::Part& part, std::size_t at, const QueueEntries& entries) {
    QueueEntries all;
    all.reserve(part->size() + entries.size());
    const auto middle = part->begin() + static_cast<std::ptrdiff_t>(at);
    all.insert(all.end(), part->begin(), middle);
    all.insert(all.end(), entries.begin(), entries.end());
    all.insert(all.end(), middle, part->end());
    return shared(std::move(all));
}

} // namespace segue::playback
