// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/all_music.h"

namespace segue::ui {

namespace {

constexpr int kTellMs = 500;

} // namespace

AllMusic::AllMusic(QObject* parent)
    : QObject(parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTellMs);
    connect(&m_soon, &QTimer::timeout, this, &AllMusic::changed);
}

void AllMusic::want() {
    if (m_isLoaded) {
        Q_EMIT loaded();
    } else if (!m_isWanted) {
        m_isWanted = true;
        Q_EMIT wanted();
    }
}

std::vector<SongOrder::Index> AllMusic::songsOf(const PlaylistRules& rules) { return m_songs.songsOf(rules); }

void AllMusic::drop() {
    if (m_isLoaded || m_isWanted)
        Q_EMIT wanted();
}

void AllMusic::takeTracks(const SongList& songs) {
    m_isLoaded = true;
    m_isWanted = false;
    m_songs.setTracks(songs);
    Q_EMIT loaded();
}

void AllMusic::takeChanges(const TracksChanged& event) {
    if (!m_isLoaded)
        return;
    m_songs.applyChanges(event.tracks);
    if (!m_soon.isActive())
        m_soon.start();
}

void AllMusic::takeRemoved(const TracksRemoved& event) {
    if (!m_isLoaded)
        return;
    m_songs.removeTracks(event.tracks);
    if (!m_soon.isActive())
        m_soon.start();
}

} // namespace segue::ui
