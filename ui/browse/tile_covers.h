// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QCache>
#include <QHash>
#include <QObject>
#include <QPixmap>

#include <deque>
#include <functional>

namespace segue::ui {

/// The covers of a grid, as tiles that are painted as they are. They are asked for when they are painted: a few at a time, the ones
/// painted last first, since those are on the screen. What is no longer in the way of so many is asked for again when it is painted
/// again. Bounded in memory.
class TileCovers final : public QObject {
    Q_OBJECT

public:
    static constexpr int kKilobytes = 64 * 1024; ///< some 700 covers of 150 pixels: several screens

    explicit TileCovers(int mostKilobytes = kKilobytes, QObject* parent = nullptr);

    /// The cover of an album, for a square of that many pixels: null where there is none, or it is still on its way; of another
    /// size while that one is.
    /// @param song the first of the wish
    /// @param wish what is to be asked for
    [[nodiscard]] QPixmap cover(TrackId song, int pixels, const std::function<CoverWish()>& wish);
    void take(const ThumbnailLoaded& cover); ///< of another's squares, it changes nothing
    void forget();                           ///< the songs may be others, with other covers
    /// The songs are the same, but may have other covers: each is shown as it was, and asked for once more when it is painted.
    void doubt() { ++m_age; }

Q_SIGNALS:
    void wanted(const segue::CoverWish& wish, int pixels);
    void arrived();

private:
    struct Tile {
        QPixmap cover; ///< null: there is none
        int pixels = 0;
        int age = 0; ///< m_age when it was asked for
    };
    struct Asked {
        int pixels = 0;
        int age = 0; ///< m_age when it was asked for
    };
    struct Waiting {
        CoverWish wish;
        int pixels = 0;
    };
    void ask(TrackId song, int pixels, const std::function<CoverWish()>& wish);
    void askMore();

    QCache<TrackId, Tile> m_tiles; ///< by the first song; cost: kilobytes
    QHash<TrackId, Asked> m_asked; ///< on their way
    std::deque<Waiting> m_next;
    int m_age = 0;
};

} // namespace segue::ui
