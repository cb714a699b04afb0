// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/example_spotify.h"

#include <string>

namespace segue::test {

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr sys_seconds kExampleSpotifyThen{seconds{1'780'000'000}};

std::string uriOf(const std::string& kind, std::size_t number) {
    const std::string digits = std::to_string(number);
    return "spotify:" + kind + ":" + std::string(22 - digits.size(), 'k') + digits;
}

SpotifyRow rowOf(std::size_t i, const std::string& title, const std::string& artist, const std::string& album, bool told) {
    SpotifyRow row{.id = static_cast<SpotifyRowId>(i + 1),
                   .uri = uriOf("track", i),
                   .title = title,
                   .artist = artist,
                   .album = album,
                   .albumUri = uriOf("album", i / 3)};
    if (told) {
        row.duration = milliseconds{140'000 + 7'300 * static_cast<long>(i % 31)};
        row.added = kExampleSpotifyThen - days{static_cast<long>(3 * i)};
    }
    return row;
}

} // namespace

SpotifySource exampleImport() {
    return {.id = 1,
            .kind = SpotifyKind::exported,
            .state = SpotifyState::imported,
            .at = kExampleSpotifyThen,
            .file = "/home/listener/Downloads/my_spotify_data.zip",
            .skipped = {.episodes = 12, .nameless = 1, .other = 87},
            .lists = {{.id = 1, .kind = SpotifyListKind::liked, .count = 240},
                      {.id = 2, .kind = SpotifyListKind::albums, .count = 5},
                      {.id = 3, .name = "Sunday", .uri = uriOf("playlist", 1), .count = 42},
                      {.id = 4, .state = SpotifyListState::empty, .name = "To sort", .uri = uriOf("playlist", 2), .count = 0},
                      {.id = 5, .state = SpotifyListState::podcastsOnly, .name = "Talks", .uri = uriOf("playlist", 3), .count = 0}},
            .songs = 271,
            .here = 118};
}

SpotifySource exampleAccount() {
    return {.id = 2,
            .kind = SpotifyKind::account,
            .account = "Ann Example",
            .clientId = "0123456789abcdef0123456789abcdef",
            .state = SpotifyState::upToDate,
            .at = kExampleSpotifyThen,
            .secret = SpotifySecret::keyring,
            .lists = {{.id = 1, .kind = SpotifyListKind::liked, .count = 1234},
                      {.id = 2, .kind = SpotifyListKind::albums, .count = 61},
                      {.id = 3, .name = "Running", .owner = "Ann Example", .uri = uriOf("playlist", 8), .count = 25},
                      {.id = 4,
                       .state = SpotifyListState::notAvailable,
                       .name = "Somebody else’s list with a name that goes on and on",
                       .owner = "Bo",
                       .uri = uriOf("playlist", 9)}},
            .songs = 1250,
            .here = 702};
}

SpotifySource exampleAccount(SpotifyState state, sys_seconds now) {
    SpotifySource source = exampleAccount();
    source.state = state;
    switch (state) {
    case SpotifyState::syncing:
        source.done = 7;
        source.total = 25;
        break;
    case SpotifyState::waitingForBrowser:
        source.address = "https://accounts.spotify.com/authorize?client_id=0123456789abcdef0123456789abcdef";
        source.redirect = "http://127.0.0.1/callback";
        break;
    case SpotifyState::rateLimited:
        source.until = now + 21s;
        break;
    case SpotifyState::quotaUsed:
        source.until = now + 13h;
        break;
    case SpotifyState::offline:
        source.problem = Message("Host not found.");
        break;
    default:
        break;
    }
    return source;
}

std::vector<SpotifyRow> exampleLiked(const std::vector<Track>& own, std::size_t count, bool told) {
    std::vector<SpotifyRow> rows;
    for (std::size_t i = 0; i < count; ++i) {
        const Track& song = own[(5 * i + 3) % own.size()];
        const bool isHere = i % 3 != 2;
        rows.push_back(isHere ? rowOf(i, song.title, song.artist, song.album, told)
                              : rowOf(i, "Far " + song.title, "The Strangers", "Away " + std::to_string(i % 7), told));
        if (isHere) {
            rows.back().match = told ? SpotifyMatch::exact : SpotifyMatch::strong;
            rows.back().tracks = {song.id};
        }
    }
    if (count < 12)
        return rows;
    rows[1].match = SpotifyMatch::probable;
    rows[3].match = SpotifyMatch::several;
    rows[3].tracks = {own[0].id, own[1].id, own[3].id};
    rows[4].match = SpotifyMatch::exact;
    rows[4].isConfirmed = true;
    rows[5].isUnlinked = true;
    rows[6] =
        rowOf(6, "A song that is called something far too long to be shown in any column of any window, with the remix’s name",
              "Low "
              "Tide Radio, Marta & the Moths, Los Ríos Secos",
              "Everything That Was Ever Said", told);
    rows[7].availability = SpotifyAvailability::unavailable;
    rows[7].match = SpotifyMatch::none;
    rows[7].tracks.clear();
    rows[8].availability = SpotifyAvailability::localFile;
    rows[8].uri = "spotify:local:Halogen:Tape:Demo:215";
    rows[8].match = SpotifyMatch::none;
    rows[9].uri.clear();
    return rows;
}

std::vector<SpotifyRow> exampleAlbums(const std::vector<Track>& own) {
    std::vector<SpotifyRow> rows;
    for (std::size_t i = 0; i < 5; ++i) {
        SpotifyRow row{.id = static_cast<SpotifyRowId>(100 + i),
                       .uri = uriOf("album", i),
                       .artist = i % 2 == 0 ? own[12 * i].artist : "The Strangers",
                       .album = i % 2 == 0 ? own[12 * i].album : "Away " + std::to_string(i),
                       .albumUri = uriOf("album", i)};
        if (i % 2 == 0) {
            row.match = SpotifyMatch::strong;
            row.tracks = {own[12 * i].id, own[12 * i + 1].id, own[12 * i + 2].id};
        }
        rows.push_back(row);
    }
    return rows;
}

std::vector<SpotifyWanted> exampleWanted() {
    return {
        {.artist = "Low Tide Radio",
         .album = "Everything That Was Ever Said",
         .uri = uriOf("album", 3),
         .isWhole = true,
         .titles = {"Far Copper Echo"}},
        {.artist = "The Strangers", .album = "Away 2", .uri = uriOf("album", 4), .titles = {"Far Night River", "Far Glass Motel"}},
        {.artist = "The Strangers", .album = "Away 3", .uri = {}, .isWhole = true, .titles = {}}};
}

SpotifyPlayer examplePlayer(SpotifyPlayerState state, sys_seconds now) {
    using State = SpotifyPlayerState;
    SpotifyPlayer player{.source = 2, .state = state};
    const SpotifyDevice kitchen{
        .id = "kitchen1", .name = "Kitchen", .type = "Speaker", .isActive = true, .hasVolume = true, .volume = 59};
    if (state != State::off && state != State::unknown && state != State::noDevice && state != State::nothing) {
        player.devices = {kitchen,
                          {.id = "phone2", .name = "Phone", .type = "Smartphone"},
                          {.id = "console3", .name = "Console", .type = "GameConsole", .isRestricted = true}};
        player.areDevicesKnown = true;
    }
    if (state == State::playing || state == State::paused) {
        player.device = kitchen;
        player.heard = {.kind = SpotifyHeard::Kind::song,
                        .uri = uriOf("track", 5),
                        .title = "Copper Echo",
                        .artist = "Low Tide Radio",
                        .album = "Everything That Was Ever Said",
                        .duration = 215s};
        player.position = 61s;
    }
    if (state == State::blocked)
        player.until = now + 13h;
    if (state == State::offline)
        player.problem = Message(MessageId::spotifyUnreachable, {"Host not found"});
    if (state == State::premium)
        player.problem = Message(MessageId::spotifyPlayerPremium);
    return player;
}

} // namespace segue::test
