// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/library_list_delegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/sidebar/library_list_model.h"
#include "ui/words/library_text.h"

#include <QLineEdit>
#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kEdge = 12;
constexpr int kIcon = 20;
constexpr int kNameLeft = kEdge + kIcon + 10;

} // namespace

LibraryListDelegate::LibraryListDelegate(QObject* parent)
    : QStyledItemDelegate(parent) {}

void LibraryListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QRect& row = option.rect;
    const bool offline = index.data(LibraryListModel::offlineRole).toBool();
    const bool selected = option.state & QStyle::State_Selected;
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    const QColor colour = offline ? muted : option.palette.color(QPalette::Text);
    paintRowGround(*painter, option, row.adjusted(0, 1, 0, -1));
    const QColor sign = selected && !offline ? option.palette.color(QPalette::Link) : colour;
    if (m_collapsed) { // libraries that look the same cannot be told apart
        paintLine(*painter, row, initialsOf(index.data().toString()), scaledFont(option.font, 1.0, QFont::Bold), sign,
                  Qt::AlignHCenter);
    } else {
        paintIcon(*painter, offline ? QStringLiteral("offline") : QStringLiteral("library"),
                  QRectF(row.left() + kEdge, row.center().y() - kIcon / 2.0 + 0.5, kIcon, kIcon), sign);
        const QString count = index.data(LibraryListModel::countRole).toString();
        const QFont small = scaledFont(option.font, 0.9);
        const int countWidth = QFontMetrics(small).horizontalAdvance(count) + 2;
        const QRect countRoom(row.right() - kEdge - countWidth, row.top(), countWidth, row.height());
        paintLine(*painter, countRoom, count, small, muted, Qt::AlignRight);
        paintLine(*painter, QRect(row.left() + kNameLeft, row.top(), countRoom.left() - 8 - row.left() - kNameLeft, row.height()),
                  index.data().toString(), scaledFont(option.font, 1.0, selected ? QFont::DemiBold : QFont::Normal), colour);
    }
    painter->restore();
}

QSize LibraryListDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {40, option.fontMetrics.height() + 20};
}

QWidget* LibraryListDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
    auto* field = new QLineEdit(parent);
    field->setObjectName(QStringLiteral("renameField"));
    field->setAccessibleName(tr("New name of the library"));
    field->setMaxLength(100);
    return field;
}

void LibraryListDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
    editor->setGeometry(option.rect.adjusted(m_collapsed ? 0 : kNameLeft - 8, 3, -4, -3));
}

} // namespace segue::ui
