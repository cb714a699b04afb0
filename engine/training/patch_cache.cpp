// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/patch_cache.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string_view>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace segue::training {

namespace fs = std::filesystem;

namespace {

// Raised whenever decoding or the patches change though the front end's numbers do not.
constexpr std::string_view kRecipe = "patches 1, ";

std::string digestOf(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return digits.data();
}

} // namespace

PatchCache::PatchCache(const fs::path& folder, const features::FrontEnd& frontEnd)
    : m_folder(folder.empty() ? fs::path() : folder / digestOf(std::string(kRecipe) + features::describe(frontEnd)))
    , m_frontEnd(frontEnd) {}

fs::path PatchCache::entryOf(const fs::path& song) const {
    std::error_code code;
    const fs::path whole = fs::weakly_canonical(song, code);
    const auto size = fs::file_size(song, code);
    const auto changed = fs::last_write_time(song, code).time_since_epoch().count();
    const std::string digest = digestOf(whole.native() + "\n" + std::to_string(size) + "\n" + std::to_string(changed));
    return m_folder / digest.substr(0, 2) / (digest + ".npy"); // few enough files in a folder
}

std::optional<std::vector<std::uint8_t>> PatchCache::find(const fs::path& song) const {
    if (m_folder.empty())
        return std::nullopt;
    try {
        const features::NpyArray array = features::readNpy(entryOf(song));
        const bool fits = array.type == features::NpyType::u1 && array.shape.size() == 3 && array.shape[0] > 0 &&
                          array.shape[1] == static_cast<std::size_t>(m_frontEnd.bands) &&
                          array.shape[2] == static_cast<std::size_t>(m_frontEnd.columns);
        if (!fits)
            return std::nullopt;
        std::vector<std::uint8_t> patches(array.bytes.size());
        std::memcpy(patches.data(), array.bytes.data(), array.bytes.size());
        return patches;
    } catch (const Error&) {
        return std::nullopt; // missing or broken: it is made anew
    }
}

void PatchCache::store(const fs::path& song, std::span<const std::uint8_t> patches) const {
    if (m_folder.empty())
        return;
    const fs::path entry = entryOf(song);
    std::error_code code;
    fs::create_directories(entry.parent_path(), code);
    if (code)
        throw Error(ErrorKind::io, "Cannot make the folder " + entry.parent_path().string() + ": " + code.message() + ".");
    features::NpyArray array{.type = features::NpyType::u1,
                             .shape = {patches.size() / m_frontEnd.patchSize(), static_cast<std::size_t>(m_frontEnd.bands),
                                       static_cast<std::size_t>(m_frontEnd.columns)},
                             .bytes = {}};
    const auto bytes = std::as_bytes(patches);
    array.bytes.assign(bytes.begin(), bytes.end());
    fs::path partial = entry; // of its own, whoever else writes the same song
    partial += "." + std::to_string(::getpid()) + "-" + std::to_string(std::hash<std::thread::id>()(std::this_thread::get_id())) +
               ".partial";
    try {
        features::writeNpy(partial, array);
        fs::rename(partial, entry);
    } catch (const fs::filesystem_error& error) {
        fs::remove(partial, code);
        throw Error(ErrorKind::io, "Cannot write " + entry.string() + ": " + error.code().message() + ".");
    } catch (const Error&) {
        fs::remove(partial, code);
        throw;
    }
}

} // namespace segue::training
