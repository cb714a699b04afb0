// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/tile_covers.h"

#include "ui/kit/cover_pixmap.h"
#include "ui/words/format.h"

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kKilobytes = 64 * 1024; ///< some 400 covers of 200 pixels: several screens
constexpr int kAtOnce = 4;
constexpr std::size_t kMostNext = 120;

int kilobytesOf(const QPixmap& cover) { return std::max(1, cover.width() * cover.height() * 4 / 1024); }

} // namespace

TileCovers::TileCovers(QObject* parent)
    : QObject(parent)
    , m_covers(kKilobytes) {}

QPixmap TileCovers::cover(const std::filesystem::path& song, int pixels) {
    const QString key = pathText(song);
    if (const QPixmap* known = m_covers.object(key))
        return *known;
    if (m_without.contains(key) || m_asked.contains(key))
        return {};
    const auto waiting = std::ranges::find(m_next, song, &std::pair<std::filesystem::path, int>::first);
    if (waiting != m_next.end())
        m_next.erase(waiting);
    m_next.emplace_back(song, pixels);
    if (m_next.size() > kMostNext)
        m_next.pop_front();
    askMore();
    return {};
}

void TileCovers::askMore() {
    while (!m_next.empty() && m_asked.size() < kAtOnce) {
        const auto [song, pixels] = m_next.back();
        m_next.pop_back();
        m_asked.insert(pathText(song), pixels);
        Q_EMIT wanted(song);
    }
}

void TileCovers::take(const CoverLoaded& cover) {
    const QString key = pathText(cover.song);
    const auto asked = m_asked.constFind(key);
    if (asked == m_asked.constEnd()) {
        const bool isKnown = m_covers.contains(key) || m_without.contains(key);
        if (cover.request != 0 || !isKnown)
            return;
        m_covers.remove(key); // nobody asked: the listener gave the song another one
        m_without.remove(key);
        Q_EMIT arrived();
        return;
    }
    const QPixmap shown = coverPixmap(cover.image, *asked);
    m_asked.erase(asked);
    if (shown.isNull())
        m_without.insert(key);
    else
        m_covers.insert(key, new QPixmap(shown), kilobytesOf(shown));
    askMore();
    Q_EMIT arrived();
}

void TileCovers::forget() {
    m_covers.clear();
    m_without.clear();
    m_asked.clear();
    m_next.clear();
}

} // namespace segue::ui
