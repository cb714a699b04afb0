// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/token_store.h"

#include <filesystem>
#include <memory>

namespace segue::app {

/// Keeps each secret in a file of its own in a folder that only the user can enter: for desktops without a keyring. The files can
/// be read by the user alone (mode 0600), from the first byte on. Any thread.
/// @param isWanted the listener chose files: they are taken for the keyring too
[[nodiscard]] std::unique_ptr<TokenStore> makeSecretFiles(std::filesystem::path folder, bool isWanted = false);

} // namespace segue::app
