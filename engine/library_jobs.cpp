// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library_jobs.h"

#include "engine/demo/compose.h"
#include "engine/error.h"
#include "engine/library/scanner.h"
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

} // namespace

LibraryJobs::LibraryJobs(LibraryRooms rooms, const store::Database& database)
    : m_rooms(std::move(rooms)), m_reader(database.sibling()), m_scanReader(database.sibling()) {}

/// Each posts to the other, so both end before either goes.
LibraryJobs::~LibraryJobs() {
    m_commands.stop();
    m_scans.stop();
}

void LibraryJobs::runCommand(std::function<void()> command) {
    m_commands.post([this, command = std::move(command)](const std::stop_token&) {
        try {
            command();
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.what());
        }
    });
}

void LibraryJobs::add(fs::path root, std::string name) {
    m_rooms.progress.begin(Progress::Stage::scanning);
    m_commands.post([this, root = std::move(root), name = std::move(name)](const std::stop_token&) {
        try {
            addRow(root, name);
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.what());
            m_rooms.progress.end();
        }
    });
}

void LibraryJobs::addRow(const fs::path& given, std::string name) {
    std::error_code failed;
    const fs::path root = fs::canonical(given, failed);
    if (failed || !fs::is_directory(root, failed))
        throw Error{ErrorKind::io, "There is no folder " + given.string() + ", or it cannot be read. Choose another one."};
    store::LibraryStore store(m_reader);
    auto known = store.findByRoot(root);
    if (!known) {
        if (name.empty())
            name = unusedName(store.all());
        m_rooms.writer.run([&](store::Database& database) { store::LibraryStore(database).add(name, root); }).get();
        known = store.findByRoot(root);
        emitLibraries();
    }
    postScan(known->id);
}

void LibraryJobs::addDemo(fs::path folder) {
    m_rooms.progress.begin(Progress::Stage::composing);
    m_scans.post([this, folder = std::move(folder)](const std::stop_token& stop) {
        try {
            const bool complete = demo::composeDemoMusic(folder, stop, [this](std::size_t done, std::size_t total) {
                m_rooms.progress.update(Progress::Stage::composing, done, total);
            });
            if (complete)
                add(folder, "Demo music");
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.what());
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
        m_rooms.spaces.removeLibrary(library);
        m_rooms.problems.setSkipped({.id = library}, {});
        emitLibraries();
        m_rooms.queue.refresh();
        rescanAll();
    });
}

void LibraryJobs::rescan(LibraryId library) {
    m_rooms.progress.begin(Progress::Stage::scanning);
    postScan(library);
}

void LibraryJobs::rescanAll() {
    runCommand([this] {
        for (const auto& library : store::LibraryStore(m_reader).all())
            rescan(library.id);
        m_rooms.queue.refresh();
    });
}

void LibraryJobs::cancelScans() { m_scans.stopPosted(); }

void LibraryJobs::list() {
    runCommand([this] { emitLibraries(); });
}

void LibraryJobs::loadTracks(RequestId request, LibraryId library) {
    runCommand([this, request, library] {
        m_rooms.emitter.emit(TracksLoaded{request, library, store::TrackStore(m_reader, m_rooms.spaces.inUse()->id).inLibrary(library)});
    });
}

void LibraryJobs::postScan(LibraryId library) {
    m_scans.post([this, library](const std::stop_token& stop) {
        try {
            if (!stop.stop_requested())
                scan(library, stop);
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.what());
        }
        m_rooms.queue.refresh();
        m_rooms.progress.end();
    });
}

void LibraryJobs::scan(LibraryId id, const std::stop_token& stop) {
    const auto library = store::LibraryStore(m_scanReader).find(id);
    if (!library)
        return; // removed meanwhile
    const library::ScanEvents events{
        .progress = [this](library::ScanProgress at) { m_rooms.progress.update(Progress::Stage::scanning, at.done, at.total); },
        .stored =
            [this](std::span<const TrackId> tracks) {
                announce(tracks);
                m_rooms.queue.refresh();
            },
        .removed =
            [this](std::span<const TrackId> tracks) {
                m_rooms.spaces.remove(tracks);
                // Behind changes that are on their way: a row must not come back after it went.
                runCommand([this, removed = TracksRemoved{{tracks.begin(), tracks.end()}}] { m_rooms.emitter.emit(removed); });
            }};
    const auto result = library::scanLibrary(*library, m_scanReader, m_rooms.writer, m_rooms.workers, stop, events);
    if (!result.stopped)
        m_rooms.problems.setSkipped(*library, result.skipped);
    if (result.offline && !library->offline)
        tellOffline(*library);
    if (!result.skipped.empty() && !result.offline)
        m_rooms.emitter.warn(std::to_string(result.skipped.size()) + " folders or files in " + library->name +
                             " could not be read, the first is " + (library->root / result.skipped.front().path).string() + ": " +
                             result.skipped.front().reason + ".");
    runCommand([this] { emitLibraries(); });
}

void LibraryJobs::tellOffline(const Library& library) {
    m_rooms.emitter.warn("The folder of " + library.name + ", " + library.root.string() +
                         ", is not there now. Its songs are kept and come back with the folder.");
    list();
}

void LibraryJobs::emitLibraries() { m_rooms.emitter.emit(LibrariesChanged{store::LibraryStore(m_reader).all()}); }

void LibraryJobs::announce(std::span<const TrackId> tracks) {
    {
        const std::lock_guard lock(m_changedMutex);
        const bool isPosted = !m_changed.empty() || !m_outlined.empty();
        m_changed.insert(m_changed.end(), tracks.begin(), tracks.end());
        if (isPosted || tracks.empty())
            return;
    }
    runCommand([this] { sendChanged(); });
}

void LibraryJobs::announceOutlined(TrackId track) {
    {
        const std::lock_guard lock(m_changedMutex);
        const bool isPosted = !m_changed.empty() || !m_outlined.empty();
        m_outlined.push_back(track);
        if (isPosted)
            return;
    }
    runCommand([this] { sendChanged(); });
}

void LibraryJobs::sendChanged() {
    std::vector<TrackId> changed, outlined;
    {
        const std::lock_guard lock(m_changedMutex);
        changed.swap(m_changed);
        outlined.swap(m_outlined);
    }
    if (!changed.empty())
        m_rooms.emitter.emit(TracksChanged{rowsOf(changed)});
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
