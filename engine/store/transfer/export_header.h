// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace segue::store {

/// What the first bytes of an SQLite file say, read without SQLite.
struct ExportHeader {
    std::uint32_t application = 0; ///< kExportId, if it is an export
    std::uint32_t schema = 0;
    bool usesLog = false; ///< WAL: there may be more of it in another file
    bool isWhole = false; ///< the file is as long as it says
};

/// Nothing if it is no SQLite file. Throws Error{io} if it cannot be read.
[[nodiscard]] std::optional<ExportHeader> readExportHeader(const std::filesystem::path& file);

} // namespace segue::store
