// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/bring/bring_jobs.h"

#include "engine/bring/source_places.h"
#include "engine/service/bring/foreign_reading.h"
#include "engine/store/bring_store.h"
#include "engine/store/library_store.h"
#include "engine/store/listening_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <chrono>
#include <utility>

namespace segue {

namespace {

constexpr std::chrono::milliseconds kBetweenProgress{100};
constexpr const char* kFindLane = "?sources"; ///< no folder's name

/// All songs of all libraries, also of those that are offline.
SongList allSongs(store::Database& reader) {
    const auto libraries = store::LibraryStore(reader).all();
    const store::TrackStore tracks(reader, {});
    if (libraries.size() == 1)
        return tracks.songs(libraries.front().id);
    SongList all;
    for (const auto& library : libraries)
        for (const auto& song : tracks.songs(library.id))
            all.add(song);
    return all;
}

/// Tells how far it is, not too often.
std::function<void(std::size_t, std::size_t)> progressOf(EventEmitter& emitter, RequestId request) {
    return [&emitter, request, said = std::chrono::steady_clock::time_point{}](std::size_t done, std::size_t total) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - said < kBetweenProgress)
            return;
        said = now;
        emitter.emit(BringProgressed{.request = request, .done = done, .total = total});
    };
}

} // namespace

BringJobs::BringJobs(const store::Database& database, BringRooms rooms)
    : m_database(database.sibling())
    , m_rooms(std::move(rooms)) {}

void BringJobs::stop() { m_lanes.stop(); }

void BringJobs::find() {
    m_lanes.post(kFindLane, [this](const std::stop_token&) {
        carryOut(m_rooms.emitter, [&] {
            auto reader = m_database.sibling();
            m_rooms.emitter.emit(
                SourcesFound{.sources = bring::sourcesIn(bring::homeOfEnvironment()), .last = store::BringStore(reader).last()});
        });
    });
}

/// On a lane of the file's disk. Failures are in the answer; cancelled, it has none.
template <typename Answer>
void BringJobs::answer(Asked asked, std::function<BringPlan(const Asked&, const std::stop_token&)> work) {
    m_lanes.post(asked.file.parent_path().native(), [this, asked, work = std::move(work)](const std::stop_token& stop) {
        carryOut(m_rooms.emitter, [&] {
            Answer answer{.request = asked.request};
            try {
                answer.plan = work(asked, stop);
            } catch (const bring::Stopped&) {
                return;
            } catch (const std::exception& error) {
                answer.plan = {.source = asked.source, .file = asked.file};
                answer.problem = messageOf(error);
            }
            if (!stop.stop_requested() || answer.plan.changed > 0)
                m_rooms.emitter.emit(std::move(answer));
        });
    });
}

void BringJobs::plan(RequestId request, BringSource source, std::filesystem::path file, BringOptions options) {
    answer<BringPlanned>({request, source, std::move(file), options},
                         [this](const Asked& asked, const std::stop_token& stop) { return giftsOf(asked, stop).plan; });
}

void BringJobs::bring(RequestId request, BringSource source, std::filesystem::path file, BringOptions options) {
    answer<BringDone>({request, source, std::move(file), options}, [this](const Asked& asked, const std::stop_token& stop) {
        if (m_rooms.writer == nullptr)
            throw Error{ErrorKind::usage, MessageId::bringReadOnly};
        return store(asked, giftsOf(asked, stop));
    });
}

bring::Gifts BringJobs::giftsOf(const Asked& asked, const std::stop_token& stop) {
    auto reader = m_database.sibling();
    const bring::Reading reading{
        .file = asked.file, .source = asked.source, .stop = stop, .progress = progressOf(m_rooms.emitter, asked.request)};
    const bool isOfTags = asked.source == BringSource::tags;
    const auto theirs = isOfTags ? ForeignLibrary() : readForeign(reading); // before the songs, so that a bad file is told at once
    const auto songs = allSongs(reader);
    auto gifts = bring::planGifts(isOfTags ? readRatingsInTags(reading, songs, m_rooms.files) : theirs, songs, asked.options, stop);
    if (stop.stop_requested())
        throw bring::Stopped{};
    gifts.plan.source = asked.source;
    gifts.plan.file = asked.file;
    const store::BringStore brought(reader);
    for (std::size_t i = 0; i < gifts.playlists.size(); ++i)
        gifts.plan.playlists[i].isThere = brought.hasPlaylist(asked.source, gifts.playlists[i]);
    return gifts;
}

BringPlan BringJobs::store(const Asked& asked, bring::Gifts gifts) {
    const bool bringsLists = m_rooms.playlists.keep && !gifts.playlists.empty();
    if (gifts.songs.empty() && !bringsLists)
        return gifts.plan; // what was brought before can still be undone
    std::vector<TrackId> changed;
    m_rooms.writer
        ->run([&](store::Database& writing) {
            store::BringStore brought(writing);
            bool hasBegun = false;
            const auto begin = [&] {
                if (!std::exchange(hasBegun, true))
                    brought.begin(asked.source, asked.file,
                                  std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
            };
            for (const auto& gift : gifts.songs) {
                begin();
                if (!brought.give(gift, asked.options.theirsWin))
                    continue;
                const auto sharing = store::ListeningStore(writing).sharing(gift.track);
                changed.insert(changed.end(), sharing.begin(), sharing.end());
            }
            for (const auto& list : gifts.plan.playlists)
                if (bringsLists && !list.isThere && list.found > 0)
                    begin();
            keepPlaylists(writing, asked.source, gifts);
        })
        .get();
    if (m_rooms.stored && !changed.empty())
        m_rooms.stored(changed);
    if (m_rooms.playlists.changed && bringsLists)
        m_rooms.playlists.changed();
    return gifts.plan;
}

void BringJobs::keepPlaylists(store::Database& writing, BringSource source, bring::Gifts& gifts) const {
    if (!m_rooms.playlists.keep)
        return;
    store::BringStore brought(writing);
    for (std::size_t i = 0; i < gifts.playlists.size(); ++i) {
        const auto& gift = gifts.playlists[i];
        if (!gifts.plan.playlists[i].isThere && !gift.songs.empty() && !brought.hasPlaylist(source, gift))
            brought.notePlaylist(source, gift, m_rooms.playlists.keep(writing, gift));
    }
}

void BringJobs::undo() {
    m_lanes.post(kFindLane, [this](const std::stop_token&) {
        carryOut(m_rooms.emitter, [&] {
            BringUndone undone;
            try {
                takeBack(undone);
            } catch (const std::exception& error) {
                undone.problem = messageOf(error);
            }
            m_rooms.emitter.emit(std::move(undone));
        });
    });
}

void BringJobs::takeBack(BringUndone& undone) {
    if (m_rooms.writer == nullptr)
        throw Error{ErrorKind::usage, MessageId::bringReadOnly};
    store::BringStore::Undone changes;
    m_rooms.writer
        ->run([&](store::Database& writing) {
            store::BringStore brought(writing);
            undone.was = brought.last();
            changes = brought.undo();
            if (m_rooms.playlists.remove)
                for (const PlaylistId playlist : changes.playlists)
                    m_rooms.playlists.remove(writing, playlist);
        })
        .get();
    if (m_rooms.stored && !changes.songs.empty())
        m_rooms.stored(changes.songs);
    if (m_rooms.playlists.changed && !changes.playlists.empty())
        m_rooms.playlists.changed();
}

} // namespace segue
