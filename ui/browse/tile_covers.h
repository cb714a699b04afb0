// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QCache>
#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QSet>

#include <deque>
#include <filesystem>

namespace segue::ui {

/// The covers of a grid. They are asked for when they are painted: a few at a time, the ones painted last first, since those are on
/// the screen. What is no longer in the way of so many is asked for again when it is painted again. Bounded in memory.
class TileCovers final : public QObject {
    Q_OBJECT

public:
    explicit TileCovers(QObject* parent = nullptr);

    /// The cover of a song, for a square of that many pixels; null: there is none, or it is still on its way.
    [[nodiscard]] QPixmap cover(const std::filesystem::path& song, int pixels);
    void take(const CoverLoaded& cover);
    void forget(); ///< the songs may be others, with other covers

Q_SIGNALS:
    void wanted(const std::filesystem::path& song);
    void arrived();

private:
    void askMore();

    QCache<QString, QPixmap> m_covers; ///< cost: kilobytes
    QSet<QString> m_without;           ///< songs without one
    QHash<QString, int> m_asked;       ///< on their way, and for how many pixels
    std::deque<std::pair<std::filesystem::path, int>> m_next;
};

} // namespace segue::ui
