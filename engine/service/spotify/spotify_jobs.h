// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/spotify/spotify_commands.h"
#include "engine/store/database/database.h"

#include <filesystem>

namespace segue {

/// What the facade's Spotify commands need of the other rooms.
struct SpotifyRooms {
    EventEmitter& emitter;
    std::filesystem::path folder; ///< of the sources' files; empty: nothing is kept
};

/// Carries out the facade's commands about Spotify.
///
/// Thread rule: as SpotifyCommands.
class SpotifyJobs final : public SpotifyCommands {
public:
    SpotifyJobs(const store::Database& database, SpotifyRooms rooms);

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
    void stop(); ///< waits; no event comes after it returned

private:
    SpotifyRooms m_rooms;
    store::Database m_reader; ///< m_line's thread only
    JobLine m_line;           ///< last
};

} // namespace segue
