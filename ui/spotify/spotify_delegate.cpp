// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_delegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/spotify/spotify_model.h"
#include "ui/words/spotify_text.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kPad = 8;
constexpr int kLinkIcon = 18;
constexpr int kBadgePad = 7;
constexpr double kBadgeSize = 0.86;
constexpr double kLinkSize = 0.8;

QFont badgeFont(const QFont& font) { return scaledFont(font, kBadgeSize, QFont::Medium); }

QFont linkFont(const QFont& font) {
    QFont small = scaledFont(font, kLinkSize, QFont::DemiBold);
    small.setLetterSpacing(QFont::PercentageSpacing, 104);
    return small;
}

} // namespace

SpotifyDelegate::SpotifyDelegate(QObject* parent)
    : QStyledItemDelegate(parent) {}

int SpotifyDelegate::linkWidth(const QFont& font) const {
    return m_room == SpotifyRoom::narrow
               ? kLinkIcon + 2 * kPad
               : QFontMetrics(linkFont(font)).horizontalAdvance(SpotifyModel::tr("OPEN SPOTIFY")) + 2 * kPad + 2;
}

int SpotifyDelegate::badgeWidth(const QFont& font) const {
    int widest = 0;
    for (const auto match : {SpotifyMatch::exact, SpotifyMatch::probable, SpotifyMatch::several}) {
        const QString words = spotifyBadge({.match = match}, m_room == SpotifyRoom::narrow);
        widest = std::max(widest, QFontMetrics(badgeFont(font)).horizontalAdvance(words));
    }
    return widest + 2 * kBadgePad + 2 * kPad + 2;
}

int SpotifyDelegate::rowHeight(const QFontMetrics& metrics) const {
    return m_room == SpotifyRoom::wide ? metrics.height() + 18 : 2 * metrics.height() + 20;
}

QSize SpotifyDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {80, rowHeight(option.fontMetrics)};
}

void SpotifyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto column = static_cast<SpotifyColumn>(index.column());
    const QRect room = option.rect.adjusted(kPad, 0, -kPad, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (column) {
    case SpotifyColumn::title:
        paintTitle(*painter, room, option, index);
        break;
    case SpotifyColumn::match:
        paintBadge(*painter, room, option, index);
        break;
    case SpotifyColumn::link:
        paintLink(*painter, room, option, index);
        break;
    default: {
        const bool isQuiet =
            index.data(SpotifyModel::dimRole).toBool() || column == SpotifyColumn::length || column == SpotifyColumn::added;
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignHorizontal_Mask;
        paintLine(*painter, room, index.data().toString(), option.font,
                  option.palette.color(isQuiet ? QPalette::PlaceholderText : QPalette::Text), alignment);
    }
    }
    painter->restore();
}

void SpotifyDelegate::paintTitle(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    const bool isDim = index.data(SpotifyModel::dimRole).toBool();
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    const QColor colour = isDim ? muted : option.palette.color(QPalette::Text);
    const QFont font = scaledFont(option.font, 1.0, QFont::Medium);
    const QString title = index.data().toString();
    if (m_room == SpotifyRoom::wide)
        return paintLine(painter, room, title, font, colour);
    const int half = room.height() / 2;
    const int line = option.fontMetrics.height();
    paintLine(painter, QRect(room.left(), room.top() + half - line, room.width(), line), title, font, colour);
    paintLine(painter, QRect(room.left(), room.top() + half + 1, room.width(), line),
              index.data(SpotifyModel::artistRole).toString(), scaledFont(option.font, 0.92), muted);
}

/// Filled where it is sure; an outline where the listener has to look.
void SpotifyDelegate::paintBadge(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    const QString words =
        m_room == SpotifyRoom::narrow ? index.data(SpotifyModel::shortBadgeRole).toString() : index.data().toString();
    if (words.isEmpty())
        return;
    const auto match = static_cast<SpotifyMatch>(index.data(SpotifyModel::matchRole).toInt());
    const bool isSure = match == SpotifyMatch::exact || match == SpotifyMatch::strong;
    const QFont font = badgeFont(option.font);
    const QFontMetrics metrics(font);
    const int height = metrics.height() + 4;
    const int width = std::min(room.width(), metrics.horizontalAdvance(words) + 2 * kBadgePad + 2);
    const QPalette colours = option.widget ? option.widget->palette() : option.palette; // the cell's has no accent
    const QRectF badge(room.left() + 0.5, room.center().y() - height / 2 + 0.5, width - 1, height - 1);
    if (isSure) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.color(QPalette::Highlight));
    } else {
        painter.setPen(QPen(colours.color(QPalette::Shadow), 1));
        painter.setBrush(Qt::NoBrush);
    }
    painter.drawRoundedRect(badge, 6, 6);
    paintLine(painter, badge.toRect().adjusted(kBadgePad, 0, -kBadgePad + 2, 0), words, font,
              colours.color(isSure ? QPalette::HighlightedText : QPalette::Text));
}

void SpotifyDelegate::paintLink(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    const QString words = index.data().toString();
    if (words.isEmpty())
        return;
    const bool isTouched = option.state & QStyle::State_MouseOver;
    const QColor colour = option.palette.color(isTouched ? QPalette::Link : QPalette::PlaceholderText);
    if (m_room == SpotifyRoom::narrow)
        return paintIcon(
            painter, QStringLiteral("link"),
            QRectF(room.center().x() - kLinkIcon / 2.0 + 0.5, room.center().y() - kLinkIcon / 2.0 + 0.5, kLinkIcon, kLinkIcon),
            colour);
    paintLine(painter, room, words, linkFont(option.font), colour);
}

} // namespace segue::ui
