// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/inference/offers/file_fetch.h"
#include "engine/playback/audio_sink.h"
#include "engine/service/background/background_commands.h"
#include "engine/service/bring/bring_commands.h"
#include "engine/service/correct/correction_commands.h"
#include "engine/service/genres/genre_commands.h"
#include "engine/service/library/library_commands.h"
#include "engine/service/library/problem_commands.h"
#include "engine/service/listening/listening_commands.h"
#include "engine/service/map/map_commands.h"
#include "engine/service/model/model_commands.h"
#include "engine/service/model/offer_commands.h"
#include "engine/service/path/path_commands.h"
#include "engine/service/playback/playback_commands.h"
#include "engine/service/playback/queue_commands.h"
#include "engine/service/playback/radio_commands.h"
#include "engine/service/playlist/playlist_commands.h"
#include "engine/service/scrobble/scrobble_commands.h"
#include "engine/service/similar/feedback_commands.h"
#include "engine/service/similar/similar_commands.h"
#include "engine/service/song/song_commands.h"
#include "engine/service/spotify/spotify_commands.h"
#include "engine/service/spotify/spotify_player_commands.h"
#include "engine/service/transfer/transfer_commands.h"
#include "engine/spotify/http.h"
#include "engine/spotify/redirect_listener.h"
#include "engine/spotify/spotify_addresses.h"
#include "engine/spotify/token_store.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace segue {

/// What an engine is started with. Paths that do not exist are created.
struct EngineOptions {
    std::filesystem::path database;      ///< SQLite file
    std::filesystem::path modelFolder;   ///< the model bundle to listen with while the listener has chosen none
    std::filesystem::path shippedModels; ///< folder of bundles that came with Segue; empty: the one around modelFolder
    std::filesystem::path ownModels;     ///< folder of bundles that the listener added; empty: none can be added
    bool fixedModel = false;             ///< always listen and compare with modelFolder; the listener's choice is ignored and kept
    std::filesystem::path analyzer;      ///< the segue-analyzer program
    /// The same program, which also reads tags, covers and formats, in processes of its own; empty: they are read in this
    /// process, which a file may end (for tests).
    std::filesystem::path reader = {};
    int workers = 0;             ///< CPU budget for analysis; 0: half the cores, at least one
    bool readOnly = false;       ///< look songs up beside a running Segue; nothing is scanned, stored or locked
    bool outlines = true;        ///< also read whole songs when none waits for analysis; BackgroundCommands can change it
    bool pauseOnBattery = false; ///< pause the analysis on battery; BackgroundCommands can change it
    std::filesystem::path powerSupplies = "/sys/class/power_supply"; ///< where Linux lists the power supplies
    bool resumeAtStart = true;                                       ///< look for changed files and continue the analysis at once
    bool watch = false;                                              ///< watch the libraries' folders while the engine runs
    std::filesystem::path coverShelf = {};  ///< folder for small covers, which may be emptied at any time; empty: none are kept
    std::uint64_t coverBytes = 500'000'000; ///< at most, there; SongCommands can change it
    bool guessCodePage = true;              ///< guess the code page of tags that do not state it; LibraryCommands can change it
    bool watchWanted = true; ///< notice changed files too, not only folders that come or go; LibraryCommands can change it
    std::unique_ptr<playback::AudioSink> sink;        ///< null: no playback
    std::shared_ptr<Http> http = {};                  ///< null: the engine asks no server anything
    std::shared_ptr<TokenStore> tokens = {};          ///< null: likewise, without secrets
    std::shared_ptr<RedirectListener> redirects = {}; ///< null: nobody can sign in to Spotify
    SpotifyAddresses spotify = {};
    std::filesystem::path spotifyFolder = {}; ///< of what the listener has on Spotify; empty: beside the database, with its name
    std::shared_ptr<FileFetch> fetch = {};    ///< null: no network is fetched
    std::string networksBase = {};            ///< of a server on this computer that has the offered networks; empty: where they are
    std::string version = "0";                ///< Segue's, which servers are told
};

/// Everything the window and the command line can do: commands in, by subject, events out.
///
/// Thread rule: commands return at once and may be called from any one thread; the work happens on the engine's own
/// threads. The listener is called from those threads, one event at a time, and must not throw or block.
/// Failure rule: the constructor throws Error (the database cannot be opened: damaged, newer, locked; no model bundle);
/// after that, failures arrive as Notice events.
class Engine final {
public:
    Engine(EngineOptions options, EventListener listener);
    /// Stops every job (within 100 ms each), stores what is finished and closes the database. Waits less than three seconds
    /// for a disk that does not answer; threads that hang on it are left behind and end with the process.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    [[nodiscard]] LibraryCommands& libraries();
    [[nodiscard]] SongCommands& songs();
    [[nodiscard]] ListeningCommands& listening();
    [[nodiscard]] SimilarCommands& similar();
    [[nodiscard]] FeedbackCommands& feedback();
    [[nodiscard]] MapCommands& map();
    [[nodiscard]] PathCommands& paths();
    [[nodiscard]] GenreCommands& genres();
    [[nodiscard]] ModelCommands& models();
    [[nodiscard]] OfferCommands& offers();
    [[nodiscard]] ProblemCommands& problems();
    [[nodiscard]] TransferCommands& transfer();
    [[nodiscard]] PlaybackCommands& playback();
    [[nodiscard]] QueueCommands& queue();
    [[nodiscard]] RadioCommands& radio();
    [[nodiscard]] PlaylistCommands& playlists();
    [[nodiscard]] BringCommands& bringing();
    [[nodiscard]] CorrectionCommands& corrections();
    [[nodiscard]] ScrobbleCommands& scrobbling();
    [[nodiscard]] SpotifyCommands& spotify();
    [[nodiscard]] SpotifyPlayerCommands& spotifyPlayer();
    [[nodiscard]] BackgroundCommands& background();

    /// Call after Error{damaged}: renames the database, so that an engine can start with a new one. @return the new name.
    /// Throws Error{busy, io}.
    static std::filesystem::path setDatabaseAside(const std::filesystem::path& database);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue
