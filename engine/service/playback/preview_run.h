// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/queue_state.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace segue {

/// Previews that are played over the music, and what they do to it.
struct PreviewRun {
    std::vector<playback::PlayItem> items;
    std::size_t index = 0; ///< of the one that is heard
    QueueContext context;
    bool isAlone = false;     ///< nothing was playing or paused: the others follow by themselves
    bool runsOn = false;      ///< they do in any case
    bool interrupts = false;  ///< the music played, and is to be heard again as it was
    bool pausesMusic = false; ///< it does not go on below

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
        const auto place = isAlone || runsOn ? find(item) : std::nullopt;
        return place && *place + 1 < items.size() ? std::optional(items[*place + 1]) : std::nullopt;
    }
};

} // namespace segue
