// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about genres in the listener's own words, and about how well the libraries are served.

#include "engine/words/genre_doubt.h"
#include "engine/words/library_quality.h"
#include "engine/words/message.h"
#include "engine/words/request.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace segue {

/// Songs whose tag and sound disagree.
struct GenreDoubtsLoaded {
    RequestId request = 0;
    std::vector<GenreDoubt>
        doubts;           ///< strongest first; at most GenreCommands::kMostDoubts of those that are open, then the answered ones
    std::size_t open = 0; ///< all that are not answered
    std::size_t compared = 0; ///< recordings with a tag that are surely heard as something
    std::size_t tagged = 0;   ///< songs whose tags name a genre
    std::size_t genres = 0;   ///< different ones
};

/// What the listener said was stored, or taken back: ask again for what is shown.
struct GenreAnswersChanged {
    std::size_t songs = 0;                  ///< that it was about
    GenreAnswer answer = GenreAnswer::none; ///< none: taken back
    bool canUndo = false;
};

/// A table of them was written.
struct GenreDoubtsExported {
    std::filesystem::path file;
    std::size_t songs = 0;
};

/// Songs are compared with those around them, in the background: at most a few a second.
struct GenresHeard {
    std::size_t done = 0, total = 0;
    bool isRunning = false;
    bool isNewToMany = false; ///< so many songs are heard as something else than before that lists are better asked for anew
};

/// How far a report is; at most a few a second.
struct QualityProgressed {
    RequestId request = 0;
    std::size_t done = 0, total = 0;
};

struct QualityMeasured {
    RequestId request = 0;
    LibraryQuality quality;
    bool isCancelled = false; ///< nothing was measured
    Message problem;          ///< likewise; empty: all is well
};

} // namespace segue
