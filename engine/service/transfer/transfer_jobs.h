// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/background/work_progress.h"
#include "engine/service/library/library_jobs.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/transfer/transfer_commands.h"
#include "engine/store/database/writer.h"
#include "engine/words/message.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace segue {

/// What the transfer jobs work with. All of it must outlive them.
struct TransferRooms {
    store::Writer& writer;
    EmbeddingSpaces& spaces;
    LibraryJobs& libraries;
    EventEmitter& emitter;
    WorkProgress& progress;
    bool isReadOnly = false;
    std::function<void()> queueTaken;     ///< an import brought a queue
    std::function<void()> playlistsTaken; ///< likewise, or may have
    std::function<void()> alsoCancelled;  ///< whoever cancels an import means all that is imported
};

/// The facade's commands for exports, imports and playlists. A Notice says how each went.
///
/// Thread rule: all functions from any thread; they return at once.
class TransferJobs final : public TransferCommands {
public:
    TransferJobs(TransferRooms rooms, const store::Database& database)
        : m_rooms(rooms)
        , m_database(database.sibling()) {}

    void exportTo(std::filesystem::path file) override;
    void importFrom(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots) override;
    void savePlaylist(std::filesystem::path file, std::vector<Track> songs) override;
    void cancel() override;         ///< ends an export or import and undoes it
    void stop() { m_lanes.stop(); } ///< waits; no event comes after it returned

private:
    void onDisk(const std::filesystem::path& file, std::function<void(store::Database&, const std::stop_token&)> job);
    void takeOver(const std::vector<TrackId>& changed, store::Database& reader, const std::stop_token& stop);
    [[nodiscard]] Message adviceOnModel(store::Database& reader);
    void inform(const Message& message) { m_rooms.emitter.inform(message); }

    TransferRooms m_rooms;
    store::Database m_database; ///< each job opens its own from it
    Lanes m_lanes;              ///< by the folder of the file; last: they end first
};

} // namespace segue
