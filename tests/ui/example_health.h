// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/genre_events.h"
#include "tests/ui/example_songs.h"

#include <string>
#include <vector>

namespace segue::test {

/// Songs whose tag and sound disagree, the last `answered` of them answered.
inline GenreDoubtsLoaded exampleDoubts(RequestId request, std::size_t count, std::size_t answered = 0) {
    const char* const tags[] = {"Rock", "Other; Pop", "Electronic", "Folk, World, & Country"};
    const char* const heard[] = {"Jazz", "Classical", "Ambient", "Metal"};
    GenreDoubtsLoaded loaded{
        .request = request, .doubts = {}, .open = count - answered, .compared = 3120, .tagged = 4021, .genres = 37};
    auto songs = exampleSongs(count);
    for (std::size_t i = 0; i < count; ++i) {
        songs[i].genre = tags[i % 4];
        songs[i].heardAs = heard[i % 3];
        loaded.doubts.push_back({.track = songs[i],
                                 .heard = heard[i % 3],
                                 .strength = 0.92F - 0.5F * static_cast<float>(i) / static_cast<float>(count),
                                 .answer = i < count - answered ? GenreAnswer::none : static_cast<GenreAnswer>(1 + i % 3)});
    }
    return loaded;
}

/// A library of 40,000 songs.
inline LibraryQuality exampleQuality() {
    LibraryQuality quality{
        .model = "segue-net, version 1",
        .songs = 40'210,
        .analysed = 39'874,
        .waiting = 302,
        .failed = 23,
        .silent = 11,
        .missing = 4,
        .offline = 0,
        .withArtist = 40'102,
        .withAlbum = 38'950,
        .withGenre = 31'120,
        .withYear = 35'001,
        .withCover = 28'404,
        .surelyHeard = 21'044,
        .doubted = 612,
        .versionedSongs = 1'204,
        .versions = 1'530,
        .ruled = 2'000,
        .byRules = {.precisionAt10 = 0.512, .artistsPerList = 8.9, .ownArtist = 0.06, .hubSkew = 0.93, .neverListed = 0.004},
        .plain = {.precisionAt10 = 0.523, .artistsPerList = 7.3, .ownArtist = 0.19, .hubSkew = 1.34, .neverListed = 0.021},
        .recordings = 38'001,
        .seeds = 2'000,
        .precisionAt10 = 0.523,
        .precisionMargin = 0.018,
        .byChance = 0.137,
        .listed = 20'000,
        .hubSkew = 1.34,
        .neverListed = 0.021,
        .reachable = 0.964,
        .artistsPerList = 7.3,
        .ownArtist = 0.19,
        .mostListed = 113,
        .timesListed = {420, 6'300, 5'900, 5'100, 1'900, 340, 40}};
    const char* const names[] = {"Rock", "Electronic", "Jazz", "Classical", "Pop", "Hip-Hop", "Folk", "Ambient", "Metal", "Soul"};
    std::size_t songs = 9'800;
    for (const char* name : names) {
        quality.genres.emplace_back(name, songs);
        songs = songs * 7 / 10;
    }
    return quality;
}

} // namespace segue::test
