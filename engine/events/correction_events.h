// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about what the listener corrected of songs. The songs themselves come as TracksChanged.

#include "engine/words/correction.h"
#include "engine/words/request.h"

#include <cstddef>
#include <vector>

namespace segue {

struct CorrectionsLoaded {
    RequestId request = 0;
    std::vector<CorrectedSong> songs; ///< in the order in which they were asked for; of all: by library, in its order
};

/// Corrections were made, reverted or undone.
struct CorrectionsChanged {
    std::size_t songs = 0; ///< that this was about
    TagFields fields = 0;  ///< likewise
    bool isUndo = false;
    bool canUndo = false; ///< CorrectionCommands::undo() takes this back
};

} // namespace segue
