// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/pause_reason.h"
#include "engine/picture.h"
#include "engine/playback/player.h"
#include "engine/problem.h"
#include "engine/song_details.h"
#include "engine/song_list.h"
#include "engine/track.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace segue {

using RequestId = std::uint64_t; ///< chosen by the caller, rising; comes back with the answer

/// Which songs a seed is compared with.
enum class Scope : std::uint8_t {
    sameGenre,    ///< those of the class that was heard in the seed (the study's method)
    wholeLibrary, ///< all
};

struct RecommendationQuery {
    TrackId track = 0;          ///< the seed; 0: seedFile is
    std::filesystem::path seedFile; ///< a song outside every library
    int count = 5;              ///< n, 1 .. 100
    Scope scope = Scope::wholeLibrary; ///< the better lists by `segue-cli evaluate --all`
    LibraryId library = 0;      ///< compare with this library's songs only; 0: with those of all libraries
};

struct Recommendation {
    Track track;
    float similarity = 0.F; ///< [0, 1], 1 = the same sound
};

/// What the About page shows of the network in use.
struct ModelCard {
    std::string id; ///< "segue-net/1"
    std::string name;
    int version = 0;
    std::string text; ///< MODEL_CARD.md, Markdown
    double validationAccuracy = 0.0;
    double validationPrecisionAt10 = 0.0;
    std::vector<std::string> labels;
};

/// A network that Segue can listen with, or (without a folder) one that it listened with once.
struct InstalledModel {
    std::string id;   ///< what commands name it by; empty: it is broken
    std::string name; ///< its folder's, if it is broken
    int version = 0;
    std::filesystem::path folder; ///< empty: no longer installed
    bool isOwn = false;           ///< added by the listener; else it came with Segue
    double validationAccuracy = 0.0;      ///< share of songs whose genre it names right, [0, 1]
    double validationPrecisionAt10 = 0.0; ///< share of a song's ten nearest that are of its genre, [0, 1]
    bool heardArtistsBefore = false;      ///< those figures are of artists it was trained on: too good
    std::uintmax_t bytes = 0;
    std::string problem; ///< why it cannot be used, one sentence
};

/// What a network that no longer listens left behind.
struct KeptEmbeddings {
    std::string id;
    std::string title; ///< "segue-net, version 1"
    std::size_t recordings = 0;
    std::uintmax_t bytes = 0;
};

// ---- Events -----------------------------------------------------------------------------------------------------

struct LibrariesChanged {
    std::vector<Library> libraries; ///< all, in sidebar order
};

/// Engine::relocateLibrary() was given a folder that holds few of the library's songs, as they were: nothing happened.
struct RelocationDoubtful {
    LibraryId library = 0;
    std::filesystem::path root;
    std::size_t asked = 0; ///< songs that were looked for
    std::size_t there = 0;
};

struct TracksLoaded {
    RequestId request = 0;
    LibraryId library = 0;
    SongList tracks; ///< all of the library, by artist, album, disc, track number, title
};

/// Rows that are new or have changed (scanned, analysed, failed); at most a few batches a second.
struct TracksChanged {
    std::vector<Track> tracks;
    bool outlined = false; ///< only in what songs are not compared by: the whole song's loudness, plays, rating
    bool heard = false;    ///< their analysis ended just now, well or not
};

struct TracksRemoved {
    std::vector<TrackId> tracks;
};

/// Background work; at most 10 a second, and one with running == false at the end.
struct Progress {
    enum class Stage : std::uint8_t {
        idle,
        composing,
        scanning,
        analysing,
        outlining, ///< everything is analysed; whole songs are read for their waveforms and loudness. Nothing waits for it
        exporting, ///< this and the next can be cancelled
        importing,
    };
    Stage stage = Stage::idle;
    bool running = false;
    bool paused = false;
    PauseReason pausedBy = PauseReason::none;
    std::size_t done = 0;
    std::size_t total = 0; ///< 0: not known yet
    std::size_t failed = 0;
    double songsPerSecond = 0.0;
    std::optional<std::chrono::seconds> timeLeft; ///< by the sound that is left to be read; none: not known yet
};

struct RecommendationsReady {
    RequestId request = 0;
    Track seed;                              ///< with its heard genre
    std::vector<Recommendation> songs;       ///< best first; never the seed
    std::string problem; ///< why the list is empty or short, one sentence: "not analysed yet", "cannot be decoded: ..."
};

/// Networks: after each change and when asked for; while one goes on ModelChangeProgress follows. Another `inUse` than before: what was heard in any song may be another.
struct ModelsChanged {
    std::vector<InstalledModel> installed; ///< those that came with Segue first; one in use that is gone last
    std::vector<KeptEmbeddings> kept;
    std::string inUse;     ///< id: songs are compared by what it heard
    std::string listening; ///< id: it hears songs now; another than inUse until it has heard all of them
    bool canGoBack = false; ///< a change goes on, and the one in use is still installed
    bool isChecking = false; ///< a network is being added
};

/// How far another network has heard the songs anew; at most 10 a second.
struct ModelChangeProgress {
    std::string model; ///< id
    std::size_t done = 0; ///< songs with an answer, failed ones included
    std::size_t total = 0; ///< songs of the libraries that are there
};

/// There are other problems than before.
struct ProblemsChanged {
    std::size_t count = 0;
};

struct ProblemsLoaded {
    RequestId request = 0;
    std::vector<Problem> problems; ///< all, by library and path
};

struct CoverLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    std::vector<std::uint8_t> bytes; ///< an encoded picture (JPEG, PNG, ...); empty: the song has none
};

struct SongDetailsLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    SongDetails details;
    std::string problem; ///< why the file's own facts are missing, one sentence; empty: all is well
};

/// A song's outline. While a song without a stored one is being read it comes again and again, at most 10 a second.
struct OutlineLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    Outline outline;       ///< the columns not yet read are 0
    float complete = 0.F;  ///< how much of the song it covers, [0, 1]; 1 comes last
    std::string problem;   ///< why there is none, one sentence
};

/// A tile of a song's picture, or why there is none.
struct PictureTileLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    std::shared_ptr<const PictureTile> tile; ///< null: see problem; the rest of the request is void
    std::string problem;                     ///< one sentence
};

struct PlaybackChanged {
    playback::PlaybackStatus status;
};

/// Something the listener should know: what happened and what to do, one sentence.
struct Notice {
    enum class Level : std::uint8_t { information, warning, error };
    Level level = Level::information;
    std::string message;
};

using Event = std::variant<LibrariesChanged, RelocationDoubtful, TracksLoaded, TracksChanged, TracksRemoved, Progress,
                           RecommendationsReady, ModelsChanged, ModelChangeProgress, ProblemsChanged, ProblemsLoaded, CoverLoaded,
                           SongDetailsLoaded, OutlineLoaded, PictureTileLoaded,
                           PlaybackChanged, Notice>;

/// Must not throw or block.
using EventListener = std::function<void(Event)>;

} // namespace segue
