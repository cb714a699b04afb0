// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/queue_state.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace segue {

/// Previews that are played, and what they interrupted.
struct PreviewRun {
    /// What goes on when the preview is over.
    struct Back {
        std::chrono::milliseconds position{0}; ///< in the queue's current song
        bool wasPlaying = false;
    };

    std::vector<playback::PlayItem> items;
    std::size_t index = 0; ///< of the one that is heard
    QueueContext context;
    std::optional<Back> back; ///< none: nothing was loaded, or it had ended

    [[nodiscard]] const playback::PlayItem& item() const { return items[index]; }
    [[nodiscard]] bool hasNext() const { return index + 1 < items.size(); }

    /// Where an item is among them, from the one that is heard on.
    [[nodiscard]] std::optional<std::size_t> find(const playback::PlayItem& item) const {
        for (std::size_t i = index; i < items.size(); ++i)
            if (items[i].track.path == item.track.path && items[i].start == item.start)
                return i;
        return std::nullopt;
    }
    /// What plays by itself behind one of them.
    [[nodiscard]] std::optional<playback::PlayItem> follows(const playback::PlayItem& item) const {
        const auto place = back ? std::nullopt : find(item);
        return place && *place + 1 < items.size() ? std::optional(items[*place + 1]) : std::nullopt;
    }
};

} // namespace segue
