// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tags.h"
#include "engine/words/track.h"

#include <filesystem>

namespace segue {

/// Tags as a song's row. Neither id nor library nor path are set.
[[nodiscard]] Track trackOf(const audio::Tags& tags);

/// A song outside every library, as far as its tags tell; only its name where they cannot be read. Any thread.
[[nodiscard]] Track describeFile(const std::filesystem::path& song);

} // namespace segue
