// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/playlist_jobs.h"

namespace segue {

PlaylistJobs::PlaylistJobs(const store::Database& /*database*/, PlaylistRooms rooms)
    : m_rooms(rooms) {}

void PlaylistJobs::list() { static_cast<void>(m_rooms); }
void PlaylistJobs::load(RequestId /*request*/, PlaylistId /*playlist*/) {}
void PlaylistJobs::create(std::string /*name*/, PlaylistId /*folder*/, std::vector<TrackId> /*songs*/) {}
void PlaylistJobs::createFolder(std::string /*name*/, PlaylistId /*folder*/) {}
void PlaylistJobs::createRules(std::string /*name*/, PlaylistId /*folder*/, PlaylistRules /*rules*/) {}
void PlaylistJobs::setRules(PlaylistId /*playlist*/, PlaylistRules /*rules*/) {}
void PlaylistJobs::rename(PlaylistId /*playlist*/, std::string /*name*/) {}
void PlaylistJobs::setNotes(PlaylistId /*playlist*/, std::string /*notes*/) {}
void PlaylistJobs::remove(PlaylistId /*playlist*/) {}
void PlaylistJobs::move(PlaylistId /*playlist*/, PlaylistId /*folder*/, PlaylistId /*before*/) {}
void PlaylistJobs::add(PlaylistId /*playlist*/, std::vector<TrackId> /*songs*/, PlaylistEntryId /*before*/) {}
void PlaylistJobs::removeEntries(PlaylistId /*playlist*/, std::vector<PlaylistEntryId> /*entries*/) {}
void PlaylistJobs::moveEntries(PlaylistId /*playlist*/, std::vector<PlaylistEntryId> /*entries*/, PlaylistEntryId /*before*/) {}
void PlaylistJobs::sort(PlaylistId /*playlist*/, PlaylistOrder /*order*/, bool /*isDescending*/) {}
void PlaylistJobs::removeDuplicates(PlaylistId /*playlist*/) {}
void PlaylistJobs::undo() {}
void PlaylistJobs::redo() {}
void PlaylistJobs::importFile(std::filesystem::path /*file*/, PlaylistId /*folder*/) {}
void PlaylistJobs::copy(PlaylistId /*playlist*/, std::vector<TrackId> /*songs*/) {}
void PlaylistJobs::exportFile(PlaylistId /*playlist*/, std::filesystem::path /*file*/, PlaylistFormat /*format*/,
                              bool /*isRelative*/) {}
void PlaylistJobs::stop() {}

} // namespace segue
