// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace segue::ui {

/// Five stars that can be clicked, or set with the arrow keys and the digits. A click on the last star of the rating removes
/// the rating.
class StarField final : public QWidget {
    Q_OBJECT

public:
    explicit StarField(QWidget* parent = nullptr);

    void setRating(int stars); ///< 0 .. 5; emits nothing
    [[nodiscard]] int rating() const { return m_rating; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void rated(int stars);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRect room() const;

    int m_rating = 0;
};

} // namespace segue::ui
