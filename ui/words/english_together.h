// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message_id.h"

#include <string_view>

namespace segue::words {

/// The sentences about several networks together, for englishTemplate(); empty: the id is of something else.
[[nodiscard]] std::string_view ofNetworksTogether(MessageId id);

} // namespace segue::words
