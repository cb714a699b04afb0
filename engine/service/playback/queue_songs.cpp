// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/queue_songs.h"

#include "engine/audio/tags.h"
#include "engine/store/loudness_store.h"
#include "engine/store/queue_store.h"
#include "engine/store/track_store.h"

#include <utility>

namespace segue {

bool QueueSongs::isPlayable(const QueueState& queue, const QueueEntry& entry) {
    if (m_failed.contains(entry.id))
        return false;
    const auto song = queue.songOf(entry);
    return song.track == 0 ? !song.file.empty() : store::QueueStore(m_reader).isThere(song.track);
}

std::optional<playback::PlayItem> QueueSongs::itemOf(const QueueState& queue, const QueueEntry& entry) {
    playback::PlayItem item;
    item.entry = entry.id;
    const auto song = queue.songOf(entry);
    if (song.track == 0) {
        item.track.path = song.file;
        item.track.title = audio::displayName(song.file); // any bytes may be in a file's name
        return item;
    }
    auto track = store::TrackStore(m_reader, m_spaces.inUse()->lead().id).find(song.track);
    if (!track)
        return std::nullopt;
    item.track = std::move(*track);
    fillLoudness(item);
    return item;
}

void QueueSongs::fillLoudness(playback::PlayItem& item) {
    if (item.track.id == 0)
        return;
    const store::LoudnessStore loudness(m_reader);
    item.loudness = loudness.ofSong(item.track.id);
    item.albumLoudness = loudness.ofAlbum(item.track.id);
}

std::vector<Track> QueueSongs::find(std::span<const TrackId> tracks) {
    std::vector<Track> found;
    for (auto& track : store::TrackStore(m_reader, m_spaces.inUse()->lead().id).find(tracks))
        if (track)
            found.push_back(std::move(*track));
    return found;
}

} // namespace segue
