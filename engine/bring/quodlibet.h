// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bring/reading.h"

namespace segue::bring {

/// Reads Quod Libet's file "songs" (a pickle, of which nothing is run: pickle.h) and the playlists in the folder "playlists" beside
/// it, each a file of paths or an XSPF list. Throws Error{io, badFile, unsupported}, Stopped.
[[nodiscard]] ForeignLibrary readQuodLibet(const Reading& reading);

} // namespace segue::bring
