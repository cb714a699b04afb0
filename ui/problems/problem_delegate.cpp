// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problem_delegate.h"

#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/problems/problem_model.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kEdge = 16;
constexpr int kGap = 12;
constexpr int kNarrowestFolder = 160; ///< less of a path says nothing

} // namespace

ProblemDelegate::ProblemDelegate(QObject* parent)
    : QStyledItemDelegate(parent) {}

void ProblemDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QPalette& colours = option.palette;
    paintRowGround(*painter, option, option.rect.adjusted(4, 1, -4, -1));
    const QRect inside = option.rect.adjusted(kEdge, 0, -kEdge, 0);
    const int line = option.fontMetrics.height();
    const int middle = inside.center().y();
    const QFont bold = scaledFont(option.font, 1.0, QFont::DemiBold);
    const QFont small = scaledFont(option.font, 0.92);
    const QColor muted = colours.color(QPalette::PlaceholderText);

    const QString since = index.data(ProblemModel::sinceRole).toString();
    const int sinceWidth = since.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(since) + kGap;
    const QRect upper(inside.left(), middle - line - 1, inside.width() - sinceWidth, line);
    const QString name = index.data().toString();
    const int nameWidth = QFontMetrics(bold).horizontalAdvance(name) + kGap;
    paintLine(*painter, upper, name, bold, colours.color(QPalette::Text));
    if (upper.width() - nameWidth >= kNarrowestFolder)
        paintLine(*painter, upper.adjusted(nameWidth, 0, 0, 0), index.data(ProblemModel::folderRole).toString(), small, muted);
    paintLine(*painter, QRect(upper.right(), upper.top(), sinceWidth, line), since, small, muted, Qt::AlignRight);
    paintLine(*painter, QRect(inside.left(), middle + 2, inside.width(), line), index.data(ProblemModel::reasonRole).toString(),
              small, muted);
    painter->restore();
}

QSize ProblemDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {240, 2 * option.fontMetrics.height() + 22};
}

} // namespace segue::ui
