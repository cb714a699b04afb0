// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"
#include "engine/words/request.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// The listener's playlists. Every change is followed by PlaylistsChanged, and by PlaylistEdited where entries are others; fifty
/// changes back can be undone, a removed folder with all that it held is one of them. Playlists that are files of a library can be
/// loaded, copied and exported only.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events; what names no
/// playlist or entry changes nothing.
class PlaylistCommands {
public:
    virtual ~PlaylistCommands() = default;

    virtual void list() = 0;                                       ///< answered by PlaylistsChanged
    virtual void load(RequestId request, PlaylistId playlist) = 0; ///< answered by PlaylistLoaded

    /// @param name as it is, or with a number behind it where its folder has one of that name
    virtual void create(std::string name, PlaylistId folder, std::vector<TrackId> songs) = 0;
    virtual void createFolder(std::string name, PlaylistId folder) = 0;
    virtual void createRules(std::string name, PlaylistId folder, PlaylistRules rules) = 0;
    virtual void setRules(PlaylistId playlist, PlaylistRules rules) = 0;
    virtual void rename(PlaylistId playlist, std::string name) = 0;
    virtual void setNotes(PlaylistId playlist, std::string notes) = 0;
    virtual void remove(PlaylistId playlist) = 0; ///< of a folder: with all that it holds
    /// @param before a playlist in that folder; 0: to its end
    virtual void move(PlaylistId playlist, PlaylistId folder, PlaylistId before) = 0;

    /// @param before an entry; 0: to the end
    virtual void add(PlaylistId playlist, std::vector<TrackId> songs, PlaylistEntryId before) = 0;
    virtual void removeEntries(PlaylistId playlist, std::vector<PlaylistEntryId> entries) = 0;
    virtual void moveEntries(PlaylistId playlist, std::vector<PlaylistEntryId> entries, PlaylistEntryId before) = 0;
    virtual void sort(PlaylistId playlist, PlaylistOrder order, bool isDescending) = 0; ///< random: shuffles
    virtual void removeDuplicates(PlaylistId playlist) = 0; ///< all but the first entry of each recording
    virtual void undo() = 0;
    virtual void redo() = 0;

    /// Reads a playlist file into a playlist of its name; PlaylistImported tells what became of it.
    virtual void importFile(std::filesystem::path file, PlaylistId folder) = 0;
    /// Makes a copy of any playlist that is no folder, of rules: of these songs, as they are now.
    virtual void copy(PlaylistId playlist, std::vector<TrackId> songs) = 0;
    /// Overwrites only a playlist. @param isRelative paths are written relative to the file's folder where they can be
    virtual void exportFile(PlaylistId playlist, std::filesystem::path file, PlaylistFormat format, bool isRelative) = 0;
};

} // namespace segue
