// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/request.h"
#include "engine/words/track.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// What can be done with libraries. Each change is followed by LibrariesChanged.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class LibraryCommands {
public:
    virtual ~LibraryCommands() = default;

    /// Adds a library, scans and analyses it. @param name empty: "Local Music #n"
    virtual void add(std::filesystem::path root, std::string name = {}) = 0;
    /// Writes the demo music into the folder (progress stage: composing), then adds it as a library.
    virtual void addDemo(std::filesystem::path folder) = 0;
    /// Makes a folder a library, named as it is, or scans it if it is a library already. Answered by PathOpened, as add() and
    /// addDemo() are.
    virtual void open(std::filesystem::path path) = 0;
    virtual void findFolders(std::vector<std::filesystem::path> folders) = 0; ///< answered by FoldersFound
    virtual void rename(LibraryId library, std::string name) = 0;
    virtual void remove(LibraryId library) = 0; ///< removes its rows, then LibraryRemoved; music files are never touched
    virtual void rescan(LibraryId library) = 0; ///< looks for changed files; files that failed before are kept as they are
    virtual void list() = 0;                    ///< answered by LibrariesChanged
    /// @param library kAllMusic: of all. Answered by TracksLoaded.
    virtual void loadTracks(RequestId request, LibraryId library) = 0;
    /// The library's folder is now at `root`; everything known of its songs stays. If that folder holds few of them, the
    /// answer is RelocationDoubtful, unless the listener `isSure`.
    virtual void relocate(LibraryId library, std::filesystem::path root, bool isSure = false) = 0;
    /// The listener's answer to Absence::emptied. Emptied: its songs are missing from now on. Not emptied: it is not mounted,
    /// and its songs stay.
    virtual void answerEmptied(LibraryId library, bool isEmptied) = 0;
    virtual void forgetMissing(LibraryId library) = 0; ///< removes songs whose files are gone, at once; their analyses stay
    /// Whether changes in the folders are noticed without a scan (EngineOptions::watch). Folders that come or go are noticed
    /// in any case.
    virtual void setWatchWanted(bool wanted) = 0;
    /// Whether the code page of old tags is guessed (EngineOptions::guessCodePage). Scans all libraries and reads the tags of
    /// all songs again.
    virtual void setGuessCodePage(bool wanted) = 0;
};

} // namespace segue
