// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The query for songs that sound alike, and its answer.

#include "engine/words/feedback.h"
#include "engine/words/list_rules.h"
#include "engine/words/message.h"
#include "engine/words/reason.h"
#include "engine/words/request.h"
#include "engine/words/seeds.h"
#include "engine/words/song_details.h"
#include "engine/words/track.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace segue {

/// Which songs a seed is compared with.
enum class Scope : std::uint8_t {
    sameGenre,    ///< songs heard as the seed's genre (the study's method)
    wholeLibrary, ///< all
};

struct RecommendationQuery {
    TrackId track = 0;                 ///< the seed; 0: seedFile is the seed
    std::filesystem::path seedFile;    ///< a song outside every library
    int count = 10;                    ///< n, 1 .. 100
    Scope scope = Scope::wholeLibrary; ///< gives the better lists (`segue-cli evaluate --all`)
    LibraryId library = 0;             ///< compare with this library's songs only; 0: with all libraries
    ListRules rules;
    SeedsOf of = SeedsOf::songs;     ///< the list is near all songs of the seed's album, or by its artist
    std::optional<SongSpan> section; ///< only this stretch of the seed counts: it is heard first, which takes a moment
    std::vector<TrackId> also;       ///< more seeds, up to kMostSeeds in all; those that are not heard yet do not count
    std::vector<TrackId> against;    ///< the list is far from these, likewise
    std::vector<std::filesystem::path> alsoFiles, againstFiles; ///< the same, by the files of songs that are in a library
};

struct Recommendation {
    Track track;
    float similarity = 0.F;      ///< [0, 1], 1 = the same sound
    float match = 0.F;           ///< share of the pairs of songs here that are less alike, [0, 1]
    float shift = 0.F;           ///< > 0: it came sooner, < 0: later, for what the listener said of songs like it
    std::vector<Reason> reasons; ///< what it has in common with the seed, rarest first
    std::vector<Track> versions; ///< other versions of the same song, which stand behind it
};

struct RecommendationsReady {
    RequestId request = 0;
    Track seed;                                   ///< with its heard genre
    std::vector<Recommendation> songs;            ///< best first; never the seed
    Message problem;                              ///< why the list is empty or short: not analysed yet, cannot be decoded, ...
    LeftOut leftOut;                              ///< of what would have been listed
    std::vector<Track> also, against;             ///< the query's further songs, as far as they are heard
    std::vector<std::filesystem::path> strangers; ///< files of the query that are in no library: they do not count
};

/// Two songs of which the stretches are asked for that sound most alike.
struct MomentsQuery {
    TrackId seed = 0;                ///< 0: seedFile
    std::filesystem::path seedFile;  ///< a song outside every library
    std::optional<SongSpan> section; ///< only this stretch of the seed
    TrackId song = 0;
};

/// The excerpts of both that are nearest to each other. They are heard when they are asked for: only a song's whole is stored.
struct MomentsFound {
    RequestId request = 0;
    Track seed, song;
    SongSpan ofSeed, ofSong;
    float similarity = 0.F; ///< of the two, [0, 1]
    Message problem;        ///< why there are none; empty: all is well
};

/// Which albums or artists sound most like that of a song.
struct AlikeQuery {
    TrackId song = 0;
    SeedsOf of = SeedsOf::album; ///< or artist
    std::size_t count = 6;
    LibraryId library = 0; ///< 0: of all
    ListRules rules;
};

/// An album or an artist that sounds alike.
struct Alike {
    Track song;             ///< of it, the nearest to what was asked about
    std::size_t songs = 0;  ///< that were compared
    float similarity = 0.F; ///< of the means of both, [0, 1]
};

struct AlikeFound {
    RequestId request = 0;
    AlikeQuery query;
    std::vector<Alike> groups; ///< best first; none: its songs are not heard yet, or it has no album or artist
};

/// What the listener said of songs changed, or was asked for.
struct FeedbackChanged {
    std::vector<Feedback> all; ///< the newest first
};

} // namespace segue
