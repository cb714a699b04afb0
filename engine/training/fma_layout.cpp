// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fma_layout.h"

#include "engine/training/fma_tables.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <system_error>

namespace segue::training {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> kSubsets{"small", "medium", "large", "full"}; // each within the next
constexpr std::string_view kPrefix = "fma_";

// Place among the subsets; the last one for what is none of them.
std::size_t rankOf(std::string_view subset) {
    const auto found = std::find(kSubsets.begin(), kSubsets.end(), subset);
    return std::min<std::size_t>(static_cast<std::size_t>(found - kSubsets.begin()), kSubsets.size() - 1);
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::optional<FmaLayout> layoutOf(const fs::path& parent, std::string_view subset) {
    const FmaLayout layout{.table = parent / "fma_metadata" / "tracks.csv",
                           .clips = parent / (std::string(kPrefix) + std::string(subset)),
                           .subset = std::string(subset)};
    std::error_code ignored;
    return fs::exists(layout.table, ignored) && isFolder(layout.clips) ? std::optional(layout) : std::nullopt;
}

// 2 -> "000/000002.mp3"
fs::path pathOf(std::int64_t track) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "%06lld", static_cast<long long>(track));
    const std::string digits = name.data();
    return fs::path(digits.substr(0, 3)) / (digits + ".mp3");
}

std::optional<Side> sideOf(std::string_view split) {
    if (split == "training")
        return Side::training;
    if (split == "validation")
        return Side::validation;
    return split == "test" ? std::optional(Side::test) : std::nullopt;
}

} // namespace

std::optional<FmaLayout> findFmaLayout(const fs::path& folder) {
    std::error_code ignored;
    const fs::path whole = fs::absolute(folder, ignored).lexically_normal();
    const fs::path named = whole.has_filename() ? whole : whole.parent_path(); // without the slash at the end
    for (const std::string_view subset : kSubsets)
        if (named.filename() == std::string(kPrefix) + std::string(subset))
            return layoutOf(named.parent_path(), subset);
    for (const std::string_view subset : kSubsets)
        if (auto layout = layoutOf(named, subset))
            return layout;
    return std::nullopt;
}

SongList listFmaClips(const FmaLayout& layout) {
    SongList list;
    for (const FmaTrack& track : readTrackTable(layout.table)) {
        if (track.genre.empty() || rankOf(track.subset) > rankOf(layout.subset))
            continue;
        const fs::path file = layout.clips / pathOf(track.id);
        const auto side = sideOf(track.split);
        std::error_code ignored;
        if (!side)
            list.leftOut.push_back({file, "“" + track.split + "” is no side of the split."});
        else if (!fs::exists(file, ignored))
            list.leftOut.push_back({file, "The file is missing."});
        else
            list.songs.push_back(
                {.file = file, .row = {.genre = track.genre, .artist = track.artistId, .trackId = track.id, .side = *side}});
    }
    return list;
}

} // namespace segue::training
