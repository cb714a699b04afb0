// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/genre_folders.h"

#include "engine/audio/extensions.h"
#include "engine/words/error.h"

#include <xxhash.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>

namespace segue::training {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kGenreFoldersValidationEvery = 10; // artists

// A number that only the text decides, never negative.
std::int64_t numberOf(std::string_view text) { return static_cast<std::int64_t>(XXH3_64bits(text.data(), text.size()) >> 1U); }

bool isHidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

/// Calls `onFile` for every music file below the folder until it returns false. What cannot be listed is passed over.
void forEachMusicFile(const fs::path& folder, const std::function<bool(const fs::path&)>& onFile) {
    std::error_code code;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, code);
    for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
        std::error_code ignored;
        if (isHidden(entry->path()))
            entry.disable_recursion_pending();
        else if (audio::isMusicFile(entry->path()) && entry->is_regular_file(ignored) && !onFile(entry->path()))
            return;
    }
}

std::vector<fs::path> foldersIn(const fs::path& folder) {
    std::vector<fs::path> folders;
    std::error_code code;
    fs::directory_iterator entry(folder, code);
    if (code)
        throw Error(ErrorKind::io, "Cannot list the folder " + folder.string() + ": " + code.message() + ".");
    for (; !code && entry != fs::directory_iterator(); entry.increment(code)) {
        std::error_code ignored;
        if (!isHidden(entry->path()) && entry->is_directory(ignored))
            folders.push_back(entry->path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::string folded(const std::string& name) {
    std::string text;
    for (const char letter : name)
        text += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

std::string artistOf(const audio::Tags& tags, const fs::path& relative) {
    if (const std::string& named = tags.artist.empty() ? tags.albumArtist : tags.artist; !named.empty())
        return "artist " + folded(named);
    const fs::path inGenre = relative.lexically_relative(*relative.begin());
    return inGenre.has_parent_path() ? "folder " + relative.parent_path().string() : "song " + relative.string();
}

/// Which artists have songs of which genres.
class Artists final {
public:
    explicit Artists(const std::vector<LabelledSong>& songs) {
        for (const LabelledSong& song : songs) {
            m_artists[song.row.genre].insert(song.row.artist);
            m_genres[song.row.artist].insert(song.row.genre);
        }
        for (const auto& [artist, genres] : m_genres)
            if (artist % kGenreFoldersValidationEvery == 0)
                m_validation.insert(artist);
        for (const auto& [genre, artists] : m_artists)
            if (count(genre) == artists.size())
                m_validation.erase(*artists.begin());
        for (const auto& [genre, artists] : m_artists)
            if (count(genre) == 0)
                giveOne(artists);
    }

    [[nodiscard]] bool isForValidation(std::int64_t artist) const { return m_validation.contains(artist); }

private:
    // Artists of the genre on the validation side.
    [[nodiscard]] std::size_t count(const std::string& genre) const {
        const auto& artists = m_artists.at(genre);
        return static_cast<std::size_t>(
            std::count_if(artists.begin(), artists.end(), [this](std::int64_t artist) { return isForValidation(artist); }));
    }

    // The first whose genres all keep an artist to learn from.
    void giveOne(const std::set<std::int64_t>& artists) {
        for (const std::int64_t artist : artists) {
            const auto& genres = m_genres.at(artist);
            if (std::all_of(genres.begin(), genres.end(),
                            [this](const auto& genre) { return count(genre) + 2 <= m_artists.at(genre).size(); })) {
                m_validation.insert(artist);
                return;
            }
        }
    }

    std::map<std::string, std::set<std::int64_t>> m_artists;
    std::map<std::int64_t, std::set<std::string>> m_genres;
    std::set<std::int64_t> m_validation;
};

void addSong(const fs::path& root, const fs::path& file, const audio::Reading<audio::Tags>& reading, SongList& list) {
    const fs::path relative = file.lexically_relative(root);
    if (const auto* unread = std::get_if<audio::NotRead>(&reading))
        return list.leftOut.push_back({file, unread->reason});
    list.songs.push_back({.file = file,
                          .row = {.genre = audio::displayName(*relative.begin()),
                                  .artist = numberOf(artistOf(std::get<audio::Tags>(reading), relative)),
                                  .trackId = numberOf(relative.native())}});
}

} // namespace

bool isFolderOfGenres(const fs::path& folder) {
    bool found = false;
    for (const fs::path& genre : foldersIn(folder))
        forEachMusicFile(genre, [&](const fs::path&) {
            found = true;
            return false;
        });
    return found;
}

SongList listGenreFolders(const fs::path& folder, audio::FileReader& files, const std::stop_token& stop) {
    std::vector<fs::path> songs;
    for (const fs::path& genre : foldersIn(folder))
        forEachMusicFile(genre, [&](const fs::path& file) {
            songs.push_back(file);
            return !stop.stop_requested();
        });
    std::sort(songs.begin(), songs.end());
    SongList list;
    files.readTags(songs, {}, stop,
                   [&](std::size_t place, const audio::Reading<audio::Tags>& tags) { addSong(folder, songs[place], tags, list); });
    std::ranges::sort(list.songs, {}, &LabelledSong::file); // they were told in about this order
    const Artists artists(list.songs);
    for (LabelledSong& song : list.songs)
        song.row.side = artists.isForValidation(song.row.artist) ? Side::validation : Side::training;
    return list;
}

} // namespace segue::training
