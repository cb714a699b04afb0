// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace segue {

/// "http://127.0.0.1:PORT" or "http://[::1]:PORT", and a path behind it at most: no name that another may answer to, no user, no
/// query.
[[nodiscard]] bool isOnThisComputer(std::string_view address);

} // namespace segue
