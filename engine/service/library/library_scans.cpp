// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/library_scans.h"

#include "engine/service/background/job_line.h"
#include "engine/store/library_store.h"

#include <algorithm>
#include <malloc.h>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

/// Scans and long lists take tens of megabytes in small pieces for a moment, which the C library would not give back.
void returnMemory() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace

/// The progress that a scan shows: none if nobody waits for it and it has little to do.
class LibraryScans::Shown final {
public:
    Shown(WorkProgress& progress, ScanLane& lane, ScanTurns& turns, std::shared_ptr<WorkProgress::Job> job)
        : m_progress(progress)
        , m_lane(lane)
        , m_isAsked(job != nullptr)
        , m_job(std::move(job))
        , m_place(turns) {}

    void update(const library::ScanProgress& at) {
        constexpr std::size_t kMuch = 200;
        m_place.sign();
        if (!m_job && at.total < kMuch)
            return;
        if (!m_job) {
            m_job = m_progress.begin(Progress::Stage::scanning);
            m_lane.show(m_job);
        }
        m_job->update(at.done, at.total);
    }
    [[nodiscard]] bool isAsked() const { return m_isAsked; }
    [[nodiscard]] ScanTurns::Place& place() { return m_place; }

private:
    WorkProgress& m_progress;
    ScanLane& m_lane;
    bool m_isAsked;
    std::shared_ptr<WorkProgress::Job> m_job;
    ScanTurns::Place m_place;
};

LibraryScans::LibraryScans(Rooms rooms, const store::Database& database, ScanReports reports, bool watchWanted)
    : m_rooms(rooms)
    , m_reader(database.sibling())
    , m_reports(std::move(reports))
    , m_watchWanted(watchWanted) {}

LibraryScans::~LibraryScans() { stop(); }

std::vector<LibraryScans::Lane> LibraryScans::lanes() const {
    const std::lock_guard lock(m_mutex);
    std::vector<Lane> lanes;
    for (const auto& [library, lane] : m_lanes)
        lanes.push_back(lane);
    return lanes;
}

void LibraryScans::stop() {
    auto all = lanes();
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        all.insert(all.end(), m_forgotten.begin(), m_forgotten.end());
    }
    for (const auto& lane : all)
        lane->requestStop();
    for (const auto& lane : all)
        lane->stop();
    m_ends.stop();
}

LibraryScans::Lane LibraryScans::laneOf(LibraryId library) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_forgotten, [](const Lane& lane) { return lane->isIdle(); });
    if (m_isStopped)
        return nullptr;
    auto& lane = m_lanes[library];
    if (!lane)
        lane = std::make_shared<ScanLane>(library, m_reader);
    return lane;
}

void LibraryScans::begin(LibraryId library, ScanWish wish) {
    if (const auto lane = laneOf(library))
        beginOn(*lane, std::move(wish));
}

void LibraryScans::beginOn(ScanLane& lane, ScanWish wish) {
    if (wish.shown)
        lane.show(wish.shown);
    lane.post([this, &lane, wish = std::move(wish)](const std::stop_token& stop) mutable {
        Shown shown(m_rooms.progress, lane, m_turns, std::move(wish.shown));
        bool isChanged = shown.isAsked();
        carryOut(m_rooms.emitter, [&] {
            if (!stop.stop_requested() && look(lane, wish, shown, stop))
                isChanged = true;
        });
        shown.place().leave();
        carryOut(m_rooms.emitter, [&] { m_reports.done(isChanged); });
    });
}

void LibraryScans::run(LibraryId library, SerialExecutor::Job job) {
    if (const auto lane = laneOf(library))
        lane->post(std::move(job));
}

void LibraryScans::cancel() {
    for (const auto& lane : lanes())
        giveUp(*lane);
}

void LibraryScans::giveUp(ScanLane& lane) {
    // Posted, because the caller may be inside an event.
    m_ends.post([shown = lane.cancel()](const std::stop_token&) {
        for (const auto& job : shown)
            job->end();
    });
}

void LibraryScans::forget(LibraryId library) {
    Lane lane;
    {
        const std::lock_guard lock(m_mutex);
        auto entry = m_lanes.extract(library);
        if (entry.empty())
            return;
        lane = std::move(entry.mapped());
    }
    giveUp(*lane);
    lane->post([&lane = *lane](const std::stop_token&) { lane.watch.reset(); });
    const std::lock_guard lock(m_mutex);
    m_forgotten.push_back(std::move(lane));
}

void LibraryScans::setGuessCodePage(bool wanted) {
    const std::lock_guard lock(m_mutex);
    m_rooms.guessCodePage = wanted;
}

bool LibraryScans::guessesCodePage() const {
    const std::lock_guard lock(m_mutex);
    return m_rooms.guessCodePage;
}

void LibraryScans::setWatchWanted(bool wanted) {
    {
        const std::lock_guard lock(m_mutex);
        m_watchWanted = wanted;
    }
    for (const auto& lane : lanes())
        lane->post([&lane = *lane, wanted](const std::stop_token&) {
            if (lane.watch)
                lane.watch->setWanted(wanted);
        });
}

/// Does not ask the watch, which may be listing folders for a while.
Watching LibraryScans::watching(LibraryId library) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_lanes.find(library);
    return found == m_lanes.end() ? Watching::none : found->second->watching();
}

/// The watch ends before its lane does, on the lane's thread or when that has ended.
void LibraryScans::watchFrom(ScanLane& lane) {
    if (!m_rooms.isWatching || lane.watch)
        return;
    const bool wanted = [this] {
        const std::lock_guard lock(m_mutex);
        return m_watchWanted;
    }();
    lane.watch = std::make_unique<library::FolderWatch>(
        library::FolderWatchOptions{.wanted = wanted},
        library::FolderWatchEvents{
            .changed = [this, &lane](library::FolderChanges changes) { beginOn(lane, {.folders = std::move(changes.folders)}); },
            .look = [this, &lane](LibraryId) { beginOn(lane, {}); },
            .problem = [this](const Message& what) { m_rooms.emitter.fail(what); }});
}

bool LibraryScans::look(ScanLane& lane, const ScanWish& wish, Shown& shown, const std::stop_token& stop) {
    static_cast<void>(shown.place().take(stop));
    const auto library = store::LibraryStore(lane.reader).findCounted(lane.id);
    if (!library || stop.stop_requested())
        return false; // removed meanwhile
    watchFrom(lane);
    library::ScanRequest request{
        .folders = wish.folders, .emptyIsMeant = wish.emptyIsMeant, .disks = m_disks, .guessCodePage = guessesCodePage()};
    bool isChanged = false;
    if (lane.watch) {
        const bool isWhole = wish.folders.empty() || library->offline;
        isChanged = isWhole && lane.setWatching(lane.watch->cover(*library));
        request.unfinished = lane.watch->unfinished(lane.id);
    }
    return scan(lane, *library, std::move(request), shown, stop) || isChanged;
}

bool LibraryScans::scan(ScanLane& lane, const Library& library, library::ScanRequest request, Shown& shown,
                        const std::stop_token& stop) {
    request.turn = [&] { return shown.place().take(stop); };
    const bool isWhole = request.folders.empty() || library.offline;
    const library::ScanEvents events{.progress = [&](library::ScanProgress at) { shown.update(at); },
                                     .stored = m_reports.stored,
                                     .changed = m_reports.changed,
                                     .removed = m_reports.removed};
    const auto result = library::scanLibrary(library, lane.reader, m_rooms.writer, m_rooms.files, stop, events, request);
    if (isWhole)
        returnMemory();
    if (isWhole && !result.stopped) // a folder that is not there says so itself
        m_reports.skipped(library, result.absence == Absence::none ? result.skipped : std::vector<library::Skipped>());
    if (result.read + result.retagged + result.harmful > 0)
        m_reports.read();
    if (result.hasOtherPlaylists)
        m_reports.playlists();
    report(library, result, isWhole && shown.isAsked());
    return result.absence != library.absence ||
           result.read + result.retagged + result.moved + result.found + result.lost + result.removed > 0;
}

void LibraryScans::report(const Library& library, const library::ScanResult& result, bool isAsked) {
    if (!result.stopped && result.absence != library.absence)
        m_reports.absence(library, result.absence);
    // A rename during the scan is reported by the watch, or seen by the next scan.
    const auto isThere = [&](const library::Skipped& one) {
        std::error_code failed;
        return fs::exists(fs::symlink_status(library.root / one.path, failed));
    };
    const auto first = std::ranges::find_if(result.skipped, isThere);
    if (first == result.skipped.end() || result.absence != Absence::none || !isAsked)
        return;
    const auto count = std::count_if(first, result.skipped.end(), isThere);
    m_rooms.emitter.warn(
        Message(MessageId::libraryUnreadable, {std::to_string(count), library.name, (library.root / first->path).string()})
            .with(first->reason));
}

} // namespace segue
