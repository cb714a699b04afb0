// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/all_music.h"

namespace segue::ui {

namespace {

constexpr int kTellMs = 500;
constexpr int kQuietMs = 3'000;

} // namespace

AllMusic::AllMusic(QObject* parent)
    : QObject(parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTellMs);
    connect(&m_soon, &QTimer::timeout, this, &AllMusic::changed);
    m_again.setSingleShot(true);
    m_again.setInterval(kQuietMs);
    connect(&m_again, &QTimer::timeout, this, &AllMusic::want);
}

void AllMusic::want() {
    if (m_isLoaded && !m_isStale) {
        Q_EMIT loaded();
    } else if (!m_isWanted) {
        m_isWanted = true;
        Q_EMIT wanted(false);
    }
}

std::vector<SongOrder::Index> AllMusic::songsOf(const PlaylistRules& rules) { return m_songs.songsOf(rules); }

void AllMusic::drop() {
    if (m_isLoaded || m_isWanted)
        Q_EMIT wanted(true);
}

void AllMusic::takeTracks(const SongList& songs) {
    m_isLoaded = true;
    ++m_lists;
    m_isWanted = false;
    m_isStale = false;
    m_again.stop();
    m_songs.setTracks(songs);
    Q_EMIT loaded();
}

void AllMusic::takeChanges(const TracksChanged& event) {
    if (!m_isLoaded)
        return;
    const auto before = m_songs.songs().size();
    m_songs.applyChanges(event.tracks);
    noteComing(m_songs.songs().size() != before);
    if (!m_soon.isActive())
        m_soon.start();
}

/// Of a list that others are chosen from the order has to be the library's, without those that are gone.
void AllMusic::noteComing(bool haveComeOrGone) {
    if (!haveComeOrGone)
        return;
    m_isStale = true;
    m_again.start();
}

void AllMusic::takeRemoved(const TracksRemoved& event) {
    if (!m_isLoaded)
        return;
    m_songs.removeTracks(event.tracks);
    noteComing(!event.tracks.empty());
    if (!m_soon.isActive())
        m_soon.start();
}

} // namespace segue::ui
