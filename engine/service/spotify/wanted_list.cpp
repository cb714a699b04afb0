// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/wanted_list.h"

#include "engine/recommend/policy/song_facts.h"
#include "engine/words/csv_cell.h"

#include <algorithm>
#include <map>
#include <utility>

namespace segue {

namespace {

bool isHere(const SpotifyRow& row) { return row.match != SpotifyMatch::none; }

/// "A, B" is by A, as the album is.
std::string_view firstOf(std::string_view artists) { return artists.substr(0, artists.find(", ")); }

class Albums final {
public:
    /// Rows of one album, by its address or else by its names: an export tells songs no address of the album.
    SpotifyWanted& of(const SpotifyRow& row) {
        const auto names = recommend::folded(firstOf(row.artist)) + '\n' + recommend::folded(row.album);
        auto& album = m_albums[names];
        if (album.album.empty() && album.artist.empty()) {
            album.artist = row.artist;
            album.album = row.album;
        }
        if (album.uri.empty())
            album.uri = row.albumUri;
        return album;
    }
    std::vector<SpotifyWanted> take() {
        std::vector<SpotifyWanted> all;
        for (auto& [names, album] : m_albums)
            if (album.isWhole || !album.titles.empty())
                all.push_back(std::move(album));
        return all;
    }

private:
    std::map<std::string, SpotifyWanted> m_albums; ///< in order
};

} // namespace

std::vector<SpotifyWanted> wantedOf(std::span<const SpotifyRow> liked, std::span<const SpotifyRow> albums) {
    Albums all;
    for (const auto& row : liked)
        if (!isHere(row)) {
            auto& titles = all.of(row).titles;
            if (std::ranges::find(titles, row.title) == titles.end())
                titles.push_back(row.title);
        }
    for (const auto& row : albums) {
        auto& album = all.of(row); // is none yet, if none of its songs is wanted
        album.isWhole = !isHere(row) || !album.titles.empty();
    }
    return all.take();
}

std::string wantedAsCsv(std::span<const SpotifyWanted> albums) {
    std::string table = "artist,album,song,whole album,address\r\n";
    const auto line = [&](const SpotifyWanted& album, const std::string& title) {
        table += csvCell(album.artist) + ',' + csvCell(album.album) + ',' + csvCell(title) + ',' +
                 csvCell(album.isWhole ? "yes" : "") + ',' + csvCell(album.uri) + "\r\n";
    };
    for (const auto& album : albums) {
        if (album.titles.empty())
            line(album, {});
        for (const auto& title : album.titles)
            line(album, title);
    }
    return table;
}

std::string wantedAsText(std::span<const SpotifyWanted> albums) {
    std::string text;
    for (const auto& album : albums) {
        text += (text.empty() ? "" : "\n") + album.artist + (album.artist.empty() ? "" : " \u2013 ") + album.album + "\n";
        for (const auto& title : album.titles)
            text += "    " + title + "\n";
    }
    return text;
}

} // namespace segue
