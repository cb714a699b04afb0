// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/offers/file_fetch.h"

#include <chrono>
#include <memory>

namespace segue::app {

/// Fetches files through Qt Network: TLS, and the desktop's proxies. At most some hundred kilobytes wait for the sink; the server
/// waits then too.
///
/// Thread rule: as FileFetch's; an application object must be there.
/// @param silence how long a server may say nothing
[[nodiscard]] std::shared_ptr<FileFetch> makeQtFetch(std::chrono::milliseconds silence = std::chrono::seconds(30));

} // namespace segue::app
