// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace segue {

/// Where a sync stands, as the stage of its store keeps it (SpotifyStore::setStageNote), so that it goes on there.
struct SyncNote {
    std::chrono::sys_seconds begun{};
    std::string key;                 ///< of the list that is read; empty: none
    std::size_t offset = 0;          ///< of its next page
    std::size_t rows = 0;            ///< that are staged of it
    std::size_t total = 0;           ///< of its entries, as Spotify said last
    bool isSecond = false;           ///< it moved while it was read, and is read for the second time
    SpotifySkipped skipped = {};     ///< of all lists that are done
    SpotifySkipped skippedHere = {}; ///< of this one
    bool operator==(const SyncNote&) const = default;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<SyncNote> from(const std::string& text); ///< nothing: it is another's note
};

[[nodiscard]] SpotifySkipped operator+(const SpotifySkipped& a, const SpotifySkipped& b);

} // namespace segue
