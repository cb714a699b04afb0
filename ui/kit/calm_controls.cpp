// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/calm_controls.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QButtonGroup>
#include <QScreen>
#include <QWheelEvent>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kEntryEdge = 16; // of an entry, left and right together, as the style sheet has it

} // namespace

ChoiceBox::ChoiceBox(QWidget* parent)
    : QComboBox(parent) {
    setFocusPolicy(Qt::StrongFocus); // not by the wheel, as it would be
    setSizeAdjustPolicy(AdjustToContents);
}

/// The view is as wide as its box, unless it is told how wide its entries are.
void ChoiceBox::showPopup() {
    const QMargins edges = view()->contentsMargins();
    const int wanted = view()->sizeHintForColumn(modelColumn()) + edges.left() + edges.right() + kEntryEdge;
    view()->setMinimumWidth(std::min(wanted, screen()->availableGeometry().width()));
    QComboBox::showPopup();
    // It begins where the box does, however wide it is.
    auto* list = view()->window();
    const QRect area = screen()->availableGeometry();
    list->move(std::max(area.left(), std::min(list->x(), area.right() + 1 - list->width())),
               std::max(area.top(), std::min(list->y(), area.bottom() + 1 - list->height())));
}

void ChoiceBox::wheelEvent(QWheelEvent* event) { event->ignore(); }

NumberBox::NumberBox(QWidget* parent)
    : QSpinBox(parent) {
    setFocusPolicy(Qt::StrongFocus);
}

void NumberBox::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void keepTabOnChecked(QButtonGroup& group) {
    const auto fit = [&group] {
        for (auto* button : group.buttons())
            button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
    };
    QObject::connect(&group, &QButtonGroup::buttonToggled, &group, fit);
    fit();
}

} // namespace segue::ui
