// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"
#include "ui/words/facts.h"
#include "ui/words/song_column.h"

#include <QString>

#include <chrono>
#include <optional>

/// How the window writes ratings, plays and dates: pure functions.
namespace segue::ui {

/// Whether the column is about the listener: rating, plays, added, last played.
[[nodiscard]] bool isListening(SongColumn column);
/// What such a column shows (text) and sorts by (number); empty or nothing if there is nothing. The rating is shown as stars.
[[nodiscard]] QString listeningText(const Track& track, SongColumn column);
[[nodiscard]] std::optional<double> listeningNumber(const Track& track, SongColumn column);
[[nodiscard]] std::optional<double> listeningNumber(const SongRow& song, SongColumn column);
/// The same as a sentence, for a tool tip.
[[nodiscard]] QString listeningSentence(const Track& track, SongColumn column);

[[nodiscard]] QString starsText(int rating);                  ///< 3 -> "★★★☆☆"; empty for 0
[[nodiscard]] QString playsText(int plays);                   ///< "never", "once", "12 times"
[[nodiscard]] QString dayText(std::chrono::sys_seconds time); ///< the day, short, as the listener's locale writes it
/// For the Song details page.
[[nodiscard]] Facts listeningFacts(const Track& track);

} // namespace segue::ui
