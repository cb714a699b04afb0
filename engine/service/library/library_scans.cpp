// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/library_scans.h"

#include "engine/words/error.h"
#include "engine/store/library_store.h"

#include <algorithm>
#include <malloc.h>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

/// Scans and long lists take tens of megabytes in small pieces for a moment, which the C library would keep.
void returnMemory() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace

/// What a scan shows of itself: nothing, if nobody waits for it and it has little to do.
class LibraryScans::Shown final {
public:
    Shown(WorkProgress& progress, bool hasBegun)
        : m_progress(progress), m_hasBegun(hasBegun) {}
    ~Shown() {
        if (m_hasBegun)
            m_progress.end();
    }
    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;

    void update(const library::ScanProgress& at) {
        constexpr std::size_t kMuch = 200;
        if (!m_hasBegun && at.total < kMuch)
            return;
        if (!std::exchange(m_hasBegun, true))
            m_progress.begin(Progress::Stage::scanning);
        m_progress.update(Progress::Stage::scanning, at.done, at.total);
    }

private:
    WorkProgress& m_progress;
    bool m_hasBegun;
};

LibraryScans::LibraryScans(Rooms rooms, const store::Database& database, ScanReports reports, bool watchWanted)
    : m_rooms(rooms), m_reader(database.sibling()), m_reports(std::move(reports)) {
    if (m_rooms.isWatching)
        m_watch = std::make_unique<library::FolderWatch>(
            library::FolderWatchOptions{.wanted = watchWanted},
            library::FolderWatchEvents{.changed = [this](library::FolderChanges changes) { begin(changes.library, {.folders = std::move(changes.folders), .quiet = true}); },
                                       .look = [this](LibraryId library) { begin(library, {.quiet = true}); }});
}

LibraryScans::~LibraryScans() { stop(); }

void LibraryScans::stop() {
    if (m_watch)
        m_watch->stop();
    m_scans.stop();
}

void LibraryScans::begin(LibraryId library, ScanWish wish) {
    m_scans.post([this, library, wish = std::move(wish)](const std::stop_token& stop) {
        Shown shown(m_rooms.progress, !wish.quiet);
        bool isChanged = !wish.quiet;
        try {
            if (!stop.stop_requested() && look(library, wish, shown, stop))
                isChanged = true;
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
        m_reports.done(isChanged);
    });
}

void LibraryScans::cancel() { m_scans.stopPosted(); }

void LibraryScans::forget(LibraryId library) {
    if (m_watch) // not while a scan may be about to watch it
        m_scans.post([this, library](const std::stop_token&) {
            m_watch->forget(library);
            setWatching(library, Watching::none);
        });
}

void LibraryScans::setGuessCodePage(bool wanted) {
    m_scans.post([this, wanted](const std::stop_token&) { m_rooms.guessCodePage = wanted; });
}

void LibraryScans::setWatchWanted(bool wanted) {
    if (m_watch)
        m_scans.post([this, wanted](const std::stop_token&) { m_watch->setWanted(wanted); });
}

/// Not asked of the watch, which may be listing folders for a while.
Watching LibraryScans::watching(LibraryId library) const {
    const std::lock_guard lock(m_watchingMutex);
    const auto found = m_watching.find(library);
    return found == m_watching.end() ? Watching::none : found->second;
}

bool LibraryScans::setWatching(LibraryId library, Watching watching) {
    const std::lock_guard lock(m_watchingMutex);
    return std::exchange(m_watching[library], watching) != watching;
}

bool LibraryScans::look(LibraryId id, const ScanWish& wish, Shown& shown, const std::stop_token& stop) {
    const auto library = store::LibraryStore(m_reader).find(id);
    if (!library)
        return false; // removed meanwhile
    library::ScanRequest request{.folders = wish.folders, .emptyIsMeant = wish.emptyIsMeant, .guessCodePage = m_rooms.guessCodePage};
    const bool isWhole = wish.folders.empty() || library->offline;
    bool isChanged = false;
    if (m_watch) {
        isChanged = isWhole && setWatching(id, m_watch->cover(*library));
        request.unfinished = m_watch->unfinished(id);
    }
    const library::ScanEvents events{
        .progress = [&](library::ScanProgress at) { shown.update(at); },
        .stored = m_reports.stored,
        .changed = m_reports.changed,
        .removed = m_reports.removed};
    const auto result = library::scanLibrary(*library, m_reader, m_rooms.writer, m_rooms.workers, stop, events, request);
    if (isWhole)
        returnMemory();
    if (isWhole && !result.stopped) // a folder that is not there says so itself
        m_reports.skipped(*library, result.absence == Absence::none ? result.skipped : std::vector<library::Skipped>());
    report(*library, result, isWhole && !wish.quiet);
    return isChanged || result.absence != library->absence || result.read + result.retagged + result.moved + result.found + result.lost + result.removed > 0;
}

void LibraryScans::report(const Library& library, const library::ScanResult& result, bool isAsked) {
    if (!result.stopped && result.absence != library.absence)
        m_reports.absence(library, result.absence);
    // What was renamed while it was looked at is told by the watch, or seen by the next scan.
    const auto isThere = [&](const library::Skipped& one) {
        std::error_code failed;
        return fs::exists(fs::symlink_status(library.root / one.path, failed));
    };
    const auto first = std::ranges::find_if(result.skipped, isThere);
    if (first == result.skipped.end() || result.absence != Absence::none || !isAsked)
        return;
    const auto count = std::count_if(first, result.skipped.end(), isThere);
    m_rooms.emitter.warn(
        Message(MessageId::libraryUnreadable, {std::to_string(count), library.name, (library.root / first->path).string()}).with(first->reason));
}

} // namespace segue
