// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace segue::ui {

/// A horizontal slider that jumps to where it is clicked. chosen() is emitted for the listener's actions only: during a drag
/// if the slider tracks, otherwise when the mouse is released.
class JumpSlider : public QSlider {
    Q_OBJECT

public:
    explicit JumpSlider(QWidget* parent = nullptr);

    /// Moves the handle unless it is being dragged; emits nothing.
    void showValue(int value);
    /// true: the wheel moves the slider even without the focus. false: it scrolls the page until the slider has the focus.
    void setWheelMoves(bool on) { m_wheelMoves = on; }
    [[nodiscard]] QSize sizeHint() const override { return {160, 24}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {56, 24}; }

Q_SIGNALS:
    void chosen(int value);
    void hovered(int value, int x); ///< the pointer, which must be tracked, is over that value; x in this widget

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void sliderChange(SliderChange change) override; ///< paints only what can be seen

    /// Paints what is under the handle, whose middle is at x; a disabled slider has no handle.
    virtual void paintGround(QPainter& painter, const QRectF& room, double x);
    virtual void paintHandle(QPainter& painter, const QPointF& place);
    [[nodiscard]] bool isTouched() const; ///< under the pointer, held, or with the keyboard's focus

private:
    [[nodiscard]] int valueAt(double x) const;
    [[nodiscard]] int span() const; ///< pixels that the middle of the handle can move
    void moveTo(double x);
    [[nodiscard]] int handleAt() const; ///< its middle

    bool m_wheelMoves = false;
    int m_painted = -1; ///< where the handle was painted last
};

} // namespace segue::ui
