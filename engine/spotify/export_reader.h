// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/export_json.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace segue::spotify {

/// Reads what the listener has on Spotify out of "Download your data": the zip, the folder it was unpacked to, or one of its JSON
/// files. Of everything in it only the library and the playlists are read (export_files.h), in whatever form their age gave them
/// (export_json.h). Touches no network, and writes nothing.
///
/// Thread rule: any thread; it may wait for a disk.
/// Failure rule: Error{io, badFile}, as visitExport() and readExportJson(); of a damaged file nothing is taken.
/// @return nothing if it was stopped, within a block of 64 KiB
[[nodiscard]] std::optional<ExportContents> readExport(const std::filesystem::path& file, std::stop_token stop,
                                                       const ExportProgress& progress = {}, const ExportLimits& limits = {});

} // namespace segue::spotify
