// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/correction.h"
#include "engine/words/request.h"

#include <filesystem>
#include <vector>

namespace segue {

/// What the listener says of songs instead of their tags. Music files stay untouched. Every change is followed by TracksChanged,
/// for every file of the recordings, and by CorrectionsChanged.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class CorrectionCommands {
public:
    virtual ~CorrectionCommands() = default;

    /// Answered by CorrectionsLoaded. @param songs empty: all that were corrected
    virtual void list(RequestId request, std::vector<TrackId> songs) = 0;
    /// A value that is the file's own is no correction. Empty titles are refused: a song has one.
    virtual void correct(std::vector<TrackId> songs, std::vector<FieldValue> values) = 0;
    virtual void correctCover(std::vector<TrackId> songs, std::filesystem::path image) = 0; ///< a copy of the image is kept
    virtual void revert(std::vector<TrackId> songs, TagFields fields) = 0; ///< the files' own values are shown again
    virtual void keep(std::vector<TrackId> songs,
                      TagFields fields) = 0;               ///< the files' new values are not wanted; no longer offered
    virtual void undo() = 0;                               ///< the last change of this session
    virtual void exportTo(std::filesystem::path file) = 0; ///< all, as CSV; overwrites only a table
};

} // namespace segue
