// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::training {

/// Patches of songs on disk, so that a song is decoded once and not for every training run. A song is known by its
/// path, size and time of change, and by the front end: one that was changed, or a front end with another number, is a
/// song not seen before. What is not used any more may be deleted at any time, with the whole folder.
///
/// Thread rule: any number of threads, and of programs, may use one folder at the same time.
class PatchCache final {
public:
    /// @param folder made when something is stored; empty: nothing is ever stored
    PatchCache(const std::filesystem::path& folder, const features::FrontEnd& frontEnd);

    /// [patches, bands, columns], as a Dataset holds them; nothing if they are not there, or not whole.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> find(const std::filesystem::path& song) const;

    /// A file appears complete or not at all. Throws Error{io, noSpace}.
    void store(const std::filesystem::path& song, std::span<const std::uint8_t> patches) const;

private:
    [[nodiscard]] std::filesystem::path entryOf(const std::filesystem::path& song) const;

    std::filesystem::path m_folder; ///< of this front end; empty: none
    features::FrontEnd m_frontEnd;
};

} // namespace segue::training
