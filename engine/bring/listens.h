// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bring/reading.h"

namespace segue::bring {

/// Exports of what somebody heard, a line a listen. They tell no paths: songs are found by artist and title. Listens of one artist
/// and title, written in any case, are one song here, with their number as its plays.

/// ListenBrainz's export: JSON, one array of listens or an object a line; lines of feedback ("score": 1, loved) give five stars,
/// as Segue's own five stars are told to it as love. Throws Error{io, badFile}, Stopped.
[[nodiscard]] ForeignLibrary readListenBrainz(const Reading& reading);

/// A table of scrobbles, separated by commas, semicolons or tabs: with a first line of names (artist, track, album, and a time as
/// "uts", "date", ...), or without one as artist, album, track, time. Throws Error{io, badFile}, Stopped.
[[nodiscard]] ForeignLibrary readLastFm(const Reading& reading);

} // namespace segue::bring
