// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;

namespace segue::ui {

/// Gives an address to the desktop's browser, or to the program that it belongs to ("spotify:track:..."). Only https, spotify and,
/// on this computer, http are taken; anything else is not opened. The environment variable SEGUE_OPEN_URL_COMMAND (or
/// PLAYER_OPEN_URL_COMMAND) names a program that gets it instead, as its one argument. Returns at once.
/// @return false: it was not taken. True does not say that somebody has seen it: a program may not be there.
[[nodiscard]] bool openAddress(const QString& address);

} // namespace segue::ui
