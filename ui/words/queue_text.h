// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"

#include <QString>

#include <cstddef>
#include <string>
#include <vector>

/// What the window says about the queue: pure functions.
namespace segue::ui {

/// Over the songs that follow by themselves: "From: Local Music #1".
[[nodiscard]] QString contextText(const QueueContext& context);
/// What was done, for the notice with Undo. @param title of the song, where it is one
[[nodiscard]] QString playNextText(std::size_t songs, const std::string& title);
[[nodiscard]] QString addedText(std::size_t songs, const std::string& title);
[[nodiscard]] QString removedText(std::size_t songs);
/// Of files that were to be played. @param reason the first one's, a sentence
[[nodiscard]] QString notMusicText(const std::vector<QString>& names, const QString& reason);
[[nodiscard]] QString repeatText(RepeatMode mode); ///< "Repeat: off", ...

} // namespace segue::ui
