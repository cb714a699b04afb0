// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/named_files.h"

namespace segue::ui {

bool NamedFiles::fill(PlaybackChanged& event) {
    auto& song = event.status.item.track;
    m_last.reset();
    if (song.id != 0 || song.path.empty() || event.status.item.entry == 0)
        return false;
    m_last = event;
    const auto known = m_tracks.find(song.path);
    if (known == m_tracks.end()) {
        if (m_tracks.size() >= kMost)
            m_tracks.clear();
        m_tracks.emplace(song.path, std::nullopt);
        return true;
    }
    if (known->second)
        song = *known->second;
    return false;
}

std::optional<PlaybackChanged> NamedFiles::take(const SongDetailsLoaded& event) {
    const auto asked = m_tracks.find(event.song);
    if (asked == m_tracks.end() || event.details.track.title.empty())
        return std::nullopt;
    asked->second = event.details.track;
    asked->second->path = event.song;
    if (!m_last || m_last->status.item.track.path != event.song)
        return std::nullopt;
    auto again = *m_last;
    again.status.item.track = *asked->second;
    return again;
}

} // namespace segue::ui
