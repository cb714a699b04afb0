// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "engine/demo/compose.h"

#include <cstdio>

namespace segue::cli {

int runDemo(const std::filesystem::path& folder) {
    std::size_t written = 0;
    const bool complete = demo::composeDemoMusic(folder, {}, [&](std::size_t done, std::size_t total) {
        written = done;
        std::fprintf(stderr, "\rcomposing %zu / %zu", done, total);
    });
    std::fprintf(stderr, "\n");
    std::printf("%zu songs in %s\n", written, folder.c_str());
    return complete ? 0 : 1;
}

} // namespace segue::cli
