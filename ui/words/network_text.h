// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/model_events.h"

#include <QString>

#include <cstddef>
#include <vector>

/// What is said of networks. Pure.
namespace segue::ui {

[[nodiscard]] QString networkTitle(const InstalledModel& model); ///< "musicnn, version 1"; a broken one's folder
/// No more exact than an estimate is: "less than a minute", "about 3 hours", "about 5 days".
[[nodiscard]] QString durationText(double seconds);
/// What hearing songs with it takes here: "About 4 seconds a song (estimated), about 3 days for 40,000 songs".
[[nodiscard]] QString costText(const InstalledModel& model, std::size_t songs);
/// Songs that a network would have to hear, if it was used.
[[nodiscard]] std::size_t songsToHear(const InstalledModel& model, const ModelsChanged& models);
/// A line of a change's progress: "musicnn, version 1: 20 of 500 songs, about 3 hours left".
[[nodiscard]] QString partText(const PartProgress& part);
/// "segue-net, version 2 (50 %) + musicnn, version 1 (50 %)", of several together.
[[nodiscard]] QString sharesText(const std::vector<NetworkShare>& parts, const std::vector<InstalledModel>& installed);

} // namespace segue::ui
