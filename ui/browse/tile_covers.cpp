// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/tile_covers.h"

#include "ui/kit/cover_pixmap.h"

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kAtOnce = 8;
constexpr std::size_t kMostNext = 120;

int kilobytesOf(const QPixmap& cover) { return std::max(1, cover.width() * cover.height() * 4 / 1024); }

} // namespace

TileCovers::TileCovers(int mostKilobytes, QObject* parent)
    : QObject(parent)
    , m_tiles(mostKilobytes) {}

QPixmap TileCovers::cover(TrackId song, int pixels, const std::function<CoverWish()>& wish) {
    const Tile* known = m_tiles.object(song);
    const QPixmap shown = known != nullptr ? known->cover : QPixmap();
    const bool isWhatIsWanted = known != nullptr && known->age == m_age && (known->pixels == pixels || shown.isNull());
    if (!isWhatIsWanted && !m_asked.contains(song))
        ask(song, pixels, wish); // may answer at once
    return shown;
}

void TileCovers::ask(TrackId song, int pixels, const std::function<CoverWish()>& wish) {
    const auto isThis = [song](const Waiting& waiting) { return waiting.wish.songs.front() == song; };
    std::erase_if(m_next, isThis);
    m_next.push_back({.wish = wish(), .pixels = pixels});
    if (m_next.size() > kMostNext)
        m_next.pop_front();
    askMore();
}

void TileCovers::askMore() {
    while (!m_next.empty() && m_asked.size() < kAtOnce) {
        const Waiting next = std::move(m_next.back());
        m_next.pop_back();
        m_asked.insert(next.wish.songs.front(), {.pixels = next.pixels, .age = m_age});
        Q_EMIT wanted(next.wish, next.pixels);
    }
}

/// What came before may come once more, as another cover.
void TileCovers::take(const ThumbnailLoaded& cover) {
    const auto asked = m_asked.constFind(cover.song);
    const bool isAsked = asked != m_asked.constEnd() && asked->pixels == cover.pixels;
    const Tile* known = m_tiles.object(cover.song);
    if (!isAsked && (known == nullptr || known->pixels != cover.pixels))
        return;
    const int age = isAsked ? asked->age : known->age;
    if (isAsked)
        m_asked.erase(asked);
    const QPixmap shown = coverTile(cover.cover, cover.pixels);
    m_tiles.insert(cover.song, new Tile{shown, cover.pixels, age}, kilobytesOf(shown));
    askMore();
    Q_EMIT arrived();
}

void TileCovers::forget() {
    m_tiles.clear();
    m_asked.clear();
    m_next.clear();
}

} // namespace segue::ui
