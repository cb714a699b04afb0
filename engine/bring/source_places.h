// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/bring.h"

#include <vector>

namespace segue::bring {

/// Where the home and its folders are, as the environment says.
struct Home {
    std::filesystem::path home;   ///< HOME
    std::filesystem::path data;   ///< XDG_DATA_HOME, else ~/.local/share
    std::filesystem::path config; ///< XDG_CONFIG_HOME, else ~/.config
    std::filesystem::path music;  ///< where iTunes keeps its file: ~/Music
};
[[nodiscard]] Home homeOfEnvironment();

/// The files of other players that lie where those players keep them, also in their Flatpaks' folders. Asks the disk.
[[nodiscard]] std::vector<FoundSource> sourcesIn(const Home& home);

} // namespace segue::bring
