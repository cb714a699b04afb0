// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/scrobble_events.h"

#include <QString>

/// What the window says of the server that listens are told to: pure functions.
namespace segue::ui {

/// What is wrong with an address; empty: nothing. It begins with https, or with http where the server is this computer, or has
/// neither: then https is meant. Nothing at all is ListenBrainz's own.
[[nodiscard]] QString serverProblem(const QString& address);
/// Whether and for whom listens are told, what waits, and where the token is.
[[nodiscard]] QString scrobblingText(const ScrobblingChanged& event);

} // namespace segue::ui
