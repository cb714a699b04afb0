// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/spotify_command.h"

#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/named_songs.h"
#include "app/stop_on_signal.h"
#include "engine/audio/tags.h"
#include "engine/store/database/database.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

namespace segue::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

constexpr RequestId kBarrier = 99; ///< its answer comes behind what was commanded before

constexpr std::array kKinds{"export", "account"};
constexpr std::array kStates{"importing",    "imported",       "import failed", "waiting for browser",
                             "denied",       "connecting",     "syncing",       "up to date",
                             "offline",      "rate limited",   "quota used up", "not on user list",
                             "app disabled", "client refused", "sign in again", "signed out"};
constexpr std::array kListKinds{"liked", "albums", "playlist"};
constexpr std::array kListStates{"contents", "empty", "not available", "podcasts only"};
constexpr std::array kMatches{"none", "several", "probable", "strong", "exact"};

template <typename Words, typename Enum>
const char* wordFrom(const Words& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

void print(const ordered_json& json) { std::cout << json.dump(2, ' ', false, ordered_json::error_handler_t::replace) << "\n"; }

std::string nameOf(const SpotifySource& source) {
    return source.name.empty() ? "Spotify #" + std::to_string(source.id) : source.name;
}

std::string nameOf(const SpotifyList& list) {
    return list.kind == SpotifyListKind::playlist ? list.name : wordFrom(kListKinds, list.kind);
}

/// What the engine tells beside answers goes to stderr. @return whether it is an error
bool tell(const Event& event) {
    const auto* notice = std::get_if<Notice>(&event);
    if (notice != nullptr)
        std::fprintf(stderr, "segue-cli: %s\n", words::english(notice->message).c_str());
    return notice != nullptr && notice->level == Notice::Level::error;
}

std::vector<SpotifySource> sourcesOf(EngineSession& session) {
    std::vector<SpotifySource> sources;
    session.engine().spotify().list();
    session.run([&](const Event& event) {
        const auto* changed = std::get_if<SpotifyChanged>(&event);
        if (changed != nullptr)
            sources = changed->sources;
        return changed != nullptr || tell(event);
    });
    return sources;
}

SpotifySource sourceOf(EngineSession& session, SpotifySourceId id) {
    for (const auto& source : sourcesOf(session))
        if (source.id == id)
            return source;
    throw Error{ErrorKind::usage, Message(MessageId::spotifyNoSource, {std::to_string(id)})};
}

ordered_json jsonOf(const SpotifySource& source) {
    auto lists = ordered_json::array();
    for (const auto& list : source.lists) {
        ordered_json one{
            {"kind", wordFrom(kListKinds, list.kind)}, {"name", nameOf(list)}, {"state", wordFrom(kListStates, list.state)}};
        one["rows"] = list.count ? ordered_json(*list.count) : ordered_json();
        lists.push_back(std::move(one));
    }
    ordered_json object{{"number", source.id},
                        {"name", nameOf(source)},
                        {"kind", wordFrom(kKinds, source.kind)},
                        {"state", wordFrom(kStates, source.state)},
                        {"songs", source.songs},
                        {"in_libraries", source.here},
                        {"skipped",
                         {{"episodes", source.skipped.episodes},
                          {"nameless", source.skipped.nameless},
                          {"twice", source.skipped.twice},
                          {"unreadable", source.skipped.unreadable},
                          {"other", source.skipped.other}}},
                        {"lists", std::move(lists)}};
    if (!source.problem.empty())
        object["problem"] = words::english(source.problem);
    return object;
}

void printSource(const SpotifySource& source) {
    std::printf("%lld  %s: %s, %zu songs, %zu of them in your libraries\n", static_cast<long long>(source.id),
                nameOf(source).c_str(), wordFrom(kStates, source.state), source.songs, source.here);
    if (!source.problem.empty())
        std::printf("   %s\n", words::english(source.problem).c_str());
}

void printSkipped(const SpotifySkipped& skipped) {
    const std::size_t all = skipped.episodes + skipped.nameless + skipped.twice + skipped.unreadable + skipped.other;
    if (all > 0)
        std::printf("left out: %zu episodes, %zu without a name, %zu twice, %zu unreadable, %zu artists, shows and blocked songs\n",
                    skipped.episodes, skipped.nameless, skipped.twice, skipped.unreadable, skipped.other);
}

/// By its number, from 1 on, or its name.
const SpotifyList& listNamed(const SpotifySource& source, const std::string& name) {
    const SpotifyList* found = nullptr;
    for (std::size_t i = 0; i < source.lists.size(); ++i) {
        if (name == std::to_string(i + 1))
            return source.lists[i];
        if (nameOf(source.lists[i]) == name && found == nullptr)
            found = &source.lists[i];
    }
    if (found == nullptr)
        throw Error{ErrorKind::usage, "There is no list " + name + ". See \"segue-cli spotify show " + std::to_string(source.id) +
                                          "\" for their numbers and names."};
    return *found;
}

std::vector<SpotifyRow> rowsOf(EngineSession& session, SpotifySourceId source, SpotifyListId list) {
    std::vector<SpotifyRow> rows;
    session.engine().spotify().load(1, source, list);
    session.run([&](const Event& event) {
        static_cast<void>(tell(event));
        const auto* loaded = std::get_if<SpotifyListLoaded>(&event);
        if (loaded != nullptr)
            rows = loaded->rows;
        return loaded != nullptr;
    });
    return rows;
}

ordered_json jsonOf(const SpotifyRow& row, const std::vector<std::string>& paths) {
    ordered_json object{{"row", row.id},
                        {"title", row.title},
                        {"artist", row.artist},
                        {"album", row.album},
                        {"uri", row.uri},
                        {"duration_s", static_cast<double>(row.duration.count()) / 1000.0},
                        {"match", wordFrom(kMatches, row.match)},
                        {"songs", paths}};
    if (row.isConfirmed)
        object["confirmed"] = true;
    if (row.isUnlinked)
        object["unlinked"] = true;
    return object;
}

/// Carries out a change of a row, and waits until it is done. @return the exit code
int changeRow(const SpotifyOptions& options, const CommonOptions& common, const std::function<void(SpotifyCommands&)>& change) {
    EngineSession session(common, false);
    static_cast<void>(sourceOf(session, options.source));
    change(session.engine().spotify());
    session.engine().spotify().load(kBarrier, options.source, 0);
    bool isDone = false, hasFailed = false;
    session.run([&](const Event& event) {
        hasFailed = tell(event) || hasFailed;
        isDone = isDone || std::holds_alternative<SpotifyEdited>(event);
        return std::holds_alternative<SpotifyListLoaded>(event);
    });
    if (!isDone && !hasFailed)
        throw Error{ErrorKind::usage, "There is no row " + std::to_string(options.row) +
                                          " of a song there, or the song is not there. "
                                          "\"segue-cli spotify show\" tells the rows' numbers."};
    return hasFailed ? 1 : 0;
}

/// @return whether it went
bool removeNow(EngineSession& session, SpotifySourceId source) {
    session.engine().spotify().remove(source);
    bool hasFailed = false;
    session.run([&](const Event& event) {
        hasFailed = tell(event) || hasFailed;
        const auto* changed = std::get_if<SpotifyChanged>(&event);
        const auto isIt = [&](const SpotifySource& one) { return one.id == source; };
        return hasFailed || (changed != nullptr && std::ranges::none_of(changed->sources, isIt));
    });
    return !hasFailed;
}

TrackId trackAt(const fs::path& song, const CommonOptions& common) {
    store::Database reader(common.database, store::Access::read);
    const auto found = store::TrackStore(reader, {}).findByPath(fs::absolute(song));
    if (!found)
        throw Error{ErrorKind::usage, Message(MessageId::fileNotThere, {song.string()})};
    return found->id;
}

} // namespace

int runSpotifyImport(const SpotifyOptions& options, const CommonOptions& common) {
    const app::StopOnSignal stop;
    EngineSession session(common, false);
    std::set<SpotifySourceId> before;
    for (const auto& source : sourcesOf(session))
        before.insert(source.id);
    if (options.source != 0 && !before.contains(options.source))
        throw Error{ErrorKind::usage, Message(MessageId::spotifyNoSource, {std::to_string(options.source)})};
    session.engine().spotify().importData(fs::absolute(options.file), options.source);
    SpotifySource imported{.id = options.source};
    int edits = 0; // rows replaced, rows matched
    bool hasFailed = false;
    session.run(
        [&](const Event& event) {
            hasFailed = tell(event) || hasFailed;
            if (const auto* edited = std::get_if<SpotifyEdited>(&event))
                edits += options.source != 0 ? edited->source == options.source : !before.contains(edited->source);
            if (const auto* changed = std::get_if<SpotifyChanged>(&event))
                for (const auto& source : changed->sources)
                    if (options.source != 0 ? source.id == options.source : !before.contains(source.id))
                        imported = source;
            return hasFailed || (edits >= 2 && imported.id != 0) || imported.state == SpotifyState::importFailed;
        },
        [&] { return stop.token().stop_requested(); });
    if (stop.token().stop_requested() || hasFailed)
        return 1;
    if (imported.state == SpotifyState::importFailed && edits == 0) {
        if (options.source == 0) // nothing came of it
            static_cast<void>(removeNow(session, imported.id));
        throw Error{ErrorKind::badFile, imported.problem};
    }
    imported = sourceOf(session, imported.id);
    if (options.json)
        print(jsonOf(imported));
    else {
        printSource(imported);
        printSkipped(imported.skipped);
    }
    return 0;
}

int runSpotifyList(const SpotifyOptions& options, const CommonOptions& common) {
    EngineSession session(common, true);
    auto list = ordered_json::array();
    for (const auto& source : sourcesOf(session)) {
        if (!options.json)
            printSource(source);
        list.push_back(jsonOf(source));
    }
    if (options.json)
        print(list);
    return 0;
}

int runSpotifyShow(const SpotifyOptions& options, const CommonOptions& common) {
    EngineSession session(common, true);
    const auto source = sourceOf(session, options.source);
    if (options.list.empty()) {
        if (options.json)
            print(jsonOf(source));
        std::size_t number = 0;
        for (const auto& list : source.lists)
            if (!options.json)
                std::printf("%zu  %s: %s\n", ++number, nameOf(list).c_str(),
                            list.state == SpotifyListState::contents && list.count ? (std::to_string(*list.count) + " rows").c_str()
                                                                                   : wordFrom(kListStates, list.state));
        return 0;
    }
    const auto rows = rowsOf(session, source.id, listNamed(source, options.list).id);
    store::Database reader(common.database, store::Access::read);
    const store::TrackStore tracks(reader, {});
    auto list = ordered_json::array();
    for (const auto& row : rows) {
        std::vector<std::string> paths;
        for (const auto& track : tracks.find(row.tracks))
            if (track)
                paths.push_back(shown(track->path));
        if (options.json)
            list.push_back(jsonOf(row, paths));
        else
            std::printf("%lld\t%s - %s\t%s%s%s\n", static_cast<long long>(row.id), row.artist.c_str(),
                        (row.title.empty() ? row.album : row.title).c_str(),
                        row.isUnlinked ? "unlinked" : wordFrom(kMatches, row.match), paths.empty() ? "" : "\t",
                        paths.empty() ? "" : paths.front().c_str());
    }
    if (options.json)
        print(list);
    return 0;
}

int runSpotifyWanted(const SpotifyOptions& options, const CommonOptions& common) {
    EngineSession session(common, true);
    static_cast<void>(sourceOf(session, options.source));
    if (!options.file.empty()) {
        session.engine().spotify().exportWanted(options.source, fs::absolute(options.file));
        bool hasFailed = false;
        session.run([&](const Event& event) {
            hasFailed = tell(event);
            return std::holds_alternative<Notice>(event);
        });
        return hasFailed ? 1 : 0;
    }
    std::vector<SpotifyWanted> albums;
    session.engine().spotify().loadWanted(1, options.source);
    session.run([&](const Event& event) {
        const auto* loaded = std::get_if<SpotifyWantedLoaded>(&event);
        if (loaded != nullptr)
            albums = loaded->albums;
        return loaded != nullptr || tell(event);
    });
    auto list = ordered_json::array();
    for (const auto& album : albums) {
        list.push_back({{"artist", album.artist},
                        {"album", album.album},
                        {"uri", album.uri},
                        {"whole", album.isWhole},
                        {"songs", album.titles}});
        if (!options.json)
            std::printf("%s - %s\n", album.artist.c_str(), album.album.c_str());
        for (const auto& title : album.titles)
            if (!options.json)
                std::printf("    %s\n", title.c_str());
    }
    if (options.json)
        print(list);
    return 0;
}

int runSpotifyConfirm(const SpotifyOptions& options, const CommonOptions& common) {
    const auto track = trackAt(options.song, common);
    return changeRow(options, common, [&](SpotifyCommands& spotify) { spotify.confirm(options.source, options.row, track); });
}

int runSpotifyUnlink(const SpotifyOptions& options, const CommonOptions& common) {
    return changeRow(options, common, [&](SpotifyCommands& spotify) { spotify.unlink(options.source, options.row); });
}

int runSpotifyRename(const SpotifyOptions& options, const CommonOptions& common) {
    EngineSession session(common, false);
    static_cast<void>(sourceOf(session, options.source));
    session.engine().spotify().rename(options.source, options.name);
    session.engine().spotify().load(kBarrier, options.source, 0);
    bool hasFailed = false;
    session.run([&](const Event& event) {
        hasFailed = tell(event) || hasFailed;
        return std::holds_alternative<SpotifyListLoaded>(event);
    });
    return hasFailed ? 1 : 0;
}

int runSpotifyRemove(const SpotifyOptions& options, const CommonOptions& common) {
    EngineSession session(common, false);
    static_cast<void>(sourceOf(session, options.source));
    return removeNow(session, options.source) ? 0 : 1;
}

} // namespace segue::cli
