// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/store/track_writer.h"
#include "engine/words/track.h"

#include <filesystem>
#include <stop_token>

namespace segue {

/// Tags as a song's row. Neither id nor library nor path are set.
[[nodiscard]] Track trackOf(const audio::Tags& tags);

/// A song outside every library, as far as its tags tell; only its name where they cannot be read. Any thread.
[[nodiscard]] Track describeFile(const std::filesystem::path& song, audio::FileReader& files, const std::stop_token& stop = {});

/// What is to be stored of a file that could not be read without harm, now.
[[nodiscard]] store::ReadingFailure failureFor(const audio::NotRead& unread);

} // namespace segue
