// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/queue_state.h"

namespace segue {

/// FNV-1a: short, and the same for ever.
std::uint32_t artistKey(std::string_view artist) {
    if (artist.empty())
        return 0;
    std::uint32_t hash = 2'166'136'261U;
    for (const char letter : artist)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 16'777'619U;
    return hash == 0 ? 1 : hash;
}

QueueSong queueSong(const Track& track) {
    return {.track = track.id, .file = track.id == 0 ? track.path : std::filesystem::path(), .artist = artistKey(track.artist)};
}

bool QueueState::isCurrentStarted() const {
    const auto& songs = *lists.started;
    const auto place = static_cast<std::size_t>(lists.place);
    return current && lists.place >= 0 && place < songs.size() && songs[place].id == current->id;
}

std::size_t QueueState::startedLeft() const {
    const auto& songs = *lists.started;
    if (repeat == RepeatMode::all)
        return songs.size() - (isCurrentStarted() ? 1 : 0);
    return songs.size() - static_cast<std::size_t>(lists.place + 1);
}

const QueueEntry& QueueState::startedAhead(std::size_t index) const {
    const auto& songs = *lists.started;
    return songs[(static_cast<std::size_t>(lists.place + 1) + index) % songs.size()];
}

QueueSong QueueState::songOf(const QueueEntry& entry) const {
    QueueSong song{.track = 0, .file = {}, .artist = entry.artist};
    if (entry.song > 0)
        song.track = entry.song;
    else if (const auto place = static_cast<std::size_t>(-entry.song); place >= 1 && place <= files->size())
        song.file = (*files)[place - 1];
    return song;
}

} // namespace segue
