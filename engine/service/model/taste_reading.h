// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/taste.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/database.h"

#include <chrono>

namespace segue {

/// What the listener said of songs, artists and albums, ready for lists of one space's embeddings. Throws Error.
[[nodiscard]] recommend::Taste readTaste(store::Database& reader, const EmbeddingSpace& space, std::chrono::sys_seconds now);

} // namespace segue
