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

/// How a library is to be looked through.
struct ScanWish {
    std::vector<library::TouchedFolder> folders; ///< only these; none: everything
    bool emptyIsMeant = false;                   ///< the listener said that the folder was emptied
    /// Somebody waits for it: what it is shown as. Null: it shows progress only if it has much to do.
    std::shared_ptr<WorkProgress::Job> shown;
};

/// What scans tell the rest of the engine. Called on their threads.
struct ScanReports {
    std::function<void(std::span<const TrackId>)> stored;  ///< these are new, or their files are others now
    std::function<void(std::span<const TrackId>)> changed; ///< these have moved, are missing or back, or have other tags
    std::function<void(std::span<const TrackId>)> removed;
    std::function<void(const Library& before, Absence)> absence;                       ///< the library went offline or came back
    std::function<void(const Library&, const std::vector<library::Skipped>&)> skipped; ///< by a scan of everything
    std::function<void()> read;               ///< tags were, or could not be: what is known of files that do harm may be another
    std::function<void(bool isChanged)> done; ///< a scan is over, and counts and states of libraries may be others
};

/// Looks through libraries: when it is asked to and, if folders are watched, when something changes in them. Each library has a
/// lane, a thread that does all that touches its disk, so that a disk that does not answer holds up nothing but its own; lanes
/// take turns (ScanTurns).
///
/// Thread rule: all functions from any thread; none but stop() waits.
class LibraryScans final {
public:
    struct Rooms {
        store::Writer& writer;
        EventEmitter& emitter;
        WorkProgress& progress;
        audio::FileReader& files;  ///< by which tags are read
        bool isWatching = false;   ///< without it only begin() looks through libraries
        bool guessCodePage = true; ///< of old tags; guarded
    };

    LibraryScans(Rooms rooms, const store::Database& database, ScanReports reports, bool watchWanted);
    ~LibraryScans();
    LibraryScans(const LibraryScans&) = delete;
    LibraryScans& operator=(const LibraryScans&) = delete;

    void begin(LibraryId library, ScanWish wish = {});
    void run(LibraryId library, SerialExecutor::Job job); ///< between two scans of it
    void cancel();                                        ///< what was stored is kept
    /// It is removed, or has another root now: what is being looked at is given up, and reports nothing any more.
    void forget(LibraryId library);
    void setGuessCodePage(bool wanted); ///< in scans that begin later
    void setWatchWanted(bool wanted);   ///< the libraries have to be looked through afterwards
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
    /// @return whether anything is another than before
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
    std::vector<Lane> m_forgotten; ///< until they have come to their end
    SerialExecutor m_ends;         ///< ends what is shown of scans that are given up
};

} // namespace segue
