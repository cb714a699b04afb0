// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace segue::app {

/// Where Segue's files are; the same for the window and the command line. No function creates anything.

/// $XDG_DATA_HOME/segue, by default ~/.local/share/segue.
[[nodiscard]] std::filesystem::path userFolder();

/// $XDG_CACHE_HOME/segue, by default ~/.cache/segue: what can be made again.
[[nodiscard]] std::filesystem::path userCacheFolder();

/// The libraries' database in the user's folder.
[[nodiscard]] std::filesystem::path defaultDatabase();

/// The model bundle that Segue listens with while the listener has chosen none: the one installed beside this program, else
/// the source tree's. It may be missing; reading it reports that.
[[nodiscard]] std::filesystem::path shippedModel();

/// The folder of the bundles that came with Segue, and the folder of the listener's own ones, inside the user's folder.
[[nodiscard]] std::filesystem::path shippedModels();
[[nodiscard]] std::filesystem::path ownModels();

/// Another of Segue's programs ("segue-analyzer"), which lies beside this one.
[[nodiscard]] std::filesystem::path siblingProgram(std::string_view name);

} // namespace segue::app
