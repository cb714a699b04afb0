// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_queue.h"

#include "engine/words/error.h"

#include <algorithm>
#include <utility>

namespace segue::playback {

PlayQueue::PlayQueue(std::vector<PlayItem> items, std::size_t index)
    : m_items(std::move(items)) {
    m_current = m_items.empty() ? 0 : std::min(index, m_items.size() - 1);
}

std::optional<std::size_t> PlayQueue::find(std::uint64_t entry) const {
    const auto found = std::ranges::find(m_items, entry, &PlayItem::entry);
    return found == m_items.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_items.begin()));
}

void PlayQueue::moveTo(std::size_t index) {
    if (index >= m_items.size()) {
        throw Error(ErrorKind::usage, "There is no such song in the list that is being played.");
    }
    m_current = index;
}

void PlayQueue::insertNext(PlayItem item) {
    const std::size_t place = m_items.empty() ? 0 : m_current + 1;
    m_items.insert(m_items.begin() + static_cast<std::ptrdiff_t>(place), std::move(item));
}

} // namespace segue::playback
