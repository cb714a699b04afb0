// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/spotify/account_desk.h"
#include "engine/service/spotify/import_desk.h"
#include "engine/service/spotify/match_desk.h"
#include "engine/service/spotify/player_desk.h"
#include "engine/service/spotify/source_files.h"
#include "engine/service/spotify/source_teller.h"
#include "engine/service/spotify/spotify_commands.h"
#include "engine/service/spotify/spotify_player_commands.h"
#include "engine/store/database/database.h"

#include <chrono>
#include <filesystem>

namespace segue {

/// What the facade's Spotify commands need of the other rooms.
struct SpotifyRooms {
    EventEmitter& emitter;
    std::filesystem::path folder;                              ///< of the sources' files
    bool readOnly = false;                                     ///< sources are listed and shown only
    AccountRooms accounts = {};                                ///< without folder and what is told
    std::chrono::milliseconds quiet = std::chrono::seconds(2); ///< MatchDesk::Rooms::quiet
    std::function<void()> pauseOwn = {};                       ///< Segue's own player; returns at once
    PlayerTimes playerTimes = {};
};

/// Carries out the facade's commands about Spotify: short ones on one line, in the order of the commands; imports, accounts,
/// matching and Spotify's player at desks of their own.
///
/// Thread rule: as SpotifyCommands.
class SpotifyJobs final : public SpotifyCommands, public SpotifyPlayerCommands {
public:
    SpotifyJobs(const store::Database& database, SpotifyRooms rooms);
    ~SpotifyJobs() override { stop(); }
    SpotifyJobs(const SpotifyJobs&) = delete;
    SpotifyJobs& operator=(const SpotifyJobs&) = delete;

    void begin(); ///< at the program's start: what was interrupted goes on, or goes

    void list() override;
    void load(RequestId request, SpotifySourceId source, SpotifyListId list) override;
    void rename(SpotifySourceId source, std::string name) override;
    void remove(SpotifySourceId source) override;
    void importData(std::filesystem::path file, SpotifySourceId source) override;
    void connect(SpotifyConnection connection) override;
    void sync(SpotifySourceId source) override;
    void cancel(SpotifySourceId source) override;
    void keepSecretInFile(SpotifySourceId source) override;
    void confirm(SpotifySourceId source, SpotifyRowId row, TrackId track) override;
    void unlink(SpotifySourceId source, SpotifyRowId row) override;
    void matchAgain(SpotifySourceId source, SpotifyRowId row) override;
    void loadWanted(RequestId request, SpotifySourceId source) override;
    void exportWanted(SpotifySourceId source, std::filesystem::path file) override;

    void allow(SpotifySourceId source, bool isAllowed) override;
    void watch(SpotifySourceId source) override;
    void order(SpotifySourceId source, SpotifyOrder order) override;

    void noteOwnSongs();            ///< the listener's songs are others
    void noteOwnPlayer(bool plays); ///< Segue's own player. Any thread
    void stop();                    ///< waits; no event comes after it returned

private:
    [[nodiscard]] AccountRooms accountRooms();
    [[nodiscard]] PlayerRooms playerRooms();
    void change(std::function<void()> work); ///< on the line, unless nothing may be changed
    void removeFiles(SpotifySourceId source);
    void rowsChanged(SpotifySourceId source);
    void answer(SpotifySourceId source, SpotifyRowId row, const std::string& recording, store::SpotifyStore::Match match);
    [[nodiscard]] std::vector<SpotifyWanted> wantedIn(SpotifySourceId source);

    SpotifyRooms m_rooms;
    SourceFiles m_files;
    store::Database m_reader; ///< m_line's thread only
    SourceTeller m_teller;
    MatchDesk m_matching;
    ImportDesk m_imports;
    AccountDesk m_accounts;
    PlayerDesk m_players;
    Lanes m_written; ///< files that are exported, by their folders
    JobLine m_line;  ///< last
};

} // namespace segue
