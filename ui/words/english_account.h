// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message_id.h"

#include <string_view>

namespace segue::words {

/// The sentences about accounts of Spotify, for englishTemplate(); empty: another subject's.
[[nodiscard]] std::string_view ofSpotifyAccounts(MessageId id);

} // namespace segue::words
