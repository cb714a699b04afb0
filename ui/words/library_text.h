// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QString>

/// What the window says about a library's folder: pure functions.
namespace segue::ui {

/// What happened and what to do if the library is offline; else empty.
[[nodiscard]] QString absenceText(const Library& library);
/// The same as a heading.
[[nodiscard]] QString absenceTitle(const Library& library);
/// Two characters that stand for a name when there is no room for it: "Old records" -> "Or", "Music #2" -> "M2".
[[nodiscard]] QString initialsOf(const QString& name);
/// How changes in a library's folder are noticed.
[[nodiscard]] QString watchingText(Watching watching);
/// "12 missing"; empty for 0.
[[nodiscard]] QString missingText(std::size_t missing);
/// Why a song cannot be played; empty: it can.
[[nodiscard]] QString absentSongText(const Track& track, const Library& library);

} // namespace segue::ui
