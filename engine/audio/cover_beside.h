// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tags.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::audio {

/// The names of a folder's files that look like its cover, the likeliest first: cover, folder, front, album, albumart...,
/// artwork, in any case, as jpg, jpeg, png, webp, gif or bmp. Pure.
[[nodiscard]] std::vector<std::string> coverNames(std::span<const std::string> names);

/// The cover that lies in a folder; nothing if there is none or the folder cannot be listed. Any thread.
[[nodiscard]] std::optional<Cover> coverIn(const std::filesystem::path& folder);
/// What the folder's files of such names look like from outside: another text when one of them has changed. Any thread.
[[nodiscard]] std::string coverStampIn(const std::filesystem::path& folder);
/// Whether the folder holds a file of such a name; the file is not opened. Any thread.
[[nodiscard]] bool hasCoverIn(const std::filesystem::path& folder);

} // namespace segue::audio
