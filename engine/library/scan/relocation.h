// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/track_store.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace segue::library {

/// How many of a library's songs a folder holds: files of their paths and sizes. Names alone ("Track 01.wav") are many a
/// folder's, and times change with the kind of disk.
struct Likeness {
    std::size_t asked = 0; ///< songs looked for, spread over all
    std::size_t there = 0;
    [[nodiscard]] bool isLikely() const { return 2 * there > asked; } ///< it is the library's folder, somewhere else
};

inline constexpr std::size_t kMostAsked = 1000;

/// Missing songs are not looked for while others are known. Throws nothing about the file system; any thread.
[[nodiscard]] Likeness likenessOf(const std::filesystem::path& folder, const std::vector<store::KnownFile>& known);

} // namespace segue::library
