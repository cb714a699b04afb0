// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue {

using RequestId = std::uint64_t; ///< chosen by the caller, rising; comes back with the answer

} // namespace segue
