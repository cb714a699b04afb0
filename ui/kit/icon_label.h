// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QWidget>

namespace segue::ui {

/// A line icon on its own, repainted when the colours change.
class IconLabel final : public QWidget {
    Q_OBJECT

public:
    explicit IconLabel(int side, QWidget* parent = nullptr);

    void setIcon(const QString& iconName, QPalette::ColorRole colour = QPalette::PlaceholderText);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QPalette::ColorRole m_colour = QPalette::PlaceholderText;
};

} // namespace segue::ui
