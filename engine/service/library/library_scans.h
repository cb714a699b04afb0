// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/library/watch/folder_watch.h"
#include "engine/library/scan/scanner.h"
#include "engine/service/background/serial_executor.h"
#include "engine/store/database/writer.h"
#include "engine/service/background/work_progress.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>

namespace segue {

/// How a library is to be looked through.
struct ScanWish {
    std::vector<library::TouchedFolder> folders; ///< only these; none: everything
    bool quiet = false;        ///< nobody waits for it: it shows progress only if it has much to do
    bool emptyIsMeant = false; ///< the listener said that the folder was emptied
};

/// What scans tell the rest of the engine. Called on their thread.
struct ScanReports {
    std::function<void(std::span<const TrackId>)> stored;  ///< these are new, or their files are others now
    std::function<void(std::span<const TrackId>)> changed; ///< these have moved, are missing or back, or have other tags
    std::function<void(std::span<const TrackId>)> removed;
    std::function<void(const Library& before, Absence)> absence; ///< the library went offline or came back
    std::function<void(const Library&, const std::vector<library::Skipped>&)> skipped; ///< by a scan of everything
    std::function<void(bool isChanged)> done; ///< a scan is over, and counts and states of libraries may be others
};

/// Looks through libraries, one after another on a thread of its own: when it is asked to and, if folders are watched,
/// when something changes in them.
///
/// Thread rule: all functions from any thread; they return at once.
class LibraryScans final {
public:
    struct Rooms {
        store::Writer& writer;
        EventEmitter& emitter;
        WorkProgress& progress;
        int workers = 1; ///< threads that read tags
        bool isWatching = false; ///< without it only begin() looks through libraries
        bool guessCodePage = true; ///< of old tags
    };

    LibraryScans(Rooms rooms, const store::Database& database, ScanReports reports, bool watchWanted);
    ~LibraryScans();
    LibraryScans(const LibraryScans&) = delete;
    LibraryScans& operator=(const LibraryScans&) = delete;

    /// A scan that shows its progress ends one that the caller has begun (WorkProgress).
    void begin(LibraryId library, ScanWish wish = {});
    void run(SerialExecutor::Job job) { m_scans.post(std::move(job)); } ///< between two scans
    void cancel(); ///< what was stored is kept
    void forget(LibraryId library); ///< it is removed, or has another root now
    void setGuessCodePage(bool wanted); ///< in scans that begin later
    void setWatchWanted(bool wanted); ///< the libraries have to be looked through afterwards
    [[nodiscard]] Watching watching(LibraryId library) const;
    void stop(); ///< no report comes after it returned

private:
    class Shown;
    /// @return whether anything is another than before
    bool look(LibraryId library, const ScanWish& wish, Shown& shown, const std::stop_token& stop);
    bool setWatching(LibraryId library, Watching watching); ///< whether it was another one
    void report(const Library& library, const library::ScanResult& result, bool isAsked);

    Rooms m_rooms;
    store::Database m_reader; ///< m_scans' thread only
    ScanReports m_reports;
    mutable std::mutex m_watchingMutex;
    std::map<LibraryId, Watching> m_watching; ///< as it was found when the library was last looked through
    SerialExecutor m_scans;
    std::unique_ptr<library::FolderWatch> m_watch; ///< last: it posts scans. Null: nothing is watched
};

} // namespace segue
