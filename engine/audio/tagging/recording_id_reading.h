// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tagging/tag_reading.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace segue::audio::tagging {

/// A MusicBrainz id as its servers write it: a UUID, 36 characters in lower case. Empty if the text is none.
[[nodiscard]] std::string recordingIdIn(std::string_view text);

/// Which recording MusicBrainz calls the file's song, from its tags; empty if they do not tell. Any thread; throws Error{io} if
/// the file cannot be opened.
[[nodiscard]] std::string readRecordingId(const std::filesystem::path& path, const AskFfmpeg& ask);

} // namespace segue::audio::tagging
