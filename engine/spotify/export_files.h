// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace segue::spotify {

/// Gives the next bytes of a file, valid until it is called again; empty: the end, or the stop. Throws as visitExport().
using NextBytes = std::function<std::string_view()>;

/// @param name without folders, as it is written
using VisitFile = std::function<void(const std::string& name, const NextBytes& next)>;

/// How much of an export is looked at.
struct ExportLimits {
    std::size_t fileBytes = std::size_t{32} << 20U;   ///< of one file, inflated
    std::size_t totalBytes = std::size_t{256} << 20U; ///< of all that are read, inflated
    std::size_t mostRatio = 200;                      ///< inflated to packed bytes, from a mebibyte on
    std::size_t entries = 20'000;                     ///< in the archive or folder
    int folderDepth = 8;
};

/// Finds what Segue reads of "Download your data": YourLibrary.json and Playlist*.json, whatever their case and folder, in a zip
/// archive, in the folder it was unpacked to; or a single file, whatever its name. Everything else there (payments, addresses,
/// what was searched for, what was heard) is passed over by its name and never inflated or opened, and nothing is written to disk.
/// Links are not followed.
///
/// Thread rule: any thread; it may wait for a disk. Stops between blocks, and then visits nothing more.
/// Failure rule: Error{io, badFile} with a sentence for each reason: not there, neither archive nor folder nor JSON, without the
/// two files, the streaming history only, encrypted, damaged, too large, several exports at once. What `visit` throws comes
/// through.
void visitExport(const std::filesystem::path& file, const VisitFile& visit, std::stop_token stop, const ExportLimits& limits = {});

} // namespace segue::spotify
