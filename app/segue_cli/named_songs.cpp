// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/named_songs.h"

#include "engine/audio/tags.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace segue::cli {

namespace {

/// "1:20.5" or "80.5" as seconds.
std::optional<double> secondsOf(const std::string& words) {
    double seconds = 0.0;
    std::size_t begin = 0;
    for (;;) {
        const auto end = words.find(':', begin);
        const std::string part = words.substr(begin, end == std::string::npos ? end : end - begin);
        const bool isNumber = !part.empty() && part.find_first_not_of("0123456789.") == std::string::npos;
        if (!isNumber || std::count(part.begin(), part.end(), '.') > 1 || part == ".")
            return std::nullopt;
        seconds = seconds * 60.0 + std::strtod(part.c_str(), nullptr);
        if (end == std::string::npos)
            return seconds < 1e6 ? std::optional(seconds) : std::nullopt;
        begin = end + 1;
    }
}

} // namespace

std::string shown(const std::filesystem::path& path) { return audio::toValidUtf8(fileOf(path).native()); }

std::filesystem::path songAt(const std::filesystem::path& path) {
    std::error_code failed;
    auto song = std::filesystem::canonical(path, failed);
    if (failed)
        throw Error{ErrorKind::io, "There is no file " + shown(path) + "."};
    return song;
}

std::vector<TrackId> tracksAt(const std::vector<std::filesystem::path>& paths, const CommonOptions& common) {
    std::vector<TrackId> tracks;
    if (paths.empty())
        return tracks;
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths)
        files.push_back(songAt(path));
    store::Database database(common.database, store::Access::read);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto track = store::TrackStore(database, {}).findByPath(files[i]);
        if (!track)
            throw Error{ErrorKind::usage, shown(paths[i]) + " is in no library. Scan its folder first."};
        tracks.push_back(track->id);
    }
    return tracks;
}

SongSpan sectionNamed(const std::string& words) {
    const auto dash = words.find('-');
    const auto from = dash == std::string::npos ? std::nullopt : secondsOf(words.substr(0, dash));
    const auto to = dash == std::string::npos ? std::nullopt : secondsOf(words.substr(dash + 1));
    if (!from || !to || *to <= *from)
        throw Error{ErrorKind::usage, "A section is named by where it begins and ends, 1:20-1:50 or 80-110, not " + words + "."};
    const auto ms = [](double seconds) { return std::chrono::milliseconds(std::llround(seconds * 1e3)); };
    return {.start = ms(*from), .length = ms(*to - *from)};
}

} // namespace segue::cli
