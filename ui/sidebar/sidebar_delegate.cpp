// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar_delegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/sidebar/sidebar_model.h"
#include "ui/words/library_text.h"

#include <QLineEdit>
#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kEdge = 12;
constexpr int kIcon = 20;
constexpr int kArrow = 12;
constexpr int kIndent = 16;
constexpr double kSmall = 0.86;

int iconLeft(const QModelIndex& index) { return kEdge + kIndent * index.data(SidebarModel::depthRole).toInt(); }

int nameLeft(const QModelIndex& index) { return iconLeft(index) + kIcon + 10; }

SidebarRow::Fold foldOf(const QModelIndex& index) {
    return static_cast<SidebarRow::Fold>(index.data(SidebarModel::foldRole).toInt());
}

} // namespace

SidebarDelegate::SidebarDelegate(QObject* parent)
    : QStyledItemDelegate(parent) {}

QRect SidebarDelegate::arrowRoom(const QRect& row, const QModelIndex& index) const {
    if (m_collapsed || foldOf(index) == SidebarRow::Fold::none)
        return {};
    return {row.left() + iconLeft(index) - kArrow, row.top(), kArrow, row.height()};
}

void SidebarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QRect& row = option.rect;
    const bool offline = index.data(SidebarModel::offlineRole).toBool();
    const bool selected = option.state & QStyle::State_Selected;
    const QColor colour = option.palette.color(offline ? QPalette::PlaceholderText : QPalette::Text);
    paintRowGround(*painter, option, row.adjusted(0, 1, 0, -1));
    const QColor sign = selected && !offline ? option.palette.color(QPalette::Link) : colour;
    if (m_collapsed) { // rows that look the same cannot be told apart
        paintLine(*painter, row, initialsOf(index.data().toString()), scaledFont(option.font, 1.0, QFont::Bold), sign,
                  Qt::AlignHCenter);
    } else {
        paintIcon(*painter, index.data(SidebarModel::iconRole).toString(),
                  QRectF(row.left() + iconLeft(index), row.center().y() - kIcon / 2.0 + 0.5, kIcon, kIcon), sign);
        paintWhole(*painter, option, index, colour);
    }
    painter->restore();
}

void SidebarDelegate::paintWhole(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                 const QColor& colour) const {
    const QRect& row = option.rect;
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    const bool selected = option.state & QStyle::State_Selected;
    const int right = row.right() - kEdge;
    if (const QRect arrow = arrowRoom(row, index); !arrow.isEmpty()) {
        const auto name = foldOf(index) == SidebarRow::Fold::open ? QStringLiteral("arrow-down") : QStringLiteral("forward");
        paintIcon(painter, name, QRectF(arrow.left(), row.center().y() - kArrow / 2.0 + 0.5, kArrow, kArrow), muted);
    }
    const QFont small = scaledFont(option.font, 0.9);
    const QString count = index.data(SidebarModel::countRole).toString();
    const int countWidth = count.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(count) + 2;
    paintLine(painter, QRect(right - countWidth, row.top(), countWidth, row.height()), count, small, muted, Qt::AlignRight);
    QRect room(row.left() + nameLeft(index), row.top(), right - countWidth - 8 - row.left() - nameLeft(index), row.height());
    const QString below = index.data(SidebarModel::belowRole).toString();
    const QFont font = scaledFont(option.font, 1.0, selected ? QFont::DemiBold : QFont::Normal);
    if (!below.isEmpty()) {
        const QFont smaller = scaledFont(option.font, kSmall);
        const int first = QFontMetrics(font).height();
        const int second = QFontMetrics(smaller).height();
        const int top = row.top() + (row.height() - first - second) / 2;
        paintLine(painter, QRect(room.left(), top + first, room.width(), second), below, smaller, muted);
        room = QRect(room.left(), top, room.width(), first);
    }
    paintLine(painter, room, index.data().toString(), font, colour);
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const bool isDouble = !m_collapsed && index.isValid() && !index.data(SidebarModel::belowRole).toString().isEmpty();
    const int lines = option.fontMetrics.height() + (isDouble ? QFontMetrics(scaledFont(option.font, kSmall)).height() : 0);
    const bool isPlaylist = index.isValid() && index.data(SidebarModel::isPlaylistRole).toBool();
    return {40, lines + (isDouble ? 10 : isPlaylist ? 12 : 18)};
}

QWidget* SidebarDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
    auto* field = new QLineEdit(parent);
    field->setObjectName(QStringLiteral("renameField"));
    field->setAccessibleName(tr("New name"));
    field->setMaxLength(100);
    return field;
}

void SidebarDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    editor->setGeometry(option.rect.adjusted(m_collapsed ? 0 : nameLeft(index) - 8, 2, -4, -2));
}

} // namespace segue::ui
