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

    /// Scans and analyses. @param name empty: "Local Music #n"
    virtual void add(std::filesystem::path root, std::string name = {}) = 0;
    /// Writes the demo music into the folder (progress stage: composing), then adds it as a library.
    virtual void addDemo(std::filesystem::path folder) = 0;
    /// A folder becomes a library that is called as it is, or the one that it is already is looked through. Answered by
    /// PathOpened, as add() and addDemo() are, too.
    virtual void open(std::filesystem::path path) = 0;
    virtual void findFolders(std::vector<std::filesystem::path> folders) = 0; ///< answered by FoldersFound
    virtual void rename(LibraryId library, std::string name) = 0;
    virtual void remove(LibraryId library) = 0; ///< forgets the rows, then LibraryRemoved; the music files are never touched
    virtual void rescan(LibraryId library) = 0; ///< looks for changed files; files that failed before are kept as they are
    virtual void list() = 0;                    ///< answered by LibrariesChanged
    virtual void loadTracks(RequestId request, LibraryId library) = 0; ///< answered by TracksLoaded
    /// The library's folder is here now: everything known of its songs stays. A folder that holds few of them is answered
    /// by RelocationDoubtful, unless the listener `isSure`.
    virtual void relocate(LibraryId library, std::filesystem::path root, bool isSure = false) = 0;
    /// The answer to Absence::emptied: its songs are missing from now on, or it is not mounted and stays as it is.
    virtual void answerEmptied(LibraryId library, bool isEmptied) = 0;
    virtual void forgetMissing(LibraryId library) = 0; ///< the songs whose files are gone, at once; what was heard in them stays
    /// Whether changes in the folders are noticed by themselves (EngineOptions::watch); that a folder comes or goes is in
    /// any case.
    virtual void setWatchWanted(bool wanted) = 0;
    /// Whether the code page of old tags is guessed (EngineOptions::guessCodePage). All libraries are looked through, and the
    /// tags of all songs read again.
    virtual void setGuessCodePage(bool wanted) = 0;
};

} // namespace segue
