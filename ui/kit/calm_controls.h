// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QSpinBox>

class QButtonGroup;

namespace segue::ui {

/// A list to choose one from. The wheel never changes it, since it belongs to the page that scrolls beneath the pointer; what
/// is opened shows every entry whole.
class ChoiceBox final : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    void showPopup() override;

protected:
    void wheelEvent(QWheelEvent* event) override;
};

/// A number. The wheel changes it only after it was chosen by a click or with Tab.
class NumberBox final : public QSpinBox {
    Q_OBJECT

public:
    explicit NumberBox(QWidget* parent = nullptr);

protected:
    void wheelEvent(QWheelEvent* event) override;
};

/// Of buttons of which one is checked, Tab stops at that one; the arrow keys lead to the others.
void keepTabOnChecked(QButtonGroup& group);

} // namespace segue::ui
