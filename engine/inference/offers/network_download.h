// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/offers/file_fetch.h"
#include "engine/inference/offers/offered_networks.h"
#include "engine/words/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace segue::inference {

struct DownloadPlace {
    std::filesystem::path folder; ///< of this network alone; made if missing
    std::string base;             ///< of a server on this computer instead of the files' own (addressAt()); empty: their own
};

/// Fetches the files of a network into a folder, each as far as it is not there yet. A connection that breaks is taken up again as
/// long as that brings something; then the parts stay, and the next call goes on from them. What is not the pinned file is removed.
///
/// Blocks; one call a folder at a time. Throws Error{io} (downloadUnreachable, downloadRefused), Error{badFile} (downloadDiffers),
/// Error{noSpace} (downloadNoRoom: then nothing is left of it), or what the system says of the folder.
/// @param progress told how many bytes of all files are there, after each piece
/// @return false: `stop` was requested; the parts stay
[[nodiscard]] bool downloadNetwork(FileFetch& fetch, const OfferedNetwork& network, const DownloadPlace& place,
                                   const std::function<void(std::uint64_t bytes)>& progress, const std::stop_token& stop);

/// Error{noSpace}: the disk is too full for it.
[[nodiscard]] Error noRoomFor(const OfferedNetwork& network);

/// Removes all that downloadNetwork() left in the folder, and the folder.
void removeDownload(const std::filesystem::path& folder);

} // namespace segue::inference
