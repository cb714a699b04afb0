// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bring/reading.h"

namespace segue::bring {

/// Reads the library that iTunes and Apple's Music write as XML ("iTunes Music Library.xml", "Library.xml"): its songs and the
/// playlists that the listener made; folders, smart playlists and those of the program itself are left out. A rating that was
/// computed from an album's is none. Throws Error{io, badFile}, Stopped.
[[nodiscard]] ForeignLibrary readITunes(const Reading& reading);

} // namespace segue::bring
