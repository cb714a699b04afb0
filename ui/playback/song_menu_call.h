// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QPoint>

#include <functional>
#include <vector>

class QAction;

namespace segue::ui {

/// The menu of songs is one, wherever they are listed: a list that wants it says for which songs, and what is its own.
struct SongMenuCall {
    std::vector<Track> songs; ///< the one pointed at first; of one that is in a library the id is enough
    QPoint position;          ///< on the screen
    std::function<void()> play;
    std::function<void()> playNext = {}; ///< where it is another thing than to put them into the queue
    std::vector<QAction*> own = {};      ///< further entries; they go with the menu
};

} // namespace segue::ui
