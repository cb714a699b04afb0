// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/bring.h"
#include "engine/words/request.h"

#include <filesystem>

namespace segue {

/// Ratings, plays, dates and playlists from other players. Their files are only read, never written or locked for long.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures are in the answers.
class BringCommands {
public:
    virtual ~BringCommands() = default;

    virtual void find() = 0; ///< looks where other players keep their files; answered by SourcesFound
    /// Reads the file and tells what bringing would do; answered by BringPlanned, after some BringProgressed.
    /// @param file the player's own; of BringSource::tags a folder, or empty for all libraries
    virtual void plan(RequestId request, BringSource source, std::filesystem::path file, BringOptions options) = 0;
    /// Does it, all or nothing; doing it again changes nothing. Answered by BringDone; songs that changed follow as TracksChanged.
    virtual void bring(RequestId request, BringSource source, std::filesystem::path file, BringOptions options) = 0;
    /// Takes back what was brought last: values are again what they were, but for what the listener did since; playlists that
    /// came with it go. Answered by BringUndone.
    virtual void undo() = 0;
    virtual void cancel() = 0; ///< plan() and bring() end without an answer, and nothing was changed
};

} // namespace segue
