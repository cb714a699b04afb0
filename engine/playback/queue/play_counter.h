// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"

#include <optional>

namespace segue::playback {

/// Tells from the player's reports when a song was played; pure.
///
/// A song counts as played when half of it, or four minutes, were heard: the customary rule. What is skipped is not heard;
/// what is heard twice is. It counts once for each time it is started, and going back to its first seconds is a start.
/// A preview never counts, nor does a file outside every library.
class PlayCounter final {
public:
    /// Takes each report in turn. @return the song that counts as played now
    [[nodiscard]] std::optional<TrackId> take(const PlaybackStatus& status);

private:
    [[nodiscard]] bool isStart(const PlaybackStatus& status) const;
    [[nodiscard]] static std::chrono::milliseconds enough(const PlaybackStatus& status);

    TrackId m_song = 0;
    PlayState m_state = PlayState::stopped;
    std::chrono::milliseconds m_position{0};
    std::chrono::milliseconds m_heard{0};
    bool m_counted = false;
};

} // namespace segue::playback
