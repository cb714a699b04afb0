// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/playlists_command.h"

#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/named_songs.h"
#include "app/stop_on_signal.h"
#include "engine/audio/tags.h"
#include "engine/browse/song_rules.h"
#include "engine/playlist/playlist_text.h"
#include "engine/playlist/playlist_writer.h"
#include "engine/service/playlist/playlist_songs.h"
#include "engine/store/database/writer.h"
#include "engine/store/playlist_song_store.h"
#include "engine/store/playlist_store.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using store::PlaylistStore;

namespace {

constexpr std::array kOrders{"library", "title", "artist", "album",       "length", "year",
                             "rating",  "plays", "added",  "last-played", "bpm",    "random"};
constexpr std::array kPlaylistsKinds{"songs", "folder", "rules", "file"};

const char* wordOf(LineMatch match) {
    constexpr std::array kWords{"path", "spelling", "tail", "words", "stranger", "address", "none"};
    return kWords[static_cast<std::size_t>(match)];
}

std::vector<Playlist> allOf(store::Database& database) {
    auto all = PlaylistStore(database).all();
    for (auto& playlist : all)
        playlist.name = audio::toValidUtf8(playlist.name);
    return all;
}

/// "Folder/Name" of each.
std::map<PlaylistId, std::string> wayTo(const std::vector<Playlist>& all) {
    std::map<PlaylistId, std::string> ways;
    for (const auto& playlist : all) // folders come before what they hold
        ways[playlist.id] = playlist.folder != 0 ? ways[playlist.folder] + "/" + playlist.name : playlist.name;
    return ways;
}

std::optional<Playlist> findNamed(const std::string& nameOrNumber, store::Database& database) {
    const auto all = allOf(database);
    const auto ways = wayTo(all);
    std::vector<Playlist> found;
    for (const auto& playlist : all) {
        if (std::to_string(playlist.id) == nameOrNumber || (playlist.folder != 0 && ways.at(playlist.id) == nameOrNumber))
            return playlist;
        if (playlist.name == nameOrNumber)
            found.push_back(playlist);
    }
    if (found.size() > 1)
        throw Error{ErrorKind::io, "More than one playlist is called " + nameOrNumber +
                                       ". Use the number that \"segue-cli playlists list\" shows."};
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Playlist playlistNamed(const std::string& nameOrNumber, store::Database& database) {
    if (auto found = findNamed(nameOrNumber, database))
        return *found;
    throw Error{ErrorKind::io, "There is no playlist " + nameOrNumber + ". See \"segue-cli playlists list\"."};
}

PlaylistId folderNamed(const std::string& name, store::Database& database) {
    if (name.empty())
        return 0;
    const auto folder = playlistNamed(name, database);
    if (folder.kind != PlaylistKind::folder)
        throw Error{ErrorKind::usage,
                    name + " is a playlist, not a folder of playlists. Make one with \"playlists create --folder\"."};
    return folder.id;
}

void requireSongs(const Playlist& playlist) {
    if (playlist.kind == PlaylistKind::file)
        throw Error{ErrorKind::usage,
                    playlist.name + " is a file in a library, which Segue does not change. Import it to have one of your own."};
    if (playlist.kind != PlaylistKind::songs)
        throw Error{ErrorKind::usage, playlist.name + " holds no songs of its own."};
}

SongList songsAlike(const Playlist& playlist, const CommonOptions& common) {
    EngineSession session(common, true);
    session.engine().playlists().load(1, playlist.id);
    SongList songs;
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event))
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
        const auto* loaded = std::get_if<PlaylistLoaded>(&event);
        if (loaded != nullptr)
            songs = loaded->songs;
        return loaded != nullptr;
    });
    return songs;
}

std::vector<Track> songsOf(const Playlist& playlist, store::Database& database, const CommonOptions& common) {
    const auto model = listingModel(database);
    if (playlist.kind == PlaylistKind::file) {
        const app::StopOnSignal stop;
        return songsAsFound(database, model, findPlaylistFile(database, playlist.path, stop.token()).songs).all();
    }
    if (playlist.kind != PlaylistKind::rules)
        return songsOfPlaylist(database, model, playlist.id).songs.all();
    const auto all = playlist.rules.soundsLike != 0 ? songsAlike(playlist, common) : songsOfAllLibraries(database, model);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::vector<Track> songs;
    for (const auto index : browse::songsOfRules(playlist.rules, all, now))
        songs.push_back(all[index]);
    return songs;
}

ordered_json jsonOf(const Playlist& playlist) {
    ordered_json object{
        {"id", playlist.id}, {"name", playlist.name}, {"kind", kPlaylistsKinds[static_cast<std::size_t>(playlist.kind)]}};
    if (playlist.folder != 0)
        object["folder"] = playlist.folder;
    if (playlist.kind == PlaylistKind::songs)
        object["songs"] = playlist.songs;
    if (!playlist.notes.empty())
        object["notes"] = playlist.notes;
    if (playlist.kind == PlaylistKind::file)
        object["path"] = shown(playlist.path);
    if (playlist.kind == PlaylistKind::rules)
        object["rules"] = {{"search", playlist.rules.search},
                           {"order", kOrders[static_cast<std::size_t>(playlist.rules.order)]},
                           {"descending", playlist.rules.isDescending},
                           {"most", playlist.rules.most},
                           {"sounds_like", playlist.rules.soundsLike != 0}};
    return object;
}

void printLists(const ordered_json& json) { std::cout << json.dump(2, ' ', false, ordered_json::error_handler_t::replace) << "\n"; }

void report(const PlaylistFound& found, const std::string& name, bool json) {
    std::map<LineMatch, std::size_t> counts;
    auto lines = ordered_json::array();
    for (const auto& line : found.lines) {
        ++counts[line.match];
        if (json)
            lines.push_back({{"written", line.written}, {"title", line.title}, {"match", wordOf(line.match)}});
        else if (line.match == LineMatch::none)
            std::printf("not found: %s\n", (line.written.empty() ? line.title : line.written).c_str());
    }
    if (json)
        return printLists({{"name", name}, {"lines", std::move(lines)}});
    const std::size_t lost = counts[LineMatch::none], addresses = counts[LineMatch::address],
                      strangers = counts[LineMatch::stranger];
    std::printf("%s: %zu songs, %zu by their paths, %zu otherwise; %zu in no library, %zu on the net, %zu not found\n",
                name.c_str(), found.lines.size(), counts[LineMatch::path],
                found.lines.size() - counts[LineMatch::path] - lost - addresses - strangers, strangers, addresses, lost);
}

/// Changes the database as a running Segue would.
template <typename Change>
void changeStore(const CommonOptions& common, Change&& change) {
    store::Writer writer{store::Database(common.database, store::Access::write)};
    writer.run([&](store::Database& database) { change(database); }).get();
}

PlaylistId makeOfSongs(store::Database& database, const Playlist& wanted, std::span<const store::KeptSongId> songs) {
    PlaylistStore playlists(database);
    const auto step = playlists.create(wanted);
    if (step.empty())
        throw Error{ErrorKind::usage, "A playlist needs a name."};
    const auto made = step.rowsAfter.front();
    static_cast<void>(playlists.add(made.id, songs, 0));
    std::printf("%lld  %s\n", static_cast<long long>(made.id), made.name.c_str());
    return made.id;
}

} // namespace

int runPlaylistsList(const PlaylistsOptions& options, const CommonOptions& common) {
    store::Database database(common.database, store::Access::read);
    const auto all = allOf(database);
    if (options.json) {
        auto list = ordered_json::array();
        for (const auto& playlist : all)
            list.push_back(jsonOf(playlist));
        printLists(list);
        return 0;
    }
    const auto ways = wayTo(all);
    for (const auto& playlist : all) {
        const auto what = playlist.kind == PlaylistKind::songs ? std::to_string(playlist.songs) + " songs"
                          : playlist.kind == PlaylistKind::file
                              ? shown(playlist.path)
                              : std::string(kPlaylistsKinds[static_cast<std::size_t>(playlist.kind)]);
        std::printf("%lld  %s: %s\n", static_cast<long long>(playlist.id), ways.at(playlist.id).c_str(), what.c_str());
    }
    return 0;
}

int runPlaylistsShow(const PlaylistsOptions& options, const CommonOptions& common) {
    store::Database database(common.database, store::Access::read);
    const auto playlist = playlistNamed(options.name, database);
    const auto songs = songsOf(playlist, database, common);
    if (options.json) {
        auto object = jsonOf(playlist);
        object["songs"] = ordered_json::array();
        for (const Track& song : songs)
            object["songs"].push_back({{"path", shown(song.path)},
                                       {"title", song.title},
                                       {"artist", song.artist},
                                       {"album", song.album},
                                       {"duration_s", static_cast<double>(song.duration.count()) / 1000.0},
                                       {"missing", song.isMissing}});
        printLists(object);
        return 0;
    }
    for (const Track& song : songs)
        std::printf("%s%s%s\t%s\n", song.artist.c_str(), song.artist.empty() ? "" : " - ", song.title.c_str(),
                    song.isMissing ? "not there" : shown(song.path).c_str());
    return 0;
}

int runPlaylistsCreate(const PlaylistsOptions& options, const CommonOptions& common) {
    if (options.isFolder && !options.songs.empty())
        throw Error{ErrorKind::usage, "A folder holds playlists, no songs. Leave --folder or the songs out."};
    const auto tracks = tracksAt(options.songs, common);
    changeStore(common, [&](store::Database& database) {
        static_cast<void>(makeOfSongs(database,
                                      {.folder = folderNamed(options.folder, database),
                                       .kind = options.isFolder ? PlaylistKind::folder : PlaylistKind::songs,
                                       .name = options.name},
                                      store::PlaylistSongStore(database).keep(tracks)));
    });
    return 0;
}

int runPlaylistsAdd(const PlaylistsOptions& options, const CommonOptions& common) {
    const auto tracks = tracksAt(options.songs, common);
    changeStore(common, [&](store::Database& database) {
        const auto playlist = playlistNamed(options.name, database);
        requireSongs(playlist);
        static_cast<void>(PlaylistStore(database).add(playlist.id, store::PlaylistSongStore(database).keep(tracks), 0));
        std::printf("%s: %zu songs\n", playlist.name.c_str(), PlaylistStore(database).find(playlist.id)->songs);
    });
    return 0;
}

int runPlaylistsRemove(const PlaylistsOptions& options, const CommonOptions& common) {
    const auto tracks = tracksAt(options.songs, common);
    changeStore(common, [&](store::Database& database) {
        PlaylistStore playlists(database);
        const auto playlist = playlistNamed(options.name, database);
        if (tracks.empty()) {
            if (playlists.remove(playlist.id).empty())
                requireSongs(playlist);
            std::printf("%s removed\n", playlist.name.c_str());
            return;
        }
        requireSongs(playlist);
        std::vector<store::KeptSongId> ids;
        const auto entries = playlists.entries(playlist.id);
        for (const auto& entry : entries)
            ids.push_back(entry.song);
        const auto songs = store::PlaylistSongStore(database).find(ids);
        std::vector<PlaylistEntryId> gone;
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (std::ranges::find(tracks, songs[i].found) != tracks.end())
                gone.push_back(entries[i].id);
        static_cast<void>(playlists.removeEntries(playlist.id, gone));
        std::printf("%s: %zu songs removed\n", playlist.name.c_str(), gone.size());
    });
    return 0;
}

int runPlaylistsRename(const PlaylistsOptions& options, const CommonOptions& common) {
    changeStore(common, [&](store::Database& database) {
        const auto playlist = playlistNamed(options.name, database);
        if (playlist.kind == PlaylistKind::file)
            requireSongs(playlist);
        static_cast<void>(PlaylistStore(database).rename(playlist.id, options.newName));
    });
    return 0;
}

int runPlaylistsImport(const PlaylistsOptions& options, const CommonOptions& common) {
    const app::StopOnSignal stop;
    bool hasFailed = false;
    store::Writer writer{store::Database(common.database, store::Access::write)};
    store::Database reader(common.database, store::Access::read);
    const auto folder = folderNamed(options.folder, reader);
    for (const auto& file : options.files) {
        try {
            const auto found = findPlaylistFile(reader, file, stop.token());
            if (found.isStopped)
                return 1;
            if (found.isCut)
                std::fprintf(stderr, "%s\n",
                             words::english({MessageId::playlistCut, {shown(file), std::to_string(found.lines.size())}}).c_str());
            store::PlaylistStep::Row made;
            writer
                .run([&](store::Database& database) {
                    PlaylistStore playlists(database);
                    made = playlists.create({.folder = folder, .name = found.name}).rowsAfter.front();
                    static_cast<void>(playlists.add(made.id, store::PlaylistSongStore(database).keepFound(found.songs), 0));
                })
                .get();
            report(found, made.name, options.json);
        } catch (const Error& error) {
            std::fprintf(stderr, "segue-cli: %s\n", words::english(error.message()).c_str());
            hasFailed = true;
        }
    }
    return hasFailed ? 1 : 0;
}

int runPlaylistsExport(const PlaylistsOptions& options, const CommonOptions& common) {
    store::Database database(common.database, store::Access::read);
    const auto playlist = playlistNamed(options.name, database);
    if (playlist.kind == PlaylistKind::folder)
        throw Error{ErrorKind::usage, playlist.name + " is a folder. Export each playlist in it."};
    const auto songs = songsOf(playlist, database, common);
    const auto format =
        playlistFormatOf("." + options.format).value_or(playlistFormatOf(options.output).value_or(PlaylistFormat::m3u8));
    writePlaylist(options.output, songs, {.format = format, .isRelative = !options.isAbsolute, .name = playlist.name});
    std::printf("%zu songs written to %s\n", songs.size(), options.output.c_str());
    return 0;
}

int runPlaylistsRules(const PlaylistsOptions& options, const CommonOptions& common) {
    auto rules = options.rules;
    const auto order = std::ranges::find(kOrders, options.order.empty() ? std::string("library") : options.order);
    rules.order = static_cast<PlaylistOrder>(order - kOrders.begin());
    static_cast<void>(understood(rules.search));
    if (!options.like.empty())
        rules.soundsLike = tracksAt({options.like}, common).front();
    changeStore(common, [&](store::Database& database) {
        const auto known = findNamed(options.name, database);
        if (known && known->kind == PlaylistKind::rules) {
            static_cast<void>(PlaylistStore(database).setRules(known->id, rules));
            std::printf("%lld  %s\n", static_cast<long long>(known->id), known->name.c_str());
            return;
        }
        static_cast<void>(makeOfSongs(
            database,
            {.folder = folderNamed(options.folder, database), .kind = PlaylistKind::rules, .name = options.name, .rules = rules},
            {}));
    });
    return 0;
}

} // namespace segue::cli
