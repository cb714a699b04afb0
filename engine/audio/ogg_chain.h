// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

namespace segue::audio {

/// The whole length, by page headers, of a chained Ogg file: one that holds several streams one after another, such as a
/// recording of a radio. Nothing if it is not an Ogg file or holds one stream only, which costs two small reads. Any thread;
/// throws nothing but std::bad_alloc.
[[nodiscard]] std::optional<std::chrono::milliseconds> chainLength(const std::filesystem::path& path);

} // namespace segue::audio
