// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/background/work_progress.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/playlist/playlist_commands.h"
#include "engine/service/playlist/playlist_history.h"
#include "engine/service/playlist/playlist_songs.h"
#include "engine/store/database/database.h"
#include "engine/store/database/writer.h"
#include "engine/store/playlist_store.h"

#include <functional>

namespace segue {

/// What the facade's playlists need of the other rooms.
struct PlaylistRooms {
    store::Writer* writer = nullptr; ///< null: nothing is changed
    EventEmitter& emitter;
    EmbeddingSpaces& spaces;
    WorkProgress& progress;
};

/// Carries out the facade's commands about playlists. What needs the database only is done on one line, in the order of the
/// commands; playlist files are read and written on lanes, one a folder, so that a disk that hangs holds up nothing but its own
/// files; rules that ask what sounds alike wait on a line of their own until all embeddings are in memory.
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
    void cancel() { m_lanes.stopPosted(); } ///< ends imports and exports
    void stop();                            ///< waits; no event comes after it returned

private:
    using Change = std::function<store::PlaylistStep(store::PlaylistStore&, store::Database&)>;
    using DiskJob = std::function<void(store::Database&, const std::stop_token&)>;

    void change(Change work);
    void changeNow(const Change& work);
    void tell();
    void tell(const store::PlaylistStep& step);
    void onDisk(const std::filesystem::path& file, DiskJob job);
    void loadNow(RequestId request, const Playlist& playlist);
    void makeOf(PlaylistFound found, PlaylistId folder, std::filesystem::path file);
    void copyNow(const Playlist& playlist, std::vector<TrackId> songs);
    [[nodiscard]] SongList songsFor(const Playlist& playlist, store::Database& reader, const std::stop_token& stop);
    [[nodiscard]] SongList alike(const Playlist& playlist, store::Database& reader, const std::stop_token& stop);
    [[nodiscard]] std::string model() const { return m_rooms.spaces.inUse()->lead().id; }

    PlaylistRooms m_rooms;
    store::Database m_reader;   ///< m_line's thread only
    store::Database m_hearing;  ///< m_alike's thread only
    store::Database m_database; ///< each job of a lane opens its own from it
    PlaylistHistory m_history;  ///< m_line's thread only
    JobLine m_line;
    JobLine m_alike;
    Lanes m_lanes; ///< last: they end first, and post to the line
};

} // namespace segue
