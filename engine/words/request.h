// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue {

using RequestId = std::uint64_t; ///< chosen by the caller, increasing; repeated in the answer

} // namespace segue
