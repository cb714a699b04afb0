// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace segue::ui {

/// A horizontal slider that goes where it is clicked. chosen() is the listener's doing only: while dragging too if the
/// slider tracks, otherwise when the mouse lets go.
class JumpSlider final : public QSlider {
    Q_OBJECT

public:
    explicit JumpSlider(QWidget* parent = nullptr);

    /// Moves the handle unless it is being dragged; says nothing.
    void showValue(int value);
    void setWheelMoves(bool on) { m_wheelMoves = on; }
    [[nodiscard]] QSize sizeHint() const override { return {160, 24}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {56, 24}; }

signals:
    void chosen(int value);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void moveTo(double x);

    bool m_wheelMoves = true;
};

} // namespace segue::ui
