// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "engine/audio/cover_beside.h"
#include "engine/audio/tags.h"
#include "engine/browse/song_finder.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "engine/words/genre_text.h"
#include "engine/words/section.h"
#include "ui/words/english.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

const char* wordOf(AnalysisState state) {
    switch (state) {
    case AnalysisState::done:
        return "done";
    case AnalysisState::failed:
        return "failed";
    case AnalysisState::unheard:
        return "unheard";
    case AnalysisState::waiting:
        break;
    }
    return "waiting";
}

/// Pictures beside songs, each folder looked at once.
class Covers final {
public:
    bool has(const Track& song) {
        if (song.hasCover)
            return true;
        const auto folder = fileOf(song.path).parent_path();
        const auto [known, isNew] = m_folders.try_emplace(folder.native(), false);
        if (isNew)
            known->second = audio::hasCoverIn(folder);
        return known->second;
    }

private:
    std::map<std::string, bool> m_folders;
};

ordered_json artistsOf(const Track& song) {
    ordered_json artists = ordered_json::array();
    std::string_view lines = song.artists.empty() ? song.artist : song.artists;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        artists.push_back(std::string(lines.substr(0, end)));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return artists;
}

void printJson(const Track& song, const std::string& library, Covers& covers) {
    ordered_json object{{"path", audio::toValidUtf8(fileOf(song.path).native())},
                        {"title", song.title},
                        {"artist", song.artist},
                        {"artists", artistsOf(song)},
                        {"album_artist", song.albumArtist},
                        {"album", song.album},
                        {"genre", shownGenres(song.genre)},
                        {"track", song.trackNumber},
                        {"disc", song.discNumber},
                        {"year", song.year},
                        {"original_year", song.originalYear},
                        {"musicbrainz_album_id", song.releaseId},
                        {"format", song.format},
                        {"bit_rate_kbps", song.bitRateKbps},
                        {"duration_s", static_cast<double>(song.duration.count()) / 1000.0},
                        {"state", wordOf(song.state)},
                        {"cover", covers.has(song)},
                        {"missing", song.isMissing},
                        {"library", library},
                        {"rating", song.rating},
                        {"plays", song.plays}};
    if (const auto section = sectionOf(song.path)) // a stretch of that file
        object["start_s"] = static_cast<double>(section->start) / Section::kFramesPerSecond;
    if (!song.problem.empty())
        object["problem"] = words::english(song.problem);
    if (!song.acceptedGenre.empty())
        object["accepted_genre"] = song.acceptedGenre;
    if (song.state == AnalysisState::done) {
        object["heard_genre"] = song.heardGenre;
        if (!song.heardAs.empty()) {
            object["heard_as"] = song.heardAs;
            object["heard_as_confidence"] = song.heardAsConfidence;
        }
    }
    std::cout << object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

/// Characters that a terminal shows, one cell each: good enough for most scripts.
std::size_t cellsOf(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string fitted(std::string_view text, std::size_t cells) {
    std::string shown(text);
    while (cellsOf(shown) > cells) {
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U)
            shown.pop_back();
        shown.pop_back();
    }
    return shown + std::string(cells - cellsOf(shown), ' ');
}

std::string placeOf(const Track& song) {
    const std::string track = song.trackNumber > 0 ? std::to_string(song.trackNumber) : "";
    return song.discNumber > 0 ? std::to_string(song.discNumber) + "-" + track : track;
}

void printRow(const Track& song) {
    const long long seconds = (song.duration.count() + 500) / 1000;
    std::array<char, 24> length{};
    std::snprintf(length.data(), length.size(), "%lld:%02lld", seconds / 60, seconds % 60);
    std::printf("%s  %s  %s  %6s  %4s  %7s  %s\n", fitted(song.albumArtist.empty() ? song.artist : song.albumArtist, 24).c_str(),
                fitted(song.album, 24).c_str(), fitted(song.title, 32).c_str(), placeOf(song).c_str(),
                song.year > 0 ? std::to_string(song.year).c_str() : "", length.data(), wordOf(song.state));
}

} // namespace

browse::SongQuery understood(const std::string& search) {
    using namespace std::chrono;
    browse::Folding folding;
    auto query = browse::parseQuery(search, floor<seconds>(system_clock::now()), folding);
    if (query.problems.empty())
        return query;
    std::string names;
    const auto& problem = query.problems.front();
    switch (problem.kind) {
    case browse::QueryProblem::Kind::unknownField:
        for (const auto name : browse::queryFieldNames())
            names += (names.empty() ? "" : ", ") + std::string(name);
        throw Error{ErrorKind::usage, "There is no field \"" + problem.word + "\". Fields: " + names + "."};
    case browse::QueryProblem::Kind::badValue:
        throw Error{ErrorKind::usage,
                    "\"" + problem.word + "\" says nothing about " + problem.near + "; segue-cli songs --help has examples."};
    case browse::QueryProblem::Kind::tooMany:
        break;
    }
    throw Error{ErrorKind::usage, "Search for " + std::to_string(browse::SongQuery::kMostTerms) + " words at most."};
}

namespace {} // namespace

int runSongs(bool json, const std::string& search, const CommonOptions& common) {
    store::Database database(common.database, store::Access::read);
    const store::TrackStore tracks(database, listingModel(database));
    const auto query = understood(search);
    Covers covers;
    for (const auto& library : store::LibraryStore(database).all()) {
        const SongList songs = tracks.songs(library.id);
        browse::SongFinder finder;
        const auto found = finder.find(songs, query).songs;
        for (std::size_t i = 0; i < songs.size(); ++i)
            if (found[i])
                json ? printJson(songs[i], library.name, covers) : printRow(songs[i]);
    }
    return 0;
}

} // namespace segue::cli
