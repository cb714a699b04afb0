// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/bridge_tell.h"

// The bridge's commands about what the listener collects: playlists, what is brought along, corrections, and Spotify.

namespace segue::ui {

void EngineBridge::findSources() { tell(&Engine::bringing, &BringCommands::find); }

RequestId EngineBridge::planBringing(BringSource source, const std::filesystem::path& file, const BringOptions& options) {
    tell(&Engine::bringing, &BringCommands::plan, ++m_lastRequest, source, file, options);
    return m_lastRequest;
}

RequestId EngineBridge::bringAlong(BringSource source, const std::filesystem::path& file, const BringOptions& options) {
    tell(&Engine::bringing, &BringCommands::bring, ++m_lastRequest, source, file, options);
    return m_lastRequest;
}

void EngineBridge::undoBringing() { tell(&Engine::bringing, &BringCommands::undo); }

void EngineBridge::cancelBringing() { tell(&Engine::bringing, &BringCommands::cancel); }

RequestId EngineBridge::listCorrections(const std::vector<TrackId>& songs) {
    tell(&Engine::corrections, &CorrectionCommands::list, ++m_lastRequest, songs);
    return m_lastRequest;
}

void EngineBridge::correctSongs(const std::vector<TrackId>& songs, const std::vector<FieldValue>& values) {
    tell(&Engine::corrections, &CorrectionCommands::correct, songs, values);
}

void EngineBridge::correctCover(const std::vector<TrackId>& songs, const std::filesystem::path& image) {
    tell(&Engine::corrections, &CorrectionCommands::correctCover, songs, image);
}

void EngineBridge::revertCorrections(const std::vector<TrackId>& songs, TagFields fields) {
    tell(&Engine::corrections, &CorrectionCommands::revert, songs, fields);
}

void EngineBridge::keepCorrections(const std::vector<TrackId>& songs, TagFields fields) {
    tell(&Engine::corrections, &CorrectionCommands::keep, songs, fields);
}

void EngineBridge::undoCorrections() { tell(&Engine::corrections, &CorrectionCommands::undo); }

void EngineBridge::exportCorrections(const std::filesystem::path& file) {
    tell(&Engine::corrections, &CorrectionCommands::exportTo, file);
}

void EngineBridge::listPlaylists() { tell(&Engine::playlists, &PlaylistCommands::list); }

RequestId EngineBridge::loadPlaylist(PlaylistId playlist) {
    tell(&Engine::playlists, &PlaylistCommands::load, ++m_lastRequest, playlist);
    return m_lastRequest;
}

void EngineBridge::createPlaylist(const QString& name, PlaylistId folder, const std::vector<TrackId>& songs) {
    tell(&Engine::playlists, &PlaylistCommands::create, name.toStdString(), folder, songs);
}

void EngineBridge::createPlaylistFolder(const QString& name, PlaylistId folder) {
    tell(&Engine::playlists, &PlaylistCommands::createFolder, name.toStdString(), folder);
}

void EngineBridge::createPlaylistRules(const QString& name, PlaylistId folder, const PlaylistRules& rules) {
    tell(&Engine::playlists, &PlaylistCommands::createRules, name.toStdString(), folder, rules);
}

void EngineBridge::setPlaylistRules(PlaylistId playlist, const PlaylistRules& rules) {
    tell(&Engine::playlists, &PlaylistCommands::setRules, playlist, rules);
}

void EngineBridge::renamePlaylist(PlaylistId playlist, const QString& name) {
    tell(&Engine::playlists, &PlaylistCommands::rename, playlist, name.toStdString());
}

void EngineBridge::setPlaylistNotes(PlaylistId playlist, const QString& notes) {
    tell(&Engine::playlists, &PlaylistCommands::setNotes, playlist, notes.toStdString());
}

void EngineBridge::removePlaylist(PlaylistId playlist) { tell(&Engine::playlists, &PlaylistCommands::remove, playlist); }

void EngineBridge::movePlaylist(PlaylistId playlist, PlaylistId folder, PlaylistId before) {
    tell(&Engine::playlists, &PlaylistCommands::move, playlist, folder, before);
}

void EngineBridge::addToPlaylist(PlaylistId playlist, const std::vector<TrackId>& songs, PlaylistEntryId before) {
    tell(&Engine::playlists, &PlaylistCommands::add, playlist, songs, before);
}

void EngineBridge::removeFromPlaylist(PlaylistId playlist, const std::vector<PlaylistEntryId>& entries) {
    tell(&Engine::playlists, &PlaylistCommands::removeEntries, playlist, entries);
}

void EngineBridge::moveInPlaylist(PlaylistId playlist, const std::vector<PlaylistEntryId>& entries, PlaylistEntryId before) {
    tell(&Engine::playlists, &PlaylistCommands::moveEntries, playlist, entries, before);
}

void EngineBridge::sortPlaylist(PlaylistId playlist, PlaylistOrder order, bool isDescending) {
    tell(&Engine::playlists, &PlaylistCommands::sort, playlist, order, isDescending);
}

void EngineBridge::removeDuplicates(PlaylistId playlist) {
    tell(&Engine::playlists, &PlaylistCommands::removeDuplicates, playlist);
}

void EngineBridge::undoPlaylists() { tell(&Engine::playlists, &PlaylistCommands::undo); }

void EngineBridge::redoPlaylists() { tell(&Engine::playlists, &PlaylistCommands::redo); }

void EngineBridge::importPlaylist(const std::filesystem::path& file, PlaylistId folder) {
    tell(&Engine::playlists, &PlaylistCommands::importFile, file, folder);
}

void EngineBridge::copyPlaylist(PlaylistId playlist, const std::vector<TrackId>& songs) {
    tell(&Engine::playlists, &PlaylistCommands::copy, playlist, songs);
}

void EngineBridge::exportPlaylist(PlaylistId playlist, const std::filesystem::path& file, PlaylistFormat format, bool isRelative) {
    tell(&Engine::playlists, &PlaylistCommands::exportFile, playlist, file, format, isRelative);
}

void EngineBridge::listSpotify() { tell(&Engine::spotify, &SpotifyCommands::list); }

RequestId EngineBridge::loadSpotify(SpotifySourceId source, SpotifyListId list) {
    tell(&Engine::spotify, &SpotifyCommands::load, ++m_lastRequest, source, list);
    return m_lastRequest;
}

void EngineBridge::renameSpotify(SpotifySourceId source, const QString& name) {
    tell(&Engine::spotify, &SpotifyCommands::rename, source, name.toStdString());
}

void EngineBridge::removeSpotify(SpotifySourceId source) { tell(&Engine::spotify, &SpotifyCommands::remove, source); }

void EngineBridge::importSpotify(const std::filesystem::path& file, SpotifySourceId source) {
    tell(&Engine::spotify, &SpotifyCommands::importData, file, source);
}

void EngineBridge::connectSpotify(const SpotifyConnection& connection) {
    tell(&Engine::spotify, &SpotifyCommands::connect, connection);
}

void EngineBridge::syncSpotify(SpotifySourceId source) { tell(&Engine::spotify, &SpotifyCommands::sync, source); }

void EngineBridge::cancelSpotify(SpotifySourceId source) { tell(&Engine::spotify, &SpotifyCommands::cancel, source); }

void EngineBridge::keepSpotifySecretInFile(SpotifySourceId source) {
    tell(&Engine::spotify, &SpotifyCommands::keepSecretInFile, source);
}

void EngineBridge::confirmSpotify(SpotifySourceId source, SpotifyRowId row, TrackId track) {
    tell(&Engine::spotify, &SpotifyCommands::confirm, source, row, track);
}

void EngineBridge::unlinkSpotify(SpotifySourceId source, SpotifyRowId row) {
    tell(&Engine::spotify, &SpotifyCommands::unlink, source, row);
}

void EngineBridge::matchSpotifyAgain(SpotifySourceId source, SpotifyRowId row) {
    tell(&Engine::spotify, &SpotifyCommands::matchAgain, source, row);
}

RequestId EngineBridge::loadSpotifyWanted(SpotifySourceId source) {
    tell(&Engine::spotify, &SpotifyCommands::loadWanted, ++m_lastRequest, source);
    return m_lastRequest;
}

void EngineBridge::exportSpotifyWanted(SpotifySourceId source, const std::filesystem::path& file) {
    tell(&Engine::spotify, &SpotifyCommands::exportWanted, source, file);
}

void EngineBridge::allowSpotifyPlayer(SpotifySourceId source, bool isAllowed) {
    tell(&Engine::spotifyPlayer, &SpotifyPlayerCommands::allow, source, isAllowed);
}

void EngineBridge::watchSpotifyPlayer(SpotifySourceId source) {
    tell(&Engine::spotifyPlayer, &SpotifyPlayerCommands::watch, source);
}

void EngineBridge::orderSpotifyPlayer(SpotifySourceId source, const SpotifyOrder& order) {
    tell(&Engine::spotifyPlayer, &SpotifyPlayerCommands::order, source, order);
}

} // namespace segue::ui
