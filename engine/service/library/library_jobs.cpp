// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/library_jobs.h"

#include "engine/demo/compose.h"
#include "engine/library/scan/relocation.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

std::string unusedName(const std::vector<Library>& libraries) {
    for (std::size_t number = 1;; ++number) {
        auto name = "Local Music #" + std::to_string(number);
        if (std::ranges::none_of(libraries, [&](const Library& one) { return one.name == name; }))
            return name;
    }
}

/// An opened library has its folder's name, with a number if several libraries have that name.
std::string nameAfter(const fs::path& folder, const std::vector<Library>& libraries) {
    const std::string own = folder.filename().string();
    if (own.empty())
        return unusedName(libraries);
    const auto isTaken = [&](const std::string& name) {
        return std::ranges::find(libraries, name, &Library::name) != libraries.end();
    };
    std::string name = own;
    for (int number = 2; isTaken(name); ++number)
        name = own + " " + std::to_string(number);
    return name;
}

fs::path folderAt(const fs::path& given) {
    std::error_code failed;
    auto root = fs::canonical(given, failed);
    if (failed || !fs::is_directory(root, failed))
        throw Error{ErrorKind::io, Message(MessageId::libraryFolderMissing, {given.string()})};
    return root;
}

bool isFolder(const fs::path& path) {
    std::error_code failed;
    return fs::is_directory(path, failed);
}

/// Whether the root is gone, also if no scan has noticed yet.
bool isGone(const fs::path& root) {
    std::error_code failed;
    return !fs::is_directory(root, failed) || fs::is_empty(root, failed);
}

} // namespace

LibraryJobs::LibraryJobs(LibraryRooms rooms, const store::Database& database)
    : m_rooms(std::move(rooms))
    , m_reader(database.sibling())
    , m_scans({m_rooms.writer, m_rooms.emitter, m_rooms.progress, m_rooms.files, m_rooms.isWatching, m_rooms.guessCodePage},
              database, reports(), m_rooms.watchWanted) {}

LibraryJobs::~LibraryJobs() { stop(); }

/// The parts post to each other, so all must end before any is destroyed.
void LibraryJobs::stop() {
    m_line.stop();
    m_lanes.stop();
    m_scans.stop();
}

void LibraryJobs::onDisk(const fs::path& disk, std::function<void(const std::stop_token&)> job) {
    m_lanes.post(disk.native(),
                 [this, job = std::move(job)](const std::stop_token& stop) { carryOut(m_rooms.emitter, [&] { job(stop); }); });
}

void LibraryJobs::add(fs::path root, std::string name) {
    auto shown = m_rooms.progress.begin(Progress::Stage::scanning);
    const auto disk = root;
    onDisk(disk, [this, wish = FolderWish{std::move(root), std::move(name)}, shown = std::move(shown)](const std::stop_token&) {
        lookBeforeAdd(wish, shown);
    });
}

void LibraryJobs::open(fs::path path) {
    auto shown = m_rooms.progress.begin(Progress::Stage::scanning);
    const auto disk = path;
    onDisk(disk, [this, path = std::move(path), shown = std::move(shown)](const std::stop_token&) {
        std::error_code failed;
        if (fs::is_regular_file(path, failed))
            m_rooms.emitter.emit(PathOpened{path, 0});
        else
            lookBeforeAdd({.given = path, .isCalledAsItIs = true}, shown);
    });
}

/// Each folder may lie on a disk of its own. One whose disk does not answer in time counts as missing.
void LibraryJobs::findFolders(std::vector<fs::path> folders) {
    onDisk({}, [this, folders = std::move(folders)](const std::stop_token& stop) {
        std::vector<fs::path> found;
        for (const auto& folder : folders)
            if (!stop.stop_requested() && m_disks.ask<bool>(folder, [folder] { return isFolder(folder); }).value_or(false))
                found.push_back(folder);
        m_rooms.emitter.emit(FoldersFound{std::move(found)});
    });
}

void LibraryJobs::lookBeforeAdd(const FolderWish& wish, const Shown& shown) {
    auto reader = m_reader.sibling();
    const auto root = folderAt(wish.given);
    const auto moved = store::LibraryStore(reader).findByRoot(root) ? std::nullopt : offlineLibraryIn(root, reader);
    m_line.run([this, wish, root, moved, shown] { addRow(wish, root, moved, shown); });
}

void LibraryJobs::addRow(const FolderWish& wish, const fs::path& root, const std::optional<Library>& moved, const Shown& shown) {
    store::LibraryStore store(m_reader);
    auto known = store.findByRoot(root);
    if (!known && moved && store.find(moved->id)) {
        m_rooms.emitter.inform({MessageId::libraryMoved, {moved->name, root.string()}});
        moveRow(*moved, root, shown);
        m_rooms.emitter.emit(PathOpened{wish.given, moved->id});
        return;
    }
    if (!known) {
        std::string name = wish.name;
        if (name.empty())
            name = wish.isCalledAsItIs ? nameAfter(root, store.rows()) : unusedName(store.rows());
        m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).add(name, root); }).get();
        known = store.findByRoot(root);
        emitLibraries();
    }
    if (!known)
        return;
    m_rooms.emitter.emit(PathOpened{wish.given, known->id});
    m_scans.begin(known->id, {.shown = shown});
}

std::optional<Library> LibraryJobs::offlineLibraryIn(const fs::path& root, store::Database& reader) {
    for (const auto& library : store::LibraryStore(reader).all()) {
        const auto isOffline = [&] {
            return library.offline ||
                   m_disks.ask<bool>(library.root, [path = library.root] { return isGone(path); }).value_or(false);
        };
        if (library.trackCount > 0 && isOffline() &&
            library::likenessOf(root, store::TrackStore(reader, {}).knownFiles(library.id)).isLikely())
            return library;
    }
    return std::nullopt;
}

void LibraryJobs::relocate(LibraryId id, fs::path given, bool isSure) {
    auto shown = m_rooms.progress.begin(Progress::Stage::scanning);
    const auto disk = given;
    onDisk(disk, [this, id, given = std::move(given), isSure, shown = std::move(shown)](const std::stop_token&) {
        lookBeforeMove(id, given, isSure, shown);
    });
}

void LibraryJobs::lookBeforeMove(LibraryId id, const fs::path& given, bool isSure, const Shown& shown) {
    auto reader = m_reader.sibling();
    const auto root = folderAt(given);
    const auto library = store::LibraryStore(reader).find(id);
    if (!library)
        return;
    const auto likeness = library::likenessOf(root, store::TrackStore(reader, {}).knownFiles(id));
    if (isSure || likeness.isLikely())
        m_line.run([this, library = *library, root, shown] { moveRow(library, root, shown); });
    else
        m_rooms.emitter.emit(RelocationDoubtful{id, root, likeness.asked, likeness.there});
}

/// Gives up the scan of the old folder: its disk may be the reason for the move.
void LibraryJobs::moveRow(const Library& library, const fs::path& root, Shown shown) {
    m_scans.forget(library.id);
    m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).relocate(library.id, root); }).get();
    emitLibraries();
    m_scans.begin(library.id, {.shown = std::move(shown)});
}

void LibraryJobs::answerEmptied(LibraryId library, bool isEmptied) {
    if (isEmptied) {
        m_scans.begin(library, {.emptyIsMeant = true, .shown = m_rooms.progress.begin(Progress::Stage::scanning)});
        return;
    }
    m_line.run([this, library] {
        m_rooms.writer
            .run([&](store::Database& database) {
                store::LibraryStore store(database);
                if (const auto now = store.find(library); now && now->absence == Absence::emptied)
                    store.setAbsence(library, Absence::unmounted);
            })
            .get();
        emitLibraries();
    });
}

void LibraryJobs::forgetMissing(LibraryId library) {
    m_scans.run(library, [this, library](const std::stop_token&) { // not while a scan finds some of them
        carryOut(m_rooms.emitter, [&] {
            std::vector<TrackId> gone;
            m_rooms.writer
                .run([&](store::Database& database) {
                    store::TrackStore store(database, {});
                    for (const auto& file : store.missingFiles())
                        if (file.library == library)
                            gone.push_back(file.id);
                    store.remove(gone);
                })
                .get();
            tellRemoved(gone);
        });
        list();
    });
}

void LibraryJobs::setGuessCodePage(bool wanted) {
    m_scans.setGuessCodePage(wanted);
    rescanAll();
}

void LibraryJobs::setWatchWanted(bool wanted) {
    m_scans.setWatchWanted(wanted);
    m_line.run([this] {
        for (const auto& library : store::LibraryStore(m_reader).rows())
            m_scans.begin(library.id);
    });
}

void LibraryJobs::addDemo(fs::path folder) {
    auto shown = m_rooms.progress.begin(Progress::Stage::composing);
    const auto disk = folder;
    onDisk(disk, [this, folder = std::move(folder), shown = std::move(shown)](const std::stop_token& stop) {
        const bool isComplete =
            demo::composeDemoMusic(folder, stop, [&](std::size_t done, std::size_t total) { shown->update(done, total); });
        if (isComplete)
            add(folder, "Demo music");
    });
}

void LibraryJobs::rename(LibraryId library, std::string name) {
    m_line.run([this, library, name = std::move(name)] {
        m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).rename(library, name); }).get();
        emitLibraries();
    });
}

/// Stops its scan at once. Late results of the scan, or of an analysis, find no row.
void LibraryJobs::remove(LibraryId library) {
    m_scans.forget(library);
    m_line.run([this, library] { removeRow(library); });
}

void LibraryJobs::removeRow(LibraryId library) {
    m_scans.forget(library); // a scan that began meanwhile
    m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).remove(library); }).get();
    m_rooms.spaces.removeLibrary(library);
    m_rooms.libraryCameOrWent(library); // also removes what is being added just now
    m_rooms.problems.forgetLibrary(library);
    m_rooms.libraryRemoved(library);
    m_rooms.emitter.emit(LibraryRemoved{library});
    emitLibraries();
    m_rooms.queue.refresh();
}

void LibraryJobs::rescan(LibraryId library) {
    m_scans.begin(library, {.shown = m_rooms.progress.begin(Progress::Stage::scanning)});
}

void LibraryJobs::rescanAll() {
    m_line.run([this] {
        for (const auto& library : store::LibraryStore(m_reader).rows())
            rescan(library.id);
        m_rooms.queue.refresh();
    });
}

void LibraryJobs::cancelScans() { m_scans.cancel(); }

void LibraryJobs::list() {
    m_line.run([this] { emitLibraries(); });
}

void LibraryJobs::loadTracks(RequestId request, LibraryId library) {
    m_line.run([this, request, library] {
        m_rooms.emitter.emit(
            TracksLoaded{request, library, store::TrackStore(m_reader, m_rooms.spaces.inUse()->lead().id).songs(library)});
        m_rooms.listed();
    });
}

ScanReports LibraryJobs::reports() {
    return {.stored =
                [this](std::span<const TrackId> tracks) {
                    m_news.announce(tracks);
                    m_rooms.songsStored(tracks.size());
                    m_rooms.queue.refresh();
                },
            .changed =
                [this](std::span<const TrackId> tracks) {
                    m_rooms.songsCameOrWent({tracks.begin(), tracks.end()});
                    m_news.announce(tracks);
                },
            .removed = [this](std::span<const TrackId> tracks) { tellRemoved(tracks); },
            .absence = [this](const Library& before, Absence absence) { tellAbsence(before, absence); },
            .skipped = [this](const Library& library,
                              const std::vector<library::Skipped>& all) { m_rooms.problems.setSkipped(library, all); },
            .read = [this] { m_rooms.problems.solved(); },
            .playlists = [this] { m_rooms.playlistsCameOrWent(); },
            .done =
                [this](bool isChanged) {
                    if (!isChanged)
                        return;
                    m_rooms.queue.refresh();
                    list();
                }};
}

void LibraryJobs::tellRemoved(std::span<const TrackId> tracks) {
    m_rooms.spaces.remove(tracks);
    m_rooms.songsCameOrWent({tracks.begin(), tracks.end()});
    // Behind changes that are on their way: a row must not come back after it went.
    m_line.run([this, removed = TracksRemoved{{tracks.begin(), tracks.end()}}] { m_rooms.emitter.emit(removed); });
}

void LibraryJobs::tellAbsence(const Library& before, Absence absence) {
    m_rooms.libraryCameOrWent(before.id);
    if (absence == Absence::gone)
        m_rooms.emitter.inform({MessageId::libraryOffline, {before.name, before.root.string()}});
    if (absence == Absence::emptied)
        m_rooms.emitter.warn({MessageId::libraryEmptied, {before.name, before.root.string(), std::to_string(before.trackCount)}});
}

void LibraryJobs::tellOffline(const Library& library) {
    tellAbsence(library, Absence::gone);
    m_scans.begin(library.id);
    list();
}

void LibraryJobs::emitLibraries() {
    LibrariesChanged changed{store::LibraryStore(m_reader).all()};
    for (auto& library : changed.libraries)
        library.watching = m_scans.watching(library.id);
    m_rooms.emitter.emit(std::move(changed));
}

} // namespace segue
