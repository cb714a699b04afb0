// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace segue::ui {

/// Paints a row of the songs whose tag and sound disagree: title and artist, what disagrees under them, and at the right edge how
/// strongly, or what was said of it.
class DoubtDelegate final : public QStyledItemDelegate {
public:
    explicit DoubtDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace segue::ui
