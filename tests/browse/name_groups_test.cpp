// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/name_groups.h"

#include <catch2/catch.hpp>

#include <map>
#include <numeric>
#include <string>

using namespace segue;
using namespace segue::browse;

namespace {

Track song(std::string title, std::string artist, std::string genre = {}, std::string albumArtist = {}) {
    static TrackId id = 0;
    Track track;
    track.id = ++id;
    track.path = "/music/" + std::to_string(id) + ".mp3";
    track.title = std::move(title);
    track.artist = std::move(artist);
    track.genre = std::move(genre);
    track.albumArtist = std::move(albumArtist);
    return track;
}

std::vector<NameGroup::Index> nameGroupsAllOf(const SongList& songs) {
    std::vector<NameGroup::Index> all(songs.size());
    std::iota(all.begin(), all.end(), NameGroup::Index{0});
    return all;
}

/// By name: its songs, then those that it is a guest on.
using Shown = std::map<std::string, std::pair<std::vector<NameGroup::Index>, std::vector<NameGroup::Index>>>;

Shown shown(const NameGroups& names) {
    Shown all;
    for (const auto& group : names.groups)
        all[std::string(names.names[group.name])] = {group.songs, group.guests};
    return all;
}

} // namespace

TEST_CASE("an artist has the songs that are by it, those of its albums, and apart from them those it is a guest on") {
    std::vector<Track> songs{song("Under Pressure", "Queen feat. David Bowie"),
                             song("Innuendo", "QUEEN"),
                             song("One", "Queen"),
                             song("Heroes", "David Bowie"),
                             song("Fame (feat. Queen)", "David Bowie", "", "Various Artists"),
                             song("Thunderstruck", "AC/DC"),
                             song("Live", "Someone", "", "Queen"),
                             song("Nobody's", "")};
    songs[3].artists = "David Bowie\nBrian Eno";
    const SongList list(songs);
    const auto found = shown(groupArtists(list, nameGroupsAllOf(list)));
    CHECK(found == Shown{{"Queen", {{0, 1, 2, 6}, {4}}},
                         {"David Bowie", {{3, 4}, {0}}},
                         {"Brian Eno", {{3}, {}}},
                         {"AC/DC", {{5}, {}}},
                         {"Someone", {{6}, {}}}});
    const std::vector<NameGroup::Index> some{3, 5};
    CHECK(shown(groupArtists(list, some)).size() == 3);
}

TEST_CASE("artists are the same when they are found little by little") {
    std::vector<Track> songs;
    for (int i = 0; i < 30'000; ++i)
        songs.push_back(
            song("title " + std::to_string(i), "artist " + std::to_string(i * 7 % 4'000) + (i % 5 == 0 ? " feat. Guest" : "")));
    const SongList list(songs);
    ArtistGrouping grouping(list, nameGroupsAllOf(list));
    int parts = 1;
    while (grouping.takeSome())
        ++parts;
    CHECK(parts > 3);
    CHECK(shown(std::move(grouping).groups()) == shown(groupArtists(list, nameGroupsAllOf(list))));
}

TEST_CASE("a genre has the songs that say so, one by one, and those that say nothing by what they are heard as") {
    std::vector<Track> songs{
        song("a", "x", "Rock, Jazz"), song("b", "x", "jazz; Jazz"), song("c", "x", "Jazz"), song("d", "x"), song("e", "x"),
        song("f", "x", "Rock")};
    songs[3].heardGenre = "Folk";
    songs[5].acceptedGenre = "Metal";
    const SongList list(songs);
    CHECK(shown(groupGenres(list, nameGroupsAllOf(list))) ==
          Shown{{"Rock", {{0}, {}}}, {"Jazz", {{0, 1, 2}, {}}}, {"Folk", {{3}, {}}}, {"Metal", {{5}, {}}}});
}
