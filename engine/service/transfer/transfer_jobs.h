// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/transfer/transfer_commands.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/library/library_jobs.h"
#include "engine/service/background/serial_executor.h"
#include "engine/store/database/writer.h"
#include "engine/service/background/work_progress.h"
#include "engine/words/message.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace segue {

/// What the transfer jobs work with. All outlive them.
struct TransferRooms {
    store::Writer& writer;
    EmbeddingSpaces& spaces;
    LibraryJobs& libraries;
    EventEmitter& emitter;
    WorkProgress& progress;
    bool isReadOnly = false;
};

/// The facade's commands that write and read files for elsewhere: exports of everything, playlists. A Notice says how each
/// of them went.
///
/// Thread rule: all functions from any thread; they return at once.
class TransferJobs final : public TransferCommands {
public:
    TransferJobs(TransferRooms rooms, const store::Database& database)
        : m_rooms(rooms), m_reader(database.sibling()) {}

    void exportTo(std::filesystem::path file) override;
    void importFrom(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots) override;
    void savePlaylist(std::filesystem::path file, std::vector<Track> songs) override;
    void cancel() override { m_work.stopPosted(); } ///< export or import: as if it had not begun

private:
    void run(Progress::Stage stage, std::function<void(const std::stop_token&)> job);
    void takeOver(const std::vector<TrackId>& changed, const std::stop_token& stop);
    [[nodiscard]] Message adviceOnModel();
    void inform(const Message& message) { m_rooms.emitter.inform(message); }

    TransferRooms m_rooms;
    store::Database m_reader; ///< m_work's thread only
    SerialExecutor m_work;    ///< last: ends first
};

} // namespace segue
