// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <cstdint>

namespace segue::ui {

/// How much room a list of Spotify has: all columns; the artist under the title; title, badge and link only.
enum class SpotifyRoom : std::uint8_t { wide, medium, narrow };

/// Paints one cell of a list of Spotify: what is told of the song, a badge that says whether it is in the listener's music, and
/// the link.
class SpotifyDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit SpotifyDelegate(QObject* parent = nullptr);

    void setRoom(SpotifyRoom room) { m_room = room; }
    [[nodiscard]] int linkWidth(const QFont& font) const;  ///< of the column of links
    [[nodiscard]] int badgeWidth(const QFont& font) const; ///< likewise
    [[nodiscard]] int rowHeight(const QFontMetrics& metrics) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintTitle(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintBadge(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintLink(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    SpotifyRoom m_room = SpotifyRoom::wide;
};

} // namespace segue::ui
