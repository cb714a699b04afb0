// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace segue::store {

/// The header of an SQLite file, read without SQLite.
struct ExportHeader {
    std::uint32_t application = 0; ///< kExportId, if it is an export
    std::uint32_t schema = 0;
    bool usesLog = false; ///< WAL: another file may hold more of it
    bool isWhole = false; ///< the file is as long as its header says
};

/// @return nothing if it is not an SQLite file. Throws Error{io} if it cannot be read.
[[nodiscard]] std::optional<ExportHeader> readExportHeader(const std::filesystem::path& file);

} // namespace segue::store
