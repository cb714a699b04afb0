// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/demo/styles.h"

#include <string>
#include <vector>

namespace segue::demo {

/// A song that does not exist yet: what its tags will say and how it is composed. People and titles are invented.
struct DemoSong {
    std::string title;
    std::string artist;
    std::string album;
    std::string genre; ///< names the style: songs of one style share it
    int trackNumber = 0;
    int year = 0;
    Style style = nullptr;
    Score score;
};

/// All songs of the demo, in the order in which they are written: neighbours differ in style, so that a demo that was
/// stopped half-way has something of each.
[[nodiscard]] std::vector<DemoSong> demoSongs();

/// Renders a song: stereo, kRateHz, score.seconds long, mastered. The same samples on every run.
/// @return an empty sound if stopped.
[[nodiscard]] Sound render(const DemoSong& song, const std::function<bool()>& stopped);

} // namespace segue::demo
