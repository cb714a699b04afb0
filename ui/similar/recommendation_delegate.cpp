// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/recommendation_delegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/similar/recommendation_model.h"
#include "ui/words/list_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

constexpr int kEdge = 16;
constexpr int kNumber = 28;
constexpr int kButton = 32;
constexpr int kMatch = 64;
constexpr int kIcon = 18;

int lengthWidth(const QFontMetrics& metrics) { return metrics.horizontalAdvance(QStringLiteral("00:00")); }

/// Each quarter of the bar is a tenth of the pairs that are left: 0.9, 0.99, 0.999 and 0.9999.
double matchFill(float match) { return std::clamp(-std::log10(std::max(1e-9, 1.0 - static_cast<double>(match))) / 4.0, 0.0, 1.0); }

QRectF centred(const QRect& area) {
    return {area.center().x() - kIcon / 2.0 + 0.5, area.center().y() - kIcon / 2.0 + 0.5, kIcon, kIcon};
}

} // namespace

RecommendationDelegate::RecommendationDelegate(QObject* parent)
    : QStyledItemDelegate(parent) {}

QRect RecommendationDelegate::numberArea(const QRect& row) { return {row.left() + kEdge, row.top(), kNumber, row.height()}; }

QRect RecommendationDelegate::menuArea(const QRect& row, const QFontMetrics& metrics) {
    const int x = row.right() - kEdge - lengthWidth(metrics) - 4 - kButton;
    return {x, row.center().y() - kButton / 2, kButton, kButton};
}

QRect RecommendationDelegate::whyArea(const QRect& row, const QFontMetrics& metrics) {
    const int left = numberArea(row).right() + 8;
    const int line = metrics.height();
    return {left, row.center().y() + line / 2 + 2, menuArea(row, metrics).left() - 8 - left, line};
}

void RecommendationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect& row = option.rect;
    const QPalette& colours = option.palette;
    paintRowGround(*painter, option, row.adjusted(4, 1, -4, -1));
    paintNumber(*painter, option, index);

    const QRect menu = menuArea(row, option.fontMetrics);
    const QRect match(menu.left() - kMatch - 4, row.top(), kMatch, row.height() - option.fontMetrics.height());
    const bool playing = index.data(RecommendationModel::playingRole).toBool();
    const int left = numberArea(row).right() + 8;
    const int line = option.fontMetrics.height();
    const QString why = index.data(RecommendationModel::reasonRole).toString();
    const int top = row.center().y() - (why.isEmpty() ? line : line * 3 / 2 + 1);
    const int width = match.left() - 8 - left;
    paintLine(*painter, QRect(left, top, width, line), index.data().toString(), scaledFont(option.font, 1.0, QFont::DemiBold),
              colours.color(playing ? QPalette::Link : QPalette::Text));
    paintLine(*painter, QRect(left, top + line + 2, width, line), index.data(RecommendationModel::artistRole).toString(),
              scaledFont(option.font, 0.92), colours.color(QPalette::PlaceholderText));
    if (!why.isEmpty())
        paintLine(*painter, whyArea(row, option.fontMetrics), why, scaledFont(option.font, 0.85),
                  colours.color(whyArea(row, option.fontMetrics).contains(m_pointer) ? QPalette::Link : QPalette::PlaceholderText));
    paintMatch(*painter, option, match, index.data(RecommendationModel::matchRole).toFloat());
    paintMenu(*painter, option);
    paintLine(*painter, QRect(menu.right(), row.top(), row.right() - kEdge - menu.right() + 1, row.height()),
              index.data(RecommendationModel::lengthRole).toString(), option.font, colours.color(QPalette::PlaceholderText),
              Qt::AlignRight);
    painter->restore();
}

void RecommendationDelegate::paintNumber(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QRect area = numberArea(option.rect);
    const bool isHeard = index.data(RecommendationModel::heardRole).toBool();
    if (option.state & QStyle::State_MouseOver) // what a click does
        paintIcon(painter, isHeard ? QStringLiteral("pause") : QStringLiteral("play"), centred(area),
                  option.palette.color(QPalette::Link));
    else if (index.data(RecommendationModel::playingRole).toBool())
        paintIcon(painter, isHeard ? QStringLiteral("volume") : QStringLiteral("pause"), centred(area),
                  option.palette.color(QPalette::Link));
    else
        paintLine(painter, area, QString::number(index.row() + 1), scaledFont(option.font, 1.1, QFont::DemiBold),
                  option.palette.color(QPalette::PlaceholderText), Qt::AlignHCenter);
}

void RecommendationDelegate::paintMatch(QPainter& painter, const QStyleOptionViewItem& option, const QRect& where,
                                        float match) const {
    const int line = option.fontMetrics.height();
    const int middle = where.center().y();
    paintLine(painter, QRect(where.left(), middle - line, where.width(), line), matchText(match), scaledFont(option.font, 0.92),
              option.palette.color(QPalette::Text), Qt::AlignRight);
    const QRectF groove(where.left() + 8, middle + 8, where.width() - 8, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(option.palette.color(QPalette::Dark));
    painter.drawRoundedRect(groove, 2, 2);
    painter.setBrush(option.palette.color(QPalette::Highlight));
    const double filled = std::max(4.0, groove.width() * matchFill(match));
    painter.drawRoundedRect(QRectF(groove.left(), groove.top(), filled, groove.height()), 2, 2);
}

void RecommendationDelegate::paintMenu(QPainter& painter, const QStyleOptionViewItem& option) const {
    const QRect area = menuArea(option.rect, option.fontMetrics);
    const bool pointed = (option.state & QStyle::State_MouseOver) && area.contains(m_pointer);
    if (pointed) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(option.palette.color(QPalette::Mid));
        painter.drawRoundedRect(area, 8, 8);
    }
    paintIcon(painter, QStringLiteral("more"), centred(area),
              option.palette.color(pointed ? QPalette::Text : QPalette::PlaceholderText));
}

QSize RecommendationDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {240, 3 * option.fontMetrics.height() + 20};
}

} // namespace segue::ui
