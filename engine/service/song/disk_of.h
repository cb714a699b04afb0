// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"

#include <filesystem>
#include <string>

namespace segue {

/// A name for the disk that a song lies on, as far as the database tells: its library's folder, else its own. Does not touch
/// the disk. Throws Error.
[[nodiscard]] std::string diskOf(store::Database& reader, const std::filesystem::path& song);

} // namespace segue
