// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace segue::inference {

/// What is read of an archive at most: small files can unpack to any size.
struct ZipLimits {
    std::size_t entries = 10'000; ///< in the archive
    std::uint64_t bytes = 0;      ///< unpacked, of all wanted entries together
};

/// The wanted entries of a zip archive by name, unpacked into memory; nothing is written to disk. Throws Error{io} if the file
/// cannot be read, Error{badFile} if it is no zip archive, is damaged or cut short, holds a wanted name twice, or has more than
/// the limits.
/// @param wanted called with each entry's name
[[nodiscard]] std::map<std::string, std::string> readZip(const std::filesystem::path& file, const ZipLimits& limits,
                                                         const std::function<bool(const std::string& name)>& wanted);

} // namespace segue::inference
