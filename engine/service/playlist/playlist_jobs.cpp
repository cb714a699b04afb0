// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_jobs.h"

#include "engine/audio/tags.h"
#include "engine/browse/song_rules.h"
#include "engine/playlist/playlist_writer.h"
#include "engine/service/playlist/sound_alike.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <random>
#include <unordered_set>
#include <utility>

namespace segue {

namespace {

using store::PlaylistStep;
using store::PlaylistStore;

std::chrono::sys_seconds secondNow() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

std::string shownName(const std::filesystem::path& path) { return audio::toValidUtf8(path.native()); }

/// As one, which is undone at once.
void join(PlaylistStep& step, PlaylistStep next) {
    const auto append = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    append(step.rowsBefore, next.rowsBefore);
    append(step.rowsAfter, next.rowsAfter);
    append(step.removed, next.removed);
    append(step.added, next.added);
    append(step.moved, next.moved);
    append(step.edited, next.edited);
}

PlaylistStep makeOfSongs(PlaylistStore& playlists, const Playlist& wanted, std::span<const store::KeptSongId> songs) {
    auto step = playlists.create(wanted);
    if (!step.empty())
        join(step, playlists.add(step.rowsAfter.front().id, songs, 0));
    return step;
}

/// One recording, whichever file of it an entry names.
std::string recordingOf(const store::KeptSong& song) {
    std::string recording;
    if (!song.identity.empty())
        return recording.append("i").append(song.identity);
    if (song.found != 0)
        return recording.append("t").append(std::to_string(song.found));
    recording.append("p").append(song.path.native()).append("\n");
    return recording.append(song.artist).append("\n").append(song.title);
}

} // namespace

PlaylistJobs::PlaylistJobs(const store::Database& database, PlaylistRooms rooms)
    : m_rooms(rooms)
    , m_reader(database.sibling())
    , m_hearing(database.sibling())
    , m_database(database.sibling())
    , m_line(rooms.emitter)
    , m_alike(rooms.emitter) {}

void PlaylistJobs::stop() {
    m_lanes.stop();
    m_alike.stop();
    m_line.stop();
}

void PlaylistJobs::tell() {
    auto playlists = PlaylistStore(m_reader).all();
    for (auto& playlist : playlists)
        playlist.name = audio::toValidUtf8(playlist.name); // a file's name may be any bytes
    m_rooms.emitter.emit(
        PlaylistsChanged{.playlists = std::move(playlists), .canUndo = m_history.canUndo(), .canRedo = m_history.canRedo()});
}

void PlaylistJobs::tell(const PlaylistStep& step) {
    tell();
    for (const auto playlist : step.edited)
        m_rooms.emitter.emit(PlaylistEdited{playlist});
}

/// On the line's thread.
void PlaylistJobs::changeNow(const Change& work) {
    if (m_rooms.writer == nullptr)
        return;
    PlaylistStep step;
    m_rooms.writer
        ->run([&](store::Database& database) {
            PlaylistStore playlists(database);
            step = work(playlists, database);
        })
        .get();
    if (step.empty())
        return;
    m_history.add(step);
    tell(step);
}

void PlaylistJobs::change(Change work) {
    m_line.run([this, work = std::move(work)] { changeNow(work); });
}

void PlaylistJobs::onDisk(const std::filesystem::path& file, DiskJob job) {
    m_lanes.post(file.parent_path().native(), [this, job = std::move(job)](const std::stop_token& stop) {
        carryOut(m_rooms.emitter, [&] {
            auto reader = m_database.sibling();
            job(reader, stop);
        });
    });
}

void PlaylistJobs::list() {
    m_line.run([this] { tell(); });
}

void PlaylistJobs::create(std::string name, PlaylistId folder, std::vector<TrackId> songs) {
    change([name = std::move(name), folder, songs = std::move(songs)](PlaylistStore& playlists, store::Database& database) {
        const auto kept = store::PlaylistSongStore(database).keep(songs);
        return makeOfSongs(playlists, {.folder = folder, .name = name}, kept);
    });
}

void PlaylistJobs::createFolder(std::string name, PlaylistId folder) {
    change([name = std::move(name), folder](PlaylistStore& playlists, store::Database&) {
        return playlists.create({.folder = folder, .kind = PlaylistKind::folder, .name = name});
    });
}

void PlaylistJobs::createRules(std::string name, PlaylistId folder, PlaylistRules rules) {
    change([name = std::move(name), folder, rules = std::move(rules)](PlaylistStore& playlists, store::Database&) {
        return playlists.create({.folder = folder, .kind = PlaylistKind::rules, .name = name, .rules = rules});
    });
}

void PlaylistJobs::setRules(PlaylistId playlist, PlaylistRules rules) {
    change([playlist, rules = std::move(rules)](PlaylistStore& playlists, store::Database&) {
        return playlists.setRules(playlist, rules);
    });
}

void PlaylistJobs::rename(PlaylistId playlist, std::string name) {
    change([playlist, name = std::move(name)](PlaylistStore& playlists, store::Database&) {
        return playlists.rename(playlist, name);
    });
}

void PlaylistJobs::setNotes(PlaylistId playlist, std::string notes) {
    change([playlist, notes = std::move(notes)](PlaylistStore& playlists, store::Database&) {
        return playlists.setNotes(playlist, notes);
    });
}

void PlaylistJobs::remove(PlaylistId playlist) {
    change([playlist](PlaylistStore& playlists, store::Database&) { return playlists.remove(playlist); });
}

void PlaylistJobs::move(PlaylistId playlist, PlaylistId folder, PlaylistId before) {
    change([=](PlaylistStore& playlists, store::Database&) { return playlists.move(playlist, folder, before); });
}

void PlaylistJobs::add(PlaylistId playlist, std::vector<TrackId> songs, PlaylistEntryId before) {
    change([playlist, songs = std::move(songs), before](PlaylistStore& playlists, store::Database& database) {
        return playlists.add(playlist, store::PlaylistSongStore(database).keep(songs), before);
    });
}

void PlaylistJobs::removeEntries(PlaylistId playlist, std::vector<PlaylistEntryId> entries) {
    change([playlist, entries = std::move(entries)](PlaylistStore& playlists, store::Database&) {
        return playlists.removeEntries(playlist, entries);
    });
}

void PlaylistJobs::moveEntries(PlaylistId playlist, std::vector<PlaylistEntryId> entries, PlaylistEntryId before) {
    change([playlist, entries = std::move(entries), before](PlaylistStore& playlists, store::Database&) {
        return playlists.moveEntries(playlist, entries, before);
    });
}

void PlaylistJobs::sort(PlaylistId playlist, PlaylistOrder order, bool isDescending) {
    m_line.run([this, playlist, order, isDescending] {
        const auto loaded = songsOfPlaylist(m_reader, model(), playlist); // the writer's thread does not wait for this
        std::random_device chance;
        const auto dice = std::uint64_t{chance()} << 32U | chance();
        std::vector<PlaylistEntryId> sorted;
        for (const auto index : browse::inOrder(loaded.songs, order, isDescending, dice))
            sorted.push_back(loaded.entries[index]);
        changeNow([&](PlaylistStore& playlists, store::Database&) { return playlists.reorder(playlist, sorted); });
    });
}

void PlaylistJobs::removeDuplicates(PlaylistId playlist) {
    m_line.run([this, playlist] {
        const auto loaded = songsOfPlaylist(m_reader, model(), playlist);
        std::unordered_set<std::string> met;
        std::vector<PlaylistEntryId> again;
        for (std::size_t i = 0; i < loaded.entries.size(); ++i)
            if (!met.insert(recordingOf(loaded.kept[i])).second)
                again.push_back(loaded.entries[i]);
        changeNow([&](PlaylistStore& playlists, store::Database&) { return playlists.removeEntries(playlist, again); });
    });
}

void PlaylistJobs::undo() {
    m_line.run([this] {
        if (m_rooms.writer == nullptr || !m_history.canUndo())
            return;
        const auto& step = m_history.toUndo();
        m_rooms.writer->run([&](store::Database& database) { PlaylistStore(database).undo(step); }).get();
        m_history.noteUndone();
        tell(step);
    });
}

void PlaylistJobs::redo() {
    m_line.run([this] {
        if (m_rooms.writer == nullptr || !m_history.canRedo())
            return;
        const auto& step = m_history.toRedo();
        m_rooms.writer->run([&](store::Database& database) { PlaylistStore(database).redo(step); }).get();
        m_history.noteRedone();
        tell(step);
    });
}

void PlaylistJobs::load(RequestId request, PlaylistId playlist) {
    m_line.run([this, request, playlist] {
        if (const auto known = PlaylistStore(m_reader).find(playlist))
            loadNow(request, *known);
        else
            m_rooms.emitter.emit(PlaylistLoaded{.request = request, .playlist = playlist, .songs = {}, .entries = {}});
    });
}

void PlaylistJobs::loadNow(RequestId request, const Playlist& playlist) {
    const auto answer = [this, request, id = playlist.id](SongList songs, std::vector<PlaylistEntryId> entries = {}) {
        m_rooms.emitter.emit(
            PlaylistLoaded{.request = request, .playlist = id, .songs = std::move(songs), .entries = std::move(entries)});
    };
    if (playlist.kind == PlaylistKind::songs) {
        auto loaded = songsOfPlaylist(m_reader, model(), playlist.id);
        answer(std::move(loaded.songs), std::move(loaded.entries));
    } else if (playlist.kind == PlaylistKind::file) {
        onDisk(playlist.path, [this, playlist, answer](store::Database& reader, const std::stop_token& stop) {
            try {
                answer(songsFor(playlist, reader, stop));
            } catch (const Error&) {
                answer({}); // whoever waits for it is to stop waiting
                throw;
            }
        });
    } else if (playlist.kind == PlaylistKind::rules) {
        m_alike.run([this, playlist, answer](const std::stop_token& stop) {
            answer(playlist.rules.soundsLike != 0 ? alike(playlist, m_hearing, stop) : songsFor(playlist, m_hearing, stop));
        });
    } else {
        answer({});
    }
}

/// The songs that sound like the one of its rules.
SongList PlaylistJobs::alike(const Playlist& playlist, store::Database& reader, const std::stop_token& stop) {
    const auto space = m_rooms.spaces.inUse();
    space->loadOnce(reader, stop);
    const auto ids = songsAlike(*space->recommender, playlist.rules.soundsLike, playlist.rules.leastMatch);
    SongList songs;
    for (const auto& track : store::TrackStore(reader, space->lead().id).find(ids))
        if (track)
            songs.add(*track);
    return songs;
}

/// What it plays: of rules, with their search, order and number.
SongList PlaylistJobs::songsFor(const Playlist& playlist, store::Database& reader, const std::stop_token& stop) {
    if (playlist.kind == PlaylistKind::file)
        return songsAsFound(reader, model(), findPlaylistFile(reader, playlist.path, stop).songs);
    if (playlist.kind != PlaylistKind::rules)
        return songsOfPlaylist(reader, model(), playlist.id).songs;
    const auto all = playlist.rules.soundsLike != 0 ? alike(playlist, reader, stop) : songsOfAllLibraries(reader, model());
    SongList songs;
    for (const auto index : browse::songsOfRules(playlist.rules, all, secondNow()))
        songs.add(all[index]);
    return songs;
}

void PlaylistJobs::importFile(std::filesystem::path file, PlaylistId folder) {
    auto shown = m_rooms.progress.begin(Progress::Stage::importing);
    onDisk(file, [this, file, folder, shown = std::move(shown)](store::Database& reader, const std::stop_token& stop) {
        if (m_rooms.writer == nullptr)
            throw Error{ErrorKind::usage, MessageId::importReadOnly};
        auto found = findPlaylistFile(reader, file, stop, [&](std::size_t done, std::size_t total) { shown->update(done, total); });
        if (found.isStopped)
            return m_rooms.emitter.inform(MessageId::importCancelled);
        if (found.isCut)
            m_rooms.emitter.warn({MessageId::playlistCut, {shownName(file), std::to_string(found.lines.size())}});
        makeOf(std::move(found), folder, file);
    });
}

void PlaylistJobs::makeOf(PlaylistFound found, PlaylistId folder, std::filesystem::path file) {
    m_line.run([this, found = std::move(found), folder, file = std::move(file)]() mutable {
        PlaylistId made = 0;
        changeNow([&](PlaylistStore& playlists, store::Database& database) {
            auto step = makeOfSongs(playlists, {.folder = folder, .name = found.name},
                                    store::PlaylistSongStore(database).keepFound(found.songs));
            made = step.empty() ? 0 : step.rowsAfter.front().id;
            return step;
        });
        if (made != 0 && !file.empty())
            m_rooms.emitter.emit(PlaylistImported{.playlist = made, .file = std::move(file), .lines = std::move(found.lines)});
    });
}

void PlaylistJobs::copy(PlaylistId playlist, std::vector<TrackId> songs) {
    m_line.run([this, playlist, songs = std::move(songs)]() mutable {
        if (const auto known = PlaylistStore(m_reader).find(playlist))
            copyNow(*known, std::move(songs));
    });
}

void PlaylistJobs::copyNow(const Playlist& playlist, std::vector<TrackId> songs) {
    switch (playlist.kind) {
    case PlaylistKind::songs:
        return changeNow([&](PlaylistStore& playlists, store::Database&) {
            std::vector<store::KeptSongId> kept;
            for (const auto& entry : playlists.entries(playlist.id))
                kept.push_back(entry.song);
            return makeOfSongs(playlists, {.folder = playlist.folder, .name = playlist.name, .notes = playlist.notes}, kept);
        });
    case PlaylistKind::rules:
        return changeNow([&](PlaylistStore& playlists, store::Database& database) {
            return makeOfSongs(playlists, {.folder = playlist.folder, .name = playlist.name},
                               store::PlaylistSongStore(database).keep(songs));
        });
    case PlaylistKind::file:
        return onDisk(playlist.path, [this, playlist](store::Database& reader, const std::stop_token& stop) {
            auto found = findPlaylistFile(reader, playlist.path, stop);
            if (!found.isStopped)
                makeOf(std::move(found), 0, {});
        });
    case PlaylistKind::folder:
        break;
    }
}

void PlaylistJobs::exportFile(PlaylistId playlist, std::filesystem::path file, PlaylistFormat format, bool isRelative) {
    onDisk(file, [this, playlist, file, format, isRelative](store::Database& reader, const std::stop_token& stop) {
        const auto known = PlaylistStore(reader).find(playlist);
        if (!known || known->kind == PlaylistKind::folder)
            return;
        const auto songs = songsFor(*known, reader, stop).all();
        writePlaylist(file, songs, {.format = format, .isRelative = isRelative, .name = known->name});
        m_rooms.emitter.inform({MessageId::playlistSaved, {shownName(file)}});
    });
}

} // namespace segue
