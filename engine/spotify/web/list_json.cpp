// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/list_json.h"

#include "engine/spotify/web/json_words.h"
#include "engine/spotify/web/web_address.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace segue::spotify {

using nlohmann::json;

namespace {

constexpr std::string_view kLocal = "spotify:local:";
constexpr std::size_t kLongestMs = 48UL * 3600 * 1000;

std::string artistsOf(const json& object) {
    std::string names;
    const auto& artists = member(object, "artists");
    if (!artists.is_array())
        return names;
    for (const auto& artist : artists)
        if (const auto name = words(artist, "name"); !name.empty())
            names += (names.empty() ? "" : ", ") + name;
    return names;
}

bool isWord(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

/// Only addresses of Spotify's own kind: they are handed to the desktop to be opened.
std::string uriOf(const json& object, std::string_view kind) {
    auto uri = words(object, "uri");
    const auto start = "spotify:" + std::string(kind) + ':';
    return uri.starts_with(start) && isWord(std::string_view(uri).substr(start.size())) ? uri : std::string();
}

/// spotify:local:ARTIST:ALBUM:TITLE:SECONDS says what the members may not.
void fillFromLocal(SpotifyRow& row, std::string_view uri) {
    std::array<std::string, 4> parts;
    uri.remove_prefix(kLocal.size());
    for (auto& part : parts) {
        const auto end = std::min(uri.find(':'), uri.size());
        part = withoutControls(percentDecoded(uri.substr(0, end)));
        if (!isUtf8(part))
            part.clear();
        uri.remove_prefix(std::min(end + 1, uri.size()));
    }
    if (row.artist.empty())
        row.artist = parts[0];
    if (row.album.empty())
        row.album = parts[1];
    if (row.title.empty())
        row.title = parts[2];
    if (row.duration.count() == 0 && !parts[3].empty() && parts[3].size() < 6 &&
        std::ranges::all_of(parts[3], [](char c) { return c >= '0' && c <= '9'; }))
        row.duration = std::chrono::seconds(std::stoi(parts[3]));
}

bool isUnavailable(const json& song) {
    const auto& playable = member(song, "is_playable");
    return (playable.is_boolean() && !playable.get<bool>()) || member(song, "restrictions").is_object();
}

WebSong songOf(const json& entry, const json& song) {
    WebSong read;
    auto& row = read.row;
    row.uri = uriOf(song, "track");
    row.title = words(song, "name");
    row.artist = artistsOf(song);
    row.album = words(member(song, "album"), "name");
    row.albumUri = uriOf(member(song, "album"), "album");
    row.duration = std::chrono::milliseconds(std::min(number(song, "duration_ms").value_or(0), kLongestMs));
    row.added = time(entry, "added_at");
    read.isrc = words(member(song, "external_ids"), "isrc");
    const auto local = words(song, "uri");
    const bool isLocal = isTrue(entry, "is_local") || isTrue(song, "is_local") || local.starts_with(kLocal);
    if (isLocal && local.starts_with(kLocal)) {
        row.uri = local;
        fillFromLocal(row, local);
    }
    row.availability = isLocal               ? SpotifyAvailability::localFile
                       : isUnavailable(song) ? SpotifyAvailability::unavailable
                                             : SpotifyAvailability::playable;
    return read;
}

void takeSong(const json& entry, SongPage& page) {
    const auto& renamed = member(entry, "item");
    const auto& song = renamed.is_object() ? renamed : member(entry, "track");
    const auto kind = words(song, "type");
    if (kind == "episode" || kind == "chapter" || kind == "audiobook" || words(song, "uri").starts_with("spotify:episode:")) {
        ++page.skipped.episodes;
        return;
    }
    if (auto read = songOf(entry, song); !read.row.title.empty())
        page.songs.push_back(std::move(read));
    else
        ++page.skipped.nameless;
}

void takeAlbum(const json& entry, SongPage& page) {
    const auto& album = member(entry, "album");
    WebSong read;
    read.row.album = words(album, "name");
    read.row.artist = artistsOf(album);
    read.row.uri = read.row.albumUri = uriOf(album, "album");
    read.row.added = time(entry, "added_at");
    if (isUnavailable(album))
        read.row.availability = SpotifyAvailability::unavailable;
    if (read.row.album.empty())
        ++page.skipped.nameless;
    else
        page.songs.push_back(std::move(read));
}

void takePlaylist(const json& entry, PlaylistPage& page) {
    WebPlaylist read{.id = words(entry, "id"), .name = words(entry, "name")};
    const auto& owner = member(entry, "owner");
    read.ownerId = words(owner, "id");
    read.owner = words(owner, "display_name");
    if (read.owner.empty())
        read.owner = read.ownerId;
    read.snapshot = words(entry, "snapshot_id");
    read.isCollaborative = isTrue(entry, "collaborative");
    const auto& renamed = member(entry, "items");
    const auto& items = renamed.is_object() ? renamed : member(entry, "tracks");
    read.hasItems = items.is_object();
    read.count = number(items, "total");
    if (!isWord(read.id)) { // it becomes a part of an address
        ++page.skipped.nameless;
        return;
    }
    read.uri = "spotify:playlist:" + read.id;
    page.playlists.push_back(std::move(read));
}

template <typename Page>
std::optional<Page> pageIn(std::string_view body, std::size_t offset, void (*take)(const json&, Page&)) {
    const auto json = parsed(body);
    const auto& items = member(json, "items");
    if (!items.is_array())
        return std::nullopt;
    Page page;
    page.read = items.size();
    page.total = number(json, "total").value_or(offset + page.read);
    for (const auto& entry : items)
        take(entry, page);
    return page;
}

} // namespace

std::optional<SongPage> songsIn(std::string_view body, std::size_t offset) { return pageIn<SongPage>(body, offset, &takeSong); }

std::optional<SongPage> albumsIn(std::string_view body, std::size_t offset) { return pageIn<SongPage>(body, offset, &takeAlbum); }

std::optional<PlaylistPage> playlistsIn(std::string_view body, std::size_t offset) {
    return pageIn<PlaylistPage>(body, offset, &takePlaylist);
}

} // namespace segue::spotify
