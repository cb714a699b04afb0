// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/library_jobs.h"

#include "engine/demo/compose.h"
#include "engine/words/error.h"
#include "engine/library/scan/relocation.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <set>
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

/// A library that the listener opened is called as its folder is; where several are, they are told apart by a number.
std::string nameAfter(const fs::path& folder, const std::vector<Library>& libraries) {
    const std::string own = folder.filename().string();
    if (own.empty())
        return unusedName(libraries);
    const auto isTaken = [&](const std::string& name) { return std::ranges::find(libraries, name, &Library::name) != libraries.end(); };
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

/// Also where no scan has found that out yet.
bool isGone(const fs::path& root) {
    std::error_code failed;
    return !fs::is_directory(root, failed) || fs::is_empty(root, failed);
}

} // namespace

LibraryJobs::LibraryJobs(LibraryRooms rooms, const store::Database& database)
    : m_rooms(std::move(rooms)), m_reader(database.sibling()),
      m_scans({m_rooms.writer, m_rooms.emitter, m_rooms.progress, m_rooms.workers, m_rooms.isWatching, m_rooms.guessCodePage}, database, reports(),
              m_rooms.watchWanted) {}

LibraryJobs::~LibraryJobs() { stop(); }

/// Each posts to the other, so both end before either goes.
void LibraryJobs::stop() {
    m_commands.stop();
    m_scans.stop();
}

void LibraryJobs::runCommand(std::function<void()> command) {
    m_commands.post([this, command = std::move(command)](const std::stop_token&) {
        try {
            command();
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
    });
}

void LibraryJobs::add(fs::path root, std::string name) {
    m_rooms.progress.begin(Progress::Stage::scanning);
    m_commands.post([this, root = std::move(root), name = std::move(name)](const std::stop_token&) {
        try {
            addRow(root, name);
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
            m_rooms.progress.end();
        }
    });
}

void LibraryJobs::open(fs::path path) {
    m_rooms.progress.begin(Progress::Stage::scanning);
    m_commands.post([this, path = std::move(path)](const std::stop_token&) {
        try {
            std::error_code failed;
            if (!fs::is_regular_file(path, failed))
                return addRow(path, nameAfter(fs::canonical(path, failed), store::LibraryStore(m_reader).all()));
            m_rooms.emitter.emit(PathOpened{path, 0});
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
        m_rooms.progress.end();
    });
}

void LibraryJobs::findFolders(std::vector<fs::path> folders) {
    runCommand([this, folders = std::move(folders)]() mutable {
        std::error_code failed;
        std::erase_if(folders, [&](const fs::path& folder) { return !fs::is_directory(folder, failed); });
        m_rooms.emitter.emit(FoldersFound{std::move(folders)});
    });
}

void LibraryJobs::addRow(const fs::path& given, std::string name) {
    const auto root = folderAt(given);
    store::LibraryStore store(m_reader);
    auto known = store.findByRoot(root);
    if (!known) {
        if (const auto moved = offlineLibraryIn(root)) {
            m_rooms.emitter.inform({MessageId::libraryMoved, {moved->name, root.string()}});
            moveRow(*moved, root);
            m_rooms.emitter.emit(PathOpened{given, moved->id});
            return;
        }
        if (name.empty())
            name = unusedName(store.all());
        m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).add(name, root); }).get();
        known = store.findByRoot(root);
        emitLibraries();
    }
    m_rooms.emitter.emit(PathOpened{given, known->id});
    m_scans.begin(known->id);
}

std::optional<Library> LibraryJobs::offlineLibraryIn(const fs::path& root) {
    for (const auto& library : store::LibraryStore(m_reader).all())
        if ((library.offline || isGone(library.root)) && library.trackCount > 0 &&
            library::likenessOf(root, store::TrackStore(m_reader, {}).knownFiles(library.id)).isLikely())
            return library;
    return std::nullopt;
}

void LibraryJobs::relocate(LibraryId id, fs::path given, bool isSure) {
    m_rooms.progress.begin(Progress::Stage::scanning);
    m_commands.post([this, id, given = std::move(given), isSure](const std::stop_token&) {
        try {
            const auto library = store::LibraryStore(m_reader).find(id);
            const auto root = folderAt(given);
            if (library) {
                const auto likeness = library::likenessOf(root, store::TrackStore(m_reader, {}).knownFiles(id));
                if (isSure || likeness.isLikely())
                    return moveRow(*library, root);
                m_rooms.emitter.emit(RelocationDoubtful{id, root, likeness.asked, likeness.there});
            }
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
        m_rooms.progress.end();
    });
}

void LibraryJobs::moveRow(const Library& library, const fs::path& root) {
    m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).relocate(library.id, root); }).get();
    m_scans.forget(library.id);
    emitLibraries();
    m_scans.begin(library.id);
}

void LibraryJobs::answerEmptied(LibraryId library, bool isEmptied) {
    if (isEmptied) {
        m_rooms.progress.begin(Progress::Stage::scanning);
        m_scans.begin(library, {.emptyIsMeant = true});
        return;
    }
    runCommand([this, library] {
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
    m_scans.run([this, library](const std::stop_token&) { // not while a scan finds some of them
        try {
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
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
        list();
    });
}

void LibraryJobs::setGuessCodePage(bool wanted) {
    m_scans.setGuessCodePage(wanted);
    rescanAll();
}

void LibraryJobs::setWatchWanted(bool wanted) {
    m_scans.setWatchWanted(wanted);
    runCommand([this] {
        for (const auto& library : store::LibraryStore(m_reader).all())
            m_scans.begin(library.id, {.quiet = true});
    });
}

void LibraryJobs::addDemo(fs::path folder) {
    m_rooms.progress.begin(Progress::Stage::composing);
    m_scans.run([this, folder = std::move(folder)](const std::stop_token& stop) {
        try {
            const bool complete = demo::composeDemoMusic(folder, stop, [this](std::size_t done, std::size_t total) {
                m_rooms.progress.update(Progress::Stage::composing, done, total);
            });
            if (complete)
                add(folder, "Demo music");
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
        m_rooms.progress.end();
    });
}

void LibraryJobs::rename(LibraryId library, std::string name) {
    runCommand([this, library, name = std::move(name)] {
        m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).rename(library, name); }).get();
        emitLibraries();
    });
}

void LibraryJobs::remove(LibraryId library) {
    cancelScans(); // one of them may be this library's
    runCommand([this, library] {
        m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).remove(library); }).get();
        m_scans.forget(library);
        m_rooms.spaces.removeLibrary(library);
        m_rooms.problems.setSkipped({.id = library}, {});
        emitLibraries();
        m_rooms.queue.refresh();
        rescanAll();
    });
}

void LibraryJobs::rescan(LibraryId library) {
    m_rooms.progress.begin(Progress::Stage::scanning);
    m_scans.begin(library);
}

void LibraryJobs::rescanAll() {
    runCommand([this] {
        for (const auto& library : store::LibraryStore(m_reader).all())
            rescan(library.id);
        m_rooms.queue.refresh();
    });
}

void LibraryJobs::cancelScans() { m_scans.cancel(); }

void LibraryJobs::list() {
    runCommand([this] { emitLibraries(); });
}

void LibraryJobs::loadTracks(RequestId request, LibraryId library) {
    runCommand([this, request, library] {
        m_rooms.emitter.emit(TracksLoaded{request, library, store::TrackStore(m_reader, m_rooms.spaces.inUse()->id).songs(library)});
        m_rooms.listed();
    });
}

ScanReports LibraryJobs::reports() {
    return {.stored =
                [this](std::span<const TrackId> tracks) {
                    announce(tracks);
                    m_rooms.queue.refresh();
                },
            .changed =
                [this](std::span<const TrackId> tracks) {
                    m_rooms.songsCameOrWent({tracks.begin(), tracks.end()});
                    announce(tracks);
                },
            .removed = [this](std::span<const TrackId> tracks) { tellRemoved(tracks); },
            .absence = [this](const Library& before, Absence absence) { tellAbsence(before, absence); },
            .skipped = [this](const Library& library, const std::vector<library::Skipped>& all) { m_rooms.problems.setSkipped(library, all); },
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
    // Behind changes that are on their way: a row must not come back after it went.
    runCommand([this, removed = TracksRemoved{{tracks.begin(), tracks.end()}}] { m_rooms.emitter.emit(removed); });
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
    m_scans.begin(library.id, {.quiet = true});
    list();
}

void LibraryJobs::emitLibraries() {
    LibrariesChanged changed{store::LibraryStore(m_reader).all()};
    for (auto& library : changed.libraries)
        library.watching = m_scans.watching(library.id);
    m_rooms.emitter.emit(std::move(changed));
}

void LibraryJobs::announce(std::span<const TrackId> tracks) { announce(m_changed, tracks); }
void LibraryJobs::announceHeard(TrackId track) { announce(m_heard, {&track, 1}); }
void LibraryJobs::announceOutlined(TrackId track) { announce(m_outlined, {&track, 1}); }

void LibraryJobs::announce(std::vector<TrackId>& as, std::span<const TrackId> tracks) {
    {
        const std::lock_guard lock(m_changedMutex);
        const bool isPosted = !m_changed.empty() || !m_heard.empty() || !m_outlined.empty();
        as.insert(as.end(), tracks.begin(), tracks.end());
        if (isPosted || tracks.empty())
            return;
    }
    runCommand([this] { sendChanged(); });
}

void LibraryJobs::sendChanged() {
    std::vector<TrackId> changed, heard, outlined;
    {
        const std::lock_guard lock(m_changedMutex);
        changed.swap(m_changed);
        heard.swap(m_heard);
        outlined.swap(m_outlined);
    }
    if (!changed.empty())
        m_rooms.emitter.emit(TracksChanged{rowsOf(changed)});
    if (!heard.empty())
        m_rooms.emitter.emit(TracksChanged{.tracks = rowsOf(heard), .heard = true});
    if (!outlined.empty())
        m_rooms.emitter.emit(TracksChanged{.tracks = rowsOf(outlined), .outlined = true});
}

std::vector<Track> LibraryJobs::rowsOf(const std::vector<TrackId>& ids) {
    const std::set<TrackId> unique(ids.begin(), ids.end());
    const store::TrackStore store(m_reader, m_rooms.spaces.inUse()->id);
    std::vector<Track> rows;
    for (const TrackId id : unique)
        if (auto track = store.find(id))
            rows.push_back(std::move(*track));
    return rows;
}

} // namespace segue
