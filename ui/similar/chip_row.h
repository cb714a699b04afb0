// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace segue::ui {

/// Lays widgets out like words: one behind the other, in as many lines as they need. Hidden ones take no room.
class ChipRow final : public QLayout {
public:
    explicit ChipRow(QWidget* parent);
    ~ChipRow() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& area) override;

private:
    /// @return the height that the lines take
    int arrange(const QRect& area, bool isMeasured) const;

    QList<QLayoutItem*> m_items;
};

} // namespace segue::ui
