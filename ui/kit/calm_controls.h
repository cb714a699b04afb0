// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QSpinBox>

class QButtonGroup;

namespace segue::ui {

/// A list to choose one entry from. The wheel never changes it, because the wheel scrolls the page; the opened list shows
/// every entry in full.
class ChoiceBox final : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    void showPopup() override;

protected:
    void wheelEvent(QWheelEvent* event) override;
};

/// A number field. The wheel changes it only after a click or Tab has given it the focus.
class NumberBox final : public QSpinBox {
    Q_OBJECT

public:
    explicit NumberBox(QWidget* parent = nullptr);

protected:
    void wheelEvent(QWheelEvent* event) override;
};

/// Makes Tab stop at the checked button of a group only; the arrow keys reach the others.
void keepTabOnChecked(QButtonGroup& group);

} // namespace segue::ui
