// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/genre_doubt.h"
#include "engine/words/request.h"
#include "engine/words/track.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace segue {

/// Genres in the listener's own words: where tags and sound disagree, what the listener says of it, and how well the libraries
/// are served. Nothing is ever written to a music file.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class GenreCommands {
public:
    static constexpr std::size_t kMostDoubts = 5'000;

    virtual ~GenreCommands() = default;

    virtual void hear() = 0; ///< compares what is new now instead of soon; followed by GenresHeard, at last one that is not running
    virtual void listDoubts(RequestId request) = 0; ///< answered by GenreDoubtsLoaded
    /// @param answer none: takes back what was said of these songs, their pairs of tag and heard genre included.
    /// Followed by GenreAnswersChanged, and by TracksChanged for songs that are listed otherwise.
    virtual void answer(std::vector<TrackId> tracks, GenreAnswer answer) = 0;
    virtual void undo() = 0; ///< the last answer() that was not undone; as often as there were answers since the start
    virtual void exportDoubts(std::filesystem::path file) = 0; ///< all, as CSV; answered by GenreDoubtsExported or a Notice
    virtual void measure(RequestId request) = 0;               ///< answered by QualityMeasured; a newer request ends an older one
    virtual void cancelMeasuring() = 0;
};

} // namespace segue
