// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/scan/scanner.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/serial_executor.h"
#include "engine/service/background/work_progress.h"
#include "engine/service/library/scan_lane.h"
#include "engine/service/library/scan_turns.h"
#include "engine/store/database/writer.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace segue {

/// How to scan a library.
struct ScanWish {
    std::vector<library::TouchedFolder> folders; ///< scan only these; none: everything
    bool emptyIsMeant = false;                   ///< the listener said that the folder was emptied
    /// The job that shows its progress, if somebody waits for the scan. Null: it shows progress only if it has much to do.
    std::shared_ptr<WorkProgress::Job> shown;
};

/// What scans tell the rest of the engine. Called on their threads.
struct ScanReports {
    std::function<void(std::span<const TrackId>)> stored;  ///< songs that are new, or whose files changed
    std::function<void(std::span<const TrackId>)> changed; ///< songs that moved, are missing or back, or have other tags
    std::function<void(std::span<const TrackId>)> removed;
    std::function<void(const Library& before, Absence)> absence;                       ///< the library went offline or came back
    std::function<void(const Library&, const std::vector<library::Skipped>&)> skipped; ///< by a full scan
    std::function<void()> read;               ///< tags were read, or could not be: what is known of harmful files may have changed
    std::function<void()> playlists;          ///< playlist files came or went
    std::function<void(bool isChanged)> done; ///< a scan is over; counts and states of libraries may have changed
};

/// Scans libraries: on request and, if folders are watched, when something in them changes. Each library has a lane, one
/// thread for all work on its disk, so that a disk that does not answer delays its own library only; lanes take turns
/// (ScanTurns).
///
/// Thread rule: all functions from any thread; only stop() waits.
class LibraryScans final {
public:
    struct Rooms {
        store::Writer& writer;
        EventEmitter& emitter;
        WorkProgress& progress;
        audio::FileReader& files;  ///< reads the tags
        bool isWatching = false;   ///< false: only begin() starts scans
        bool guessCodePage = true; ///< guess the code page of old tags; guarded by the mutex
    };

    LibraryScans(Rooms rooms, const store::Database& database, ScanReports reports, bool watchWanted);
    ~LibraryScans();
    LibraryScans(const LibraryScans&) = delete;
    LibraryScans& operator=(const LibraryScans&) = delete;

    void begin(LibraryId library, ScanWish wish = {});
    void run(LibraryId library, SerialExecutor::Job job); ///< runs a job between two scans of the library
    void cancel();                                        ///< ends scans; what they stored is kept
    /// The library was removed or has another root now: gives up its scan, which reports nothing any more.
    void forget(LibraryId library);
    void setGuessCodePage(bool wanted); ///< for scans that begin later
    void setWatchWanted(bool wanted);   ///< scan the libraries afterwards to apply it
    [[nodiscard]] Watching watching(LibraryId library) const;
    void stop(); ///< no report comes after it returned

private:
    using Lane = std::shared_ptr<ScanLane>;
    class Shown;
    [[nodiscard]] Lane laneOf(LibraryId library); ///< null after stop()
    [[nodiscard]] bool guessesCodePage() const;
    [[nodiscard]] std::vector<Lane> lanes() const;
    void beginOn(ScanLane& lane, ScanWish wish);
    void watchFrom(ScanLane& lane);
    void giveUp(ScanLane& lane);
    /// @return whether anything changed
    bool look(ScanLane& lane, const ScanWish& wish, Shown& shown, const std::stop_token& stop);
    bool scan(ScanLane& lane, const Library& library, library::ScanRequest request, Shown& shown, const std::stop_token& stop);
    void report(const Library& library, const library::ScanResult& result, bool isAsked);

    Rooms m_rooms;
    store::Database m_reader; ///< the lanes' own connections are opened from it
    ScanReports m_reports;
    ScanTurns m_turns;
    DiskQuestions m_disks;
    mutable std::mutex m_mutex; ///< guards the next four
    bool m_isStopped = false;
    bool m_watchWanted;
    std::map<LibraryId, Lane> m_lanes;
    std::vector<Lane> m_forgotten; ///< kept until they have ended
    SerialExecutor m_ends;         ///< ends the progress of scans that were given up
};

} // namespace segue
