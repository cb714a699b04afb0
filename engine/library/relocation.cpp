// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/relocation.h"

#include <algorithm>
#include <system_error>

namespace segue::library {

Likeness likenessOf(const std::filesystem::path& folder, const std::vector<store::KnownFile>& known) {
    std::vector<const store::KnownFile*> songs;
    const bool allMissing = std::ranges::all_of(known, &store::KnownFile::isMissing);
    for (const auto& file : known)
        if (allMissing || !file.isMissing)
            songs.push_back(&file);
    Likeness likeness{.asked = std::min(songs.size(), kMostAsked), .there = 0};
    for (std::size_t i = 0; i < likeness.asked; ++i) {
        std::error_code failed;
        const auto& path = songs[i * songs.size() / likeness.asked]->path;
        likeness.there += std::filesystem::is_regular_file(folder / path, failed) ? 1 : 0;
    }
    return likeness;
}

} // namespace segue::library
