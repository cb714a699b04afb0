// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/redirect_listener.h"

#include <memory>

namespace segue::app {

/// Opens ports on 127.0.0.1 with plain sockets. Many connections may come at once, and say nothing, or too much: none keeps the
/// others waiting. What is asked for under another name than 127.0.0.1 is refused, so that no page elsewhere can ask in the
/// browser's place. Thread and failure rule: as RedirectListener.
[[nodiscard]] std::shared_ptr<RedirectListener> makeRedirectListener();

} // namespace segue::app
