// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scanner.h"

#include "engine/audio/tags.h"
#include "engine/error.h"
#include "engine/library/scan_plan.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace segue::library {

namespace {

constexpr std::size_t kBatch = 100; ///< songs stored in one go: rows appear soon, commits stay few

/// A file that cannot be opened still gets its row: the analysis says why later, where the listener sees it.
Track readTrack(const Library& library, const FoundFile& file) {
    Track track{.library = library.id, .path = library.root / file.path};
    audio::Tags tags;
    try {
        tags = audio::readTags(track.path);
    } catch (const Error&) {
        tags.title = audio::toValidUtf8(file.path.stem().native());
    }
    track.title = std::move(tags.title);
    track.artist = std::move(tags.artist);
    track.albumArtist = std::move(tags.albumArtist);
    track.album = std::move(tags.album);
    track.genre = std::move(tags.genre);
    track.trackNumber = tags.trackNumber;
    track.discNumber = tags.discNumber;
    track.year = tags.year;
    track.duration = tags.duration.value_or(std::chrono::milliseconds{0});
    return track;
}

std::vector<TrackId> readAndStore(const Library& library, std::span<const FoundFile> batch, store::Writer& writer,
                                  tbb::task_arena& arena) {
    std::vector<Track> tracks(batch.size());
    arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, batch.size(), [&](std::size_t i) { tracks[i] = readTrack(library, batch[i]); });
    });
    std::vector<TrackId> ids;
    writer
        .run([&](store::Database& database) {
            store::TrackStore store(database, {});
            for (std::size_t i = 0; i < tracks.size(); ++i)
                ids.push_back(store.save(tracks[i], library.root, batch[i].stamp));
        })
        .get();
    return ids;
}

void storeMovesAndRemovals(const ScanPlan& plan, store::Writer& writer, const ScanEvents& events) {
    if (plan.move.empty() && plan.remove.empty())
        return;
    writer
        .run([&](store::Database& database) {
            store::TrackStore store(database, {});
            store.remove(plan.remove);
            for (const auto& [id, path] : plan.move)
                store.move(id, path);
        })
        .get();
    std::vector<TrackId> moved;
    for (const auto& [id, path] : plan.move)
        moved.push_back(id);
    if (!moved.empty())
        events.stored(moved);
    if (!plan.remove.empty())
        events.removed(plan.remove);
}

void setOffline(const Library& library, bool offline, store::Writer& writer) {
    if (library.offline != offline)
        writer.run([&](store::Database& database) { store::LibraryStore(database).setOffline(library.id, offline); }).get();
}

} // namespace

ScanResult scanLibrary(const Library& library, store::Database& reader, store::Writer& writer, int workers,
                       std::stop_token stop, const ScanEvents& events) {
    events.progress({});
    auto walk = walkFolder(library.root, stop, [&](std::size_t found) { events.progress({.done = found}); });
    const auto plan = planScan(store::TrackStore(reader, {}).knownFiles(library.id), walk);
    ScanResult result{.offline = plan.offline,
                      .stopped = walk.stopped,
                      .files = walk.files.size(),
                      .moved = plan.move.size(),
                      .removed = plan.remove.size(),
                      .skipped = std::move(walk.skipped)};
    if (result.stopped)
        return result;
    setOffline(library, plan.offline, writer);
    storeMovesAndRemovals(plan, writer, events);
    tbb::task_arena arena(workers, 1);
    for (std::size_t first = 0; first < plan.read.size() && !stop.stop_requested(); first += kBatch) {
        const auto batch = std::span(plan.read).subspan(first, std::min(kBatch, plan.read.size() - first));
        events.stored(readAndStore(library, batch, writer, arena));
        result.read += batch.size();
        events.progress({.done = result.read, .total = plan.read.size()});
    }
    result.stopped = stop.stop_requested();
    return result;
}

} // namespace segue::library
