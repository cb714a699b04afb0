// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <filesystem>
#include <map>
#include <optional>

namespace segue::ui {

/// What files outside every library are called. The player knows of them no more than their paths; their tags are asked for when
/// one is played, and take their place in what is told of the player from then on.
class NamedFiles final {
public:
    static constexpr std::size_t kMost = 1'000; ///< then all are forgotten, and asked for again

    /// Fills in what is known of the song. @return whether its tags are to be asked for now
    [[nodiscard]] bool fill(PlaybackChanged& event);
    /// @return what is to be told again, now with the song's tags; nothing: they are not of what plays
    [[nodiscard]] std::optional<PlaybackChanged> take(const SongDetailsLoaded& event);

private:
    std::map<std::filesystem::path, std::optional<Track>> m_tracks; ///< none: asked for, or there is nothing to be known
    std::optional<PlaybackChanged> m_last;                          ///< of a file
};

} // namespace segue::ui
