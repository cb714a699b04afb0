// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/song_query.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace segue::browse {

/// What a value of a field of numbers means (SongQuery has the forms): any of these ranges. Nothing: it is no value of that field.
[[nodiscard]] std::optional<std::vector<QueryRange>> valueRanges(QueryField field, std::string_view value,
                                                                 std::chrono::sys_seconds now);

} // namespace segue::browse
