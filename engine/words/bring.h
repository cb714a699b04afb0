// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue {

/// Where a listener's ratings, plays, dates and playlists come from.
enum class BringSource : std::uint8_t {
    fooyin,
    strawberry,
    clementine,
    rhythmbox,
    quodlibet,
    itunes,
    tags, ///< ratings that other players wrote into the music files
    listenBrainz,
    lastFm,
};
inline constexpr BringSource kBringSources[] = {BringSource::fooyin,    BringSource::strawberry,   BringSource::clementine,
                                                BringSource::rhythmbox, BringSource::quodlibet,    BringSource::itunes,
                                                BringSource::tags,      BringSource::listenBrainz, BringSource::lastFm};

/// The player's or service's own name; empty: of tags.
[[nodiscard]] std::string_view playerName(BringSource source);
/// As it is written in databases and on the command line: small letters.
[[nodiscard]] std::string_view sourceWord(BringSource source);
[[nodiscard]] std::optional<BringSource> sourceNamed(std::string_view word);

/// A player's own file, found where that player keeps it.
struct FoundSource {
    BringSource source = BringSource::fooyin;
    std::filesystem::path file; ///< empty: of tags
    bool operator==(const FoundSource&) const = default;
};

/// What is wanted of it.
struct BringOptions {
    bool ratings = true;
    bool plays = true;
    bool dates = true; ///< when songs were added and last played
    bool playlists = true;
    bool theirsWin = false; ///< their rating counts also where the listener has one here
};

/// One song of which a value would be another.
struct BringExample {
    std::string title, artist; ///< as here
    std::int64_t before = 0;   ///< stars, plays, or seconds since 1970; 0: none
    std::int64_t after = 0;    ///< likewise
    bool operator==(const BringExample&) const = default;
};

/// The songs of which one kind of value would be another.
struct BringPart {
    static constexpr std::size_t kMostExamples = 10;
    std::size_t songs = 0;
    std::vector<BringExample> examples; ///< the first few
};

/// A playlist of theirs.
struct BringPlaylist {
    std::string name;
    std::size_t lines = 0;
    std::size_t found = 0; ///< of them here
    bool isThere = false;  ///< it was brought before, just so: it is not brought again
};

/// What bringing would do, or has done. Nothing that the listener has here is lowered: a rating is taken where there is none (but
/// for BringOptions::theirsWin), of plays the larger number counts, of the dates added the earlier, of the last plays the later.
struct BringPlan {
    BringSource source = BringSource::fooyin;
    std::filesystem::path file;
    std::size_t songs = 0;              ///< of theirs
    std::size_t found = 0;              ///< of them here
    std::vector<std::string> strangers; ///< the first few that were not found: "artist – title", or a path
    std::size_t changed = 0;            ///< songs here of which any value is another
    BringPart ratings, plays, added, lastPlayed;
    std::vector<BringPlaylist> playlists;
};

/// What one song here is given. 0: nothing of that kind, or nothing better than it has.
struct SongGift {
    TrackId track = 0;
    int rating = 0;
    int plays = 0;
    std::chrono::sys_seconds lastPlayed{}, added{};
};

/// A playlist of theirs.
struct PlaylistGift {
    /// A song of it, as they tell it where it was not found.
    struct Line {
        TrackId track = 0; ///< 0: it was not found
        std::filesystem::path path;
        std::string title, artist;
        std::chrono::milliseconds length{0};
    };
    std::string name;
    std::vector<TrackId> songs;   ///< those that were found, in its order
    std::vector<Line> lines = {}; ///< all, in its order
};

/// What was brought last: it can be undone, also after a restart.
struct LastBrought {
    BringSource source = BringSource::fooyin;
    std::filesystem::path file;
    std::chrono::sys_seconds at{};
    std::size_t songs = 0; ///< changed; 0 with no playlists: nothing can be undone
    std::size_t playlists = 0;
};

} // namespace segue
