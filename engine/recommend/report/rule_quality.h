// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/recommender.h"
#include "engine/words/library_quality.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>

namespace segue::recommend {

/// Songs that there are several versions of, by the rule of versions.h.
struct VersionCounts {
    std::size_t songs = 0;    ///< with several versions
    std::size_t versions = 0; ///< recordings behind one of these: all but one of each song's
    bool operator==(const VersionCounts&) const = default;
};
/// Of very many with the same names some are compared.
[[nodiscard]] VersionCounts countVersions(const EmbeddingMatrix& matrix, const SongTable& songs);

/// The same recordings' lists of ten, by the usual rules and plain.
struct RuledLists {
    std::size_t songs = 0; ///< that listed each other: all, or a sample in which lists are as long but the songs are fewer
    ListFigures byRules, plain;
};

/// About 2 ms a song. @param most so many songs are measured at most
/// @return nothing: stopped
[[nodiscard]] std::optional<RuledLists> measureRules(const Recommender& library, std::size_t most, const std::stop_token& stop,
                                                     const std::function<void(std::size_t done, std::size_t total)>& progress = {});

} // namespace segue::recommend
