// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/taste.h"
#include "engine/store/database/database.h"

#include <chrono>
#include <string>

namespace segue {

/// What the listener said of songs, artists and albums, ready for lists of one network's embeddings. Throws Error.
[[nodiscard]] recommend::Taste readTaste(store::Database& reader, const std::string& model, std::chrono::sys_seconds now);

} // namespace segue
