// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace segue::test {

struct ZipEntry {
    std::string name; ///< with folders; one that ends with "/" is a folder
    std::string bytes;
    bool isLink = false; ///< to `bytes`
};

struct ZipForm {
    std::string password = {}; ///< if not empty, everything is encrypted
    bool isDeflated = true;
};

/// Writes a zip archive; a name may come twice.
void writeZip(const std::filesystem::path& file, const std::vector<ZipEntry>& entries, const ZipForm& form = {});

} // namespace segue::test
