// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace segue::playback {

/// The list that is being played and the place in it. Pure; any one thread.
class PlayQueue final {
public:
    PlayQueue() = default;
    /// `index` beyond the end means the last item.
    PlayQueue(std::vector<PlayItem> items, std::size_t index);

    [[nodiscard]] bool empty() const { return m_items.empty(); }
    [[nodiscard]] std::size_t size() const { return m_items.size(); }
    [[nodiscard]] const PlayItem& at(std::size_t index) const { return m_items.at(index); }

    /// Index of the current item; 0 when empty.
    [[nodiscard]] std::size_t current() const { return m_current; }
    [[nodiscard]] bool hasNext() const { return m_current + 1 < m_items.size(); }
    [[nodiscard]] bool hasPrevious() const { return m_current > 0; }

    /// Index of the item with this entry's id.
    [[nodiscard]] std::optional<std::size_t> find(std::uint64_t entry) const;

    /// `index` must be in the list.
    void moveTo(std::size_t index);
    /// Behind the current item; into an empty list it becomes the current one.
    void insertNext(PlayItem item);

private:
    std::vector<PlayItem> m_items;
    std::size_t m_current = 0;
};

} // namespace segue::playback
