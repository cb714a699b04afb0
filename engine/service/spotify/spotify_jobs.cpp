// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/spotify_jobs.h"

#include <utility>

namespace segue {

SpotifyJobs::SpotifyJobs(const store::Database& database, SpotifyRooms rooms)
    : m_rooms(std::move(rooms))
    , m_reader(database.sibling())
    , m_line(m_rooms.emitter) {}

void SpotifyJobs::list() {
    m_line.run([this] { m_rooms.emitter.emit(SpotifyChanged{}); });
}

void SpotifyJobs::load(RequestId, SpotifySourceId, SpotifyListId) {}
void SpotifyJobs::rename(SpotifySourceId, std::string) {}
void SpotifyJobs::remove(SpotifySourceId) {}
void SpotifyJobs::importData(std::filesystem::path, SpotifySourceId) {}
void SpotifyJobs::connect(SpotifyConnection) {}
void SpotifyJobs::sync(SpotifySourceId) {}
void SpotifyJobs::cancel(SpotifySourceId) {}
void SpotifyJobs::keepSecretInFile(SpotifySourceId) {}
void SpotifyJobs::confirm(SpotifySourceId, SpotifyRowId, TrackId) {}
void SpotifyJobs::unlink(SpotifySourceId, SpotifyRowId) {}
void SpotifyJobs::matchAgain(SpotifySourceId, SpotifyRowId) {}
void SpotifyJobs::loadWanted(RequestId, SpotifySourceId) {}
void SpotifyJobs::exportWanted(SpotifySourceId, std::filesystem::path) {}
void SpotifyJobs::stop() { m_line.stop(); }

} // namespace segue
