// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <optional>

namespace segue::ui {

/// The position in a song between the player's reports, which come ten times a second. It advances by itself and makes up
/// small differences little by little, so that what follows it moves evenly. Pure: the caller has the clock.
class Playhead final {
public:
    void follow(const std::filesystem::path& song); ///< the song to follow
    void report(const playback::PlaybackStatus& status, double nowSeconds);

    [[nodiscard]] bool isHere() const { return m_base.has_value(); } ///< the song is loaded in the player
    [[nodiscard]] bool isMoving() const { return m_base.has_value() && m_playing; }
    /// Seconds from the song's beginning; none: another song is played.
    [[nodiscard]] std::optional<double> at(double nowSeconds) const;

private:
    std::filesystem::path m_song;
    std::optional<double> m_base; ///< position at m_since
    double m_since = 0.0;
    bool m_playing = false;
};

} // namespace segue::ui
