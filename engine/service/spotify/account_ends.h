// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/web/web_client.h"
#include "engine/words/message.h"
#include "engine/words/spotify.h"

namespace segue {

/// How a source stands after a question went wrong, and what to tell of it. Of `stopped` and `answered` nothing is to be told.
struct AccountEnd {
    SpotifyState state = SpotifyState::offline;
    Message problem = {};
};
[[nodiscard]] AccountEnd endOf(const spotify::WebReply& reply);

} // namespace segue
