// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/bring.h"
#include "engine/words/error.h"
#include "engine/words/foreign_library.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string_view>

namespace segue::bring {

/// Thrown when reading is asked to stop.
struct Stopped {};

/// A file of another player, and how to read it.
struct Reading {
    std::filesystem::path file;
    BringSource source = BringSource::fooyin;
    std::stop_token stop = {};
    std::function<void(std::size_t done, std::size_t total)> progress = {}; ///< bytes; may be empty
};

/// Hands over the file block by block, so that a file of gigabytes needs little memory. @p take returns false to read no further.
/// Throws Error{io} (not there, cannot be read), Stopped; what @p take throws goes through.
void readBlocks(const Reading& reading, const std::function<bool(std::span<const char> block)>& take);

/// The file is not what the player writes, or was cut short. @param why foreign words, or the place
[[nodiscard]] Error damaged(const Reading& reading, std::string_view why);
/// It is whole, but not as the versions of the player write it that Segue knows.
[[nodiscard]] Error otherVersion(const Reading& reading);

} // namespace segue::bring
