// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about what a listener brings along from other players.

#include "engine/words/bring.h"
#include "engine/words/message.h"
#include "engine/words/request.h"

#include <cstddef>
#include <vector>

namespace segue {

/// Files of other players that were found, and what was brought last.
struct SourcesFound {
    std::vector<FoundSource> sources;
    LastBrought last;
};

/// How far reading is: at most 10 a second.
struct BringProgressed {
    RequestId request = 0;
    std::size_t done = 0;
    std::size_t total = 0; ///< 0: not known
};

/// What bringing would do. Nothing was changed.
struct BringPlanned {
    RequestId request = 0;
    BringPlan plan;
    Message problem; ///< not empty: it cannot be read
};

/// It was done, all of it or nothing.
struct BringDone {
    RequestId request = 0;
    BringPlan plan;
    Message problem; ///< not empty: nothing was changed
};

/// What was brought last was taken back.
struct BringUndone {
    LastBrought was; ///< nothing in it: there was nothing to undo
    Message problem; ///< not empty: nothing was changed
};

} // namespace segue
