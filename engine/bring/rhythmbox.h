// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bring/reading.h"

namespace segue::bring {

/// Reads Rhythmbox's rhythmdb.xml, and the playlists.xml beside it if there is one: its songs and its playlists that are lists of
/// songs. Throws Error{io, badFile}, Stopped.
[[nodiscard]] ForeignLibrary readRhythmbox(const Reading& reading);

} // namespace segue::bring
