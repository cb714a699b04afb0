// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace segue::demo {

/// Songs finished and all songs.
using ComposeProgress = std::function<void(std::size_t done, std::size_t total)>;

/// Writes the demo music: 24 synthesised songs of 43 to 58 s, three in each of eight styles, as tagged FLAC files
/// (16 bit, 44.1 kHz, stereo) named FOLDER/ARTIST/NUMBER TITLE.flac. Makes the folder if it is not there. Songs that are
/// already there are left alone: a demo that was stopped goes on where it was. The same bytes on every run.
///
/// @param progress called once at the start and after every song, on the calling thread; may be empty
/// @return false if it was stopped (within a fraction of a second; no half-written file is left)
/// Any thread. Throws Error{noSpace} (disk full), Error{io} (the folder cannot be made or written).
[[nodiscard]] bool composeDemoMusic(const std::filesystem::path& folder, std::stop_token stop = {},
                                    const ComposeProgress& progress = {});

} // namespace segue::demo
