// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_songs.h"

#include "engine/audio/extensions.h"
#include "engine/audio/tags.h"
#include "engine/playlist/playlist_file.h"
#include "engine/playlist/song_matching.h"
#include "engine/playlist/where_spelling.h"
#include "engine/store/library_store.h"
#include "engine/store/playlist_store.h"
#include "engine/store/track_store.h"

#include <optional>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kToldEvery = 500; ///< lines
constexpr std::size_t kMany = 10'000;   ///< songs, from which on reading all tables pays

/// A row for what is in no library.
Track strangerOf(const store::KeptSong& song) {
    auto title = !song.title.empty() ? song.title : audio::displayName(song.path);
    if (title.empty())
        title = song.path.empty() ? "?" : audio::toValidUtf8(song.path.native());
    return {.path = song.path, .title = std::move(title), .artist = song.artist, .duration = song.duration, .isMissing = true};
}

void fill(SongMatcher& matcher, store::Database& reader) {
    std::string path;
    store::PlaylistSongStore(reader).forEachSong([&](const store::ListedSong& song) {
        path.assign(song.root);
        if (!path.ends_with('/'))
            path += '/';
        path += song.path;
        matcher.add({.id = song.id,
                     .path = path,
                     .title = song.title,
                     .artist = song.artist,
                     .duration = song.duration,
                     .isThere = song.isThere});
    });
}

/// Reads these songs, one by one or, if they are many, all there are.
void fill(std::unordered_map<TrackId, std::optional<Track>>& tracks, store::Database& reader, const std::string& model) {
    if (tracks.size() >= kMany) {
        const auto all = songsOfAllLibraries(reader, model);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (const auto wanted = tracks.find(all.row(i).id); wanted != tracks.end())
                wanted->second = all[i];
        return;
    }
    std::vector<TrackId> ids;
    for (const auto& [id, track] : tracks)
        ids.push_back(id);
    auto found = store::TrackStore(reader, model).find(ids);
    for (std::size_t i = 0; i < ids.size(); ++i)
        tracks[ids[i]] = std::move(found[i]);
}

/// The file that a line names, if it is on the disk; else the path as it is written.
std::pair<LineMatch, fs::path> strangerAt(const FileLine& line, const fs::path& folder) {
    const auto spellings = spellingsOf(line.where);
    for (const auto& spelling : spellings) {
        const fs::path file = pathIn(spelling, folder);
        std::error_code failed;
        if (audio::isMusicFile(file) && fs::is_regular_file(file, failed))
            return {LineMatch::stranger, file};
    }
    return {LineMatch::none, spellings.empty() ? fs::path() : fs::path(pathIn(spellings.front(), folder))};
}

/// What is kept of a line that names no song of a library; false: it is nothing.
bool takeStranger(const FileLine& line, const fs::path& folder, LineMatch how, PlaylistFound& found) {
    store::KeptSong song{.path = line.where, .title = line.title, .artist = line.artist, .duration = line.length};
    if (how == LineMatch::none)
        std::tie(how, song.path) = strangerAt(line, folder);
    if (line.mayBeRemark && how == LineMatch::none)
        return false;
    found.lines.push_back({.written = lineText(line.where), .title = line.title, .match = how});
    found.songs.push_back(std::move(song));
    return true;
}

} // namespace

SongList songsAsFound(store::Database& reader, const std::string& model, std::span<const store::KeptSong> songs) {
    std::unordered_map<TrackId, std::optional<Track>> tracks;
    for (const auto& song : songs)
        if (song.found != 0)
            tracks.try_emplace(song.found);
    fill(tracks, reader, model);
    SongList list;
    list.reserve(songs.size());
    for (const auto& song : songs) {
        const auto found = tracks.find(song.found);
        if (found != tracks.end() && found->second)
            list.add(*found->second);
        else
            list.add(strangerOf(song));
    }
    return list;
}

PlaylistSongs songsOfPlaylist(store::Database& reader, const std::string& model, PlaylistId playlist) {
    PlaylistSongs all;
    std::vector<store::KeptSongId> ids;
    for (const auto& entry : store::PlaylistStore(reader).entries(playlist)) {
        all.entries.push_back(entry.id);
        ids.push_back(entry.song);
    }
    all.kept = store::PlaylistSongStore(reader).find(ids);
    findVersions(all.kept, reader);
    all.songs = songsAsFound(reader, model, all.kept);
    return all;
}

PlaylistFound findPlaylistFile(store::Database& reader, const fs::path& file, const std::stop_token& stop,
                               const LinesDone& progress) {
    const auto text = readPlaylistFile(file, stop);
    SongMatcher matcher;
    fill(matcher, reader);
    PlaylistFound found;
    found.name = text.name;
    found.isCut = text.isCut;
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
        if (stop.stop_requested()) {
            found.isStopped = true;
            return found;
        }
        if (progress && i % kToldEvery == 0)
            progress(i, text.lines.size());
        const auto& line = text.lines[i];
        const auto& folder = text.folders[line.folder];
        const auto match = matcher.find(line, folder);
        for (const TrackId track : match.songs) {
            found.lines.push_back({.written = lineText(line.where), .title = line.title, .match = match.how, .track = track});
            found.songs.push_back({.found = track, .isThere = true});
        }
        if (match.songs.empty())
            static_cast<void>(takeStranger(line, folder, match.how, found));
    }
    return found;
}

SongList songsOfAllLibraries(store::Database& reader, const std::string& model) {
    SongList all;
    const store::TrackStore tracks(reader, model);
    for (const auto& library : store::LibraryStore(reader).rows()) {
        auto songs = tracks.songs(library.id);
        if (all.empty()) {
            all = std::move(songs);
            continue;
        }
        for (const Track& song : songs)
            all.add(song);
    }
    return all;
}

} // namespace segue
