// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/playlist/playlist_commands.h"
#include "engine/store/database/database.h"
#include "engine/store/database/writer.h"

namespace segue {

/// What the facade's playlists need of the other rooms.
struct PlaylistRooms {
    store::Writer* writer = nullptr; ///< null: nothing is changed
    EventEmitter& emitter;
};

/// Carries out the facade's commands about playlists.
///
/// Thread rule: as PlaylistCommands.
class PlaylistJobs final : public PlaylistCommands {
public:
    PlaylistJobs(const store::Database& database, PlaylistRooms rooms);

    void list() override;
    void load(RequestId request, PlaylistId playlist) override;
    void create(std::string name, PlaylistId folder, std::vector<TrackId> songs) override;
    void createFolder(std::string name, PlaylistId folder) override;
    void createRules(std::string name, PlaylistId folder, PlaylistRules rules) override;
    void setRules(PlaylistId playlist, PlaylistRules rules) override;
    void rename(PlaylistId playlist, std::string name) override;
    void setNotes(PlaylistId playlist, std::string notes) override;
    void remove(PlaylistId playlist) override;
    void move(PlaylistId playlist, PlaylistId folder, PlaylistId before) override;
    void add(PlaylistId playlist, std::vector<TrackId> songs, PlaylistEntryId before) override;
    void removeEntries(PlaylistId playlist, std::vector<PlaylistEntryId> entries) override;
    void moveEntries(PlaylistId playlist, std::vector<PlaylistEntryId> entries, PlaylistEntryId before) override;
    void sort(PlaylistId playlist, PlaylistOrder order, bool isDescending) override;
    void removeDuplicates(PlaylistId playlist) override;
    void undo() override;
    void redo() override;
    void importFile(std::filesystem::path file, PlaylistId folder) override;
    void copy(PlaylistId playlist, std::vector<TrackId> songs) override;
    void exportFile(PlaylistId playlist, std::filesystem::path file, PlaylistFormat format, bool isRelative) override;
    void stop(); ///< waits; no event comes after it returned

private:
    PlaylistRooms m_rooms;
};

} // namespace segue
