// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

namespace segue::audio {

/// The whole length of a chained Ogg file, one that holds several streams one after another (as a recording of a radio does),
/// by its page headers. Nothing if it is no Ogg file or holds one stream only, which costs two small reads. Any thread;
/// throws nothing but std::bad_alloc.
[[nodiscard]] std::optional<std::chrono::milliseconds> chainLength(const std::filesystem::path& path);

} // namespace segue::audio
