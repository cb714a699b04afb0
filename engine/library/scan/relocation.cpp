// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/relocation.h"

#include "engine/words/section.h"

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
        const auto& song = *songs[i * songs.size() / likeness.asked];
        const std::filesystem::directory_entry file(folder / fileOf(song.path), failed);
        likeness.there += file.is_regular_file(failed) && file.file_size(failed) == song.stamp.size ? 1 : 0;
    }
    return likeness;
}

} // namespace segue::library
