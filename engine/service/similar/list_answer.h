// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/similar_events.h"
#include "engine/recommend/policy/list_maker.h"
#include "engine/store/database/database.h"
#include "engine/words/message.h"

#include <string>

namespace segue {

/// A found list as the listener is told of it: the songs as they are stored now, without those removed meanwhile.
[[nodiscard]] std::vector<Recommendation> describeList(const recommend::SongsFound& found, store::Database& reader,
                                                       const std::string& model);

/// Why a list is short, empty or not as varied as usual; empty if all is well.
/// @param heardGenre the seed's, if only songs of that genre were asked for; else empty
[[nodiscard]] Message remarkOn(const recommend::SongsFound& found, std::size_t wanted, const std::string& heardGenre);

/// What to say of an empty list when none of the libraries' folders are there, so that no song is; else `problem` itself.
[[nodiscard]] Message orNoFolder(Message problem, store::Database& reader);

} // namespace segue
