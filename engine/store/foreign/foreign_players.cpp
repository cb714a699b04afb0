// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/foreign/foreign_database.h"

#include "engine/words/foreign_scales.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cstdint>
#include <map>

namespace segue::store {

namespace {

constexpr double kNanosecondsFrom = 1e7; ///< lengths above it are in nanoseconds: no song has so many seconds

int playsOf(SQLite::Statement& row, int column) {
    return static_cast<int>(std::clamp(row.getColumn(column).getDouble(), 0.0, 1e6));
}

std::chrono::milliseconds lengthOf(double value) {
    const double ms = value > kNanosecondsFrom ? value / 1e6 : value * 1000.0;
    return std::chrono::milliseconds{static_cast<std::int64_t>(std::clamp(ms, 0.0, 1e9))};
}

void require(ForeignDatabase& database, const std::set<std::string>& columns, std::initializer_list<const char*> needed) {
    for (const char* name : needed)
        if (!columns.contains(name))
            database.refuseVersion();
}

/// The column, or else what stands for it.
std::string columnOr(const std::set<std::string>& columns, const char* name, const char* otherwise) {
    return columns.contains(name) ? name : otherwise;
}

using Lists = std::map<std::int64_t, ForeignPlaylist>; ///< by their ids

std::vector<ForeignPlaylist> filled(Lists lists) {
    std::vector<ForeignPlaylist> found;
    for (auto& [id, list] : lists)
        if (!list.lines.empty())
            found.push_back(std::move(list));
    return found;
}

// --- fooyin

/// fooyin 0.5 and before wrote stars; later versions write a share of 1.
double fullRating(ForeignDatabase& database) {
    double most = 0.0;
    database.forEach("SELECT max(Rating) FROM TrackStats", [&](SQLite::Statement& row) { most = row.getColumn(0).getDouble(); });
    return most > 1.0 ? 5.0 : 1.0;
}

/// Several artists are joined with a character of its own.
std::string artistsOf(std::string text) {
    for (auto at = text.find('\x1F'); at != std::string::npos; at = text.find('\x1F', at))
        text.replace(at, 1, ", ");
    return text;
}

ForeignSong fooyinSong(SQLite::Statement& row, double fullStars) {
    return {.path = row.getColumn(1).getString(),
            .title = row.getColumn(2).getString(),
            .artist = artistsOf(row.getColumn(3).getString()),
            .album = row.getColumn(4).getString(),
            .length = std::chrono::milliseconds(static_cast<std::int64_t>(std::clamp(row.getColumn(5).getDouble(), 0.0, 1e9))),
            .rating = starsOfShare(row.getColumn(6).getDouble() / fullStars),
            .plays = playsOf(row, 7),
            .lastPlayed = dateOfSeconds(row.getColumn(8).getDouble() / 1000.0),
            .added = dateOfSeconds(row.getColumn(9).getDouble() / 1000.0)};
}

// --- Strawberry, Clementine

ForeignSong strawberrySong(SQLite::Statement& row) {
    return {.path = pathOfAddress(row.getColumn(1).getString()),
            .title = row.getColumn(2).getString(),
            .artist = row.getColumn(3).getString(),
            .album = row.getColumn(4).getString(),
            .length = lengthOf(row.getColumn(5).getDouble()),
            .rating = starsOfShare(row.getColumn(6).getDouble()),
            .plays = playsOf(row, 7),
            .lastPlayed = dateOfSeconds(row.getColumn(8).getDouble()),
            .added = dateOfSeconds(row.getColumn(9).getDouble())};
}

std::string strawberrySelect(ForeignDatabase& database) {
    const auto columns = database.columnsOf("songs");
    require(database, columns, {"title", "artist", "album", "playcount", "rating"});
    if (!columns.contains("url") && !columns.contains("filename"))
        database.refuseVersion();
    return "SELECT rowid, " + columnOr(columns, "url", "filename") + ", title, artist, album, " +
           columnOr(columns, "length_nanosec", columnOr(columns, "length", "0").c_str()) + ", rating, playcount, " +
           columnOr(columns, "lastplayed", "0") + ", " + columnOr(columns, "ctime", "0") + " FROM songs";
}

/// A line names a song of the collection, or has an address of its own.
void readStrawberryLists(ForeignDatabase& database, const std::map<std::int64_t, std::size_t>& places, ForeignLibrary& library) {
    const auto lists = database.columnsOf("playlists"), items = database.columnsOf("playlist_items");
    if (!lists.contains("name") || !items.contains("playlist"))
        return; // so old that it had none
    Lists found;
    database.forEach("SELECT rowid, name FROM playlists",
                     [&](SQLite::Statement& row) { found[row.getColumn(0).getInt64()].name = row.getColumn(1).getString(); });
    const auto song = columnOr(items, "collection_id", columnOr(items, "library_id", "0").c_str());
    const auto address = columnOr(items, "url", columnOr(items, "filename", "NULL").c_str());
    database.forEach("SELECT playlist, " + song + ", " + address + " FROM playlist_items ORDER BY rowid",
                     [&](SQLite::Statement& row) {
                         const auto list = found.find(row.getColumn(0).getInt64());
                         if (list == found.end())
                             return;
                         const auto place = places.find(row.getColumn(1).getInt64());
                         auto path = pathOfAddress(row.getColumn(2).getString());
                         if (place != places.end())
                             list->second.lines.push_back(library.songs[place->second]);
                         else if (!path.empty())
                             list->second.lines.push_back({.path = std::move(path)});
                     });
    library.playlists = filled(std::move(found));
}

} // namespace

ForeignLibrary readFooyin(const std::filesystem::path& file, const std::stop_token& stop, bool& isStopped) {
    ForeignDatabase database(file, BringSource::fooyin, stop);
    require(database, database.columnsOf("Tracks"), {"trackid", "filepath", "title", "artists", "album", "duration", "trackhash"});
    require(database, database.columnsOf("TrackStats"), {"trackhash", "addeddate", "lastplayed", "playcount", "rating"});
    ForeignLibrary library;
    std::map<std::int64_t, std::size_t> places;
    const double stars = fullRating(database);
    isStopped =
        !database.forEach("SELECT TrackID, FilePath, Title, Artists, Album, Duration, Rating, PlayCount, LastPlayed, AddedDate "
                          "FROM Tracks LEFT JOIN TrackStats ON TrackStats.TrackHash = Tracks.TrackHash",
                          [&](SQLite::Statement& row) {
                              places[row.getColumn(0).getInt64()] = library.songs.size();
                              library.songs.push_back(fooyinSong(row, stars));
                          });
    const auto lists = database.columnsOf("Playlists");
    if (isStopped || !lists.contains("name") || !database.columnsOf("PlaylistTracks").contains("trackindex"))
        return library;
    Lists found;
    const std::string own = lists.contains("isautoplaylist") ? " WHERE NOT coalesce(IsAutoPlaylist, 0)" : "";
    database.forEach("SELECT PlaylistID, Name FROM Playlists" + own,
                     [&](SQLite::Statement& row) { found[row.getColumn(0).getInt64()].name = row.getColumn(1).getString(); });
    isStopped = !database.forEach("SELECT PlaylistID, TrackID FROM PlaylistTracks ORDER BY PlaylistID, TrackIndex",
                                  [&](SQLite::Statement& row) {
                                      const auto list = found.find(row.getColumn(0).getInt64());
                                      const auto place = places.find(row.getColumn(1).getInt64());
                                      if (list != found.end() && place != places.end())
                                          list->second.lines.push_back(library.songs[place->second]);
                                  });
    library.playlists = filled(std::move(found));
    return library;
}

ForeignLibrary readStrawberry(const std::filesystem::path& file, BringSource source, const std::stop_token& stop, bool& isStopped) {
    ForeignDatabase database(file, source, stop);
    ForeignLibrary library;
    std::map<std::int64_t, std::size_t> places;
    isStopped = !database.forEach(strawberrySelect(database), [&](SQLite::Statement& row) {
        auto song = strawberrySong(row);
        if (song.path.empty())
            return; // on the net
        places[row.getColumn(0).getInt64()] = library.songs.size();
        library.songs.push_back(std::move(song));
    });
    if (!isStopped)
        readStrawberryLists(database, places, library);
    isStopped = isStopped || stop.stop_requested();
    return library;
}

} // namespace segue::store
