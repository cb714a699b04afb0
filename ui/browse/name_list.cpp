// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/name_list.h"

#include "ui/browse/name_model.h"
#include "ui/kit/accessible_rows.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"

#include <QPainter>

namespace segue::ui {

void NameDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    constexpr int kSideMargin = 12;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(*painter, option, option.rect.adjusted(4, 1, -4, -1));
    const QRect line = option.rect.adjusted(kSideMargin, 0, -kSideMargin, 0);
    const QFont small = scaledFont(option.font, 0.92);
    const QString facts = index.data(NameModel::factsRole).toString();
    const int factsWidth = std::min(QFontMetrics(small).horizontalAdvance(facts) + 1, line.width() / 2);
    paintLine(*painter, line.adjusted(0, 0, -factsWidth - kSideMargin, 0), index.data().toString(), option.font,
              option.palette.color(QPalette::Text));
    paintLine(*painter, QRect(line.right() - factsWidth, line.top(), factsWidth + 1, line.height()), facts, small,
              option.palette.color(QPalette::PlaceholderText), Qt::AlignRight);
    painter->restore();
}

QSize NameDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {0, option.fontMetrics.height() + 16};
}

NameList::NameList(NameModel& names, QWidget* parent)
    : OpeningView(parent) {
    setAccessibleName(tr("Artists"));
    setModel(&names);
    setItemDelegate(&m_delegate);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    makeWalkable(*this);
}

} // namespace segue::ui
