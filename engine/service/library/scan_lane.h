// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/watch/folder_watch.h"
#include "engine/service/background/serial_executor.h"
#include "engine/service/background/work_progress.h"
#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace segue {

/// The thread for all work on one library's disk, and the state that belongs to it.
///
/// Thread rule: functions from any thread but the lane's; reader and watch belong to the lane's thread.
class ScanLane final {
public:
    ScanLane(LibraryId library, const store::Database& database)
        : id(library)
        , reader(database.sibling()) {}
    ~ScanLane() { stop(); }
    ScanLane(const ScanLane&) = delete;
    ScanLane& operator=(const ScanLane&) = delete;

    void post(SerialExecutor::Job job) { m_line.post(std::move(job)); }
    void show(const std::shared_ptr<WorkProgress::Job>& job); ///< shows its progress until it ends or cancel() is called
    /// Asks what runs and waits to stop. @return the shown jobs, for the caller to end: a disk may keep them from ending
    [[nodiscard]] std::vector<std::shared_ptr<WorkProgress::Job>> cancel();
    [[nodiscard]] bool isIdle() const { return m_line.isIdle(); }
    void requestStop() { m_line.requestStop(); }
    void stop(); ///< waits

    bool setWatching(Watching now); ///< @return whether it changed
    [[nodiscard]] Watching watching() const;

    const LibraryId id;
    store::Database reader;
    std::unique_ptr<library::FolderWatch> watch; ///< null: nothing is watched, or not yet

private:
    mutable std::mutex m_mutex;                            ///< guards the next two
    Watching m_watching = Watching::none;                  ///< as the last scan found it
    std::vector<std::weak_ptr<WorkProgress::Job>> m_shown; ///< the progress of what runs and waits
    SerialExecutor m_line;                                 ///< last: it uses the rest
};

} // namespace segue
