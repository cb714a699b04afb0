// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/training/taught_music.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::training {

/// How well a network does on music without genres that teachers have heard.
struct TaughtFigures {
    struct Agreement {
        std::string teacher;
        std::size_t rows = 0;         ///< that it has heard
        std::optional<double> shared; ///< of a row's ten nearest by the teacher, the share that is among its ten nearest by the
                                      ///< embedding; the mean over rows, [0, 1]. Absent where it has heard fewer than 12 rows
    };
    std::size_t rows = 0;
    std::optional<double> recordingMap; ///< mean average precision of finding the other excerpts of a recording, (0, 1]
    std::vector<Agreement> agreements;  ///< a teacher each; excerpts of the row's own recording are left out
};

/// Runs the network over the rows. Teachers' vectors are standardised over these rows and compared by cosine. Throws Error{usage}
/// if there is no row, or if the network's front end is not the music's.
[[nodiscard]] TaughtFigures evaluateTaught(const inference::Embedder& embedder, const TaughtMusic& music,
                                           std::span<const std::size_t> rows);

/// For people, several lines.
[[nodiscard]] std::string formatTaught(const TaughtFigures& figures);

} // namespace segue::training
