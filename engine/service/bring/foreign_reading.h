// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/bring/reading.h"
#include "engine/words/song_list.h"

namespace segue {

/// Reads whatever source it is. Throws Error, bring::Stopped.
[[nodiscard]] ForeignLibrary readForeign(const bring::Reading& reading);

/// The ratings that other players wrote into the songs' files; those that lie below the reading's file, if it has one. Files that
/// cannot be read tell none. Throws Error (nothing can be read at all), bring::Stopped.
[[nodiscard]] ForeignLibrary readRatingsInTags(const bring::Reading& reading, const SongList& songs, audio::FileReader& files);

} // namespace segue
