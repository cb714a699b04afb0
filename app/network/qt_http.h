// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/http.h"

#include <chrono>
#include <memory>

namespace segue::app {

/// Asks servers through Qt Network: TLS, and the desktop's proxies. An answer must come within `limit`; a redirection is an
/// answer like any other.
///
/// Thread rule: as Http's; an application object must be there.
[[nodiscard]] std::shared_ptr<Http> makeQtHttp(std::chrono::milliseconds limit = std::chrono::seconds(20));

} // namespace segue::app
