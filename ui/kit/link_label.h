// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/elided_label.h"

namespace segue::ui {

/// Words that lead somewhere: underlined under the pointer and with the keyboard's focus. They are pressed where they stand, not
/// beside them.
class LinkLabel final : public ElidedLabel {
    Q_OBJECT

public:
    explicit LinkLabel(QWidget* parent = nullptr);

    /// @param purpose what pressing them does, for the tooltip of a screen reader; empty: they lead nowhere now
    void setPurpose(const QString& purpose);

Q_SIGNALS:
    void activated();

protected:
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] bool isOnWords(const QPoint& position) const;
    void showTouched();

    bool m_leads = false;
    bool m_isUnderPointer = false;
};

} // namespace segue::ui
