// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/cover_beside.h"

#include "engine/audio/image_type.h"
#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>
#include <tuple>

namespace segue::audio {

namespace {

constexpr std::size_t kMostNames = 100'000; ///< at most this many names of a folder are looked at

/// How likely a name is that of a cover: 0 is the likeliest; nothing for other names.
std::optional<std::size_t> rankOf(std::string_view name) {
    constexpr auto kStems = std::to_array<std::string_view>({"cover", "folder", "front", "album", "albumart", "artwork"});
    constexpr auto kExtensions = std::to_array<std::string_view>({"jpg", "jpeg", "png", "webp", "gif", "bmp"});
    const std::string small = lowered(name);
    const std::size_t dot = small.rfind('.');
    if (dot == std::string::npos)
        return std::nullopt;
    const auto extension = std::ranges::find(kExtensions, std::string_view(small).substr(dot + 1));
    const std::string_view stem = std::string_view(small).substr(0, dot);
    const auto known = std::ranges::find(kStems, stem);
    if (extension == kExtensions.end() || (known == kStems.end() && !stem.starts_with("albumart")))
        return std::nullopt;
    // Windows keeps "AlbumArt_{...}_Large.jpg" and "..._Small.jpg".
    const std::size_t likeness = known != kStems.end() ? static_cast<std::size_t>(known - kStems.begin())
                                                       : kStems.size() + (stem.ends_with("small") ? 1 : 0);
    return likeness * kExtensions.size() + static_cast<std::size_t>(extension - kExtensions.begin());
}

std::vector<std::string> namesIn(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    std::filesystem::directory_iterator entry(folder.empty() ? std::filesystem::path(".") : folder, failed);
    for (; !failed && entry != std::filesystem::directory_iterator() && names.size() < kMostNames; entry.increment(failed)) {
        auto name = entry->path().filename().native();
        if (rankOf(name))
            names.push_back(std::move(name));
    }
    return names;
}

std::optional<Cover> readImage(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return std::nullopt;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size == 0 || size > kMaxCoverBytes)
        return std::nullopt;
    std::vector<std::byte> bytes(size);
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    std::string type = imageType(bytes);
    if (!file || type.empty())
        return std::nullopt;
    return Cover{std::move(type), std::move(bytes)};
}

} // namespace

std::vector<std::string> coverNames(std::span<const std::string> names) {
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const auto& name : names)
        if (const auto rank = rankOf(name))
            ranked.emplace_back(*rank, name);
    std::ranges::sort(ranked);
    std::vector<std::string> sorted;
    sorted.reserve(ranked.size());
    for (auto& [rank, name] : ranked)
        sorted.push_back(std::move(name));
    return sorted;
}

std::optional<Cover> coverIn(const std::filesystem::path& folder) {
    for (const auto& name : coverNames(namesIn(folder)))
        if (auto cover = readImage(folder / name))
            return cover;
    return std::nullopt;
}

std::string coverStampIn(const std::filesystem::path& folder) {
    std::string stamp;
    for (const auto& name : coverNames(namesIn(folder))) {
        std::error_code failed;
        const auto size = std::filesystem::file_size(folder / name, failed);
        const auto written = std::filesystem::last_write_time(folder / name, failed).time_since_epoch().count();
        stamp += name + '/' + std::to_string(size) + '/' + std::to_string(written) + '/';
    }
    return stamp;
}

bool hasCoverIn(const std::filesystem::path& folder) { return !namesIn(folder).empty(); }

} // namespace segue::audio
