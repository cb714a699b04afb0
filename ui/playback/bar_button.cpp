// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/bar_button.h"

#include "ui/kit/icons.h"

#include <QToolButton>

namespace segue::ui {

QToolButton* makeBarButton(const QString& iconName, const QString& name, int side, QWidget* parent) {
    auto* button = new QToolButton(parent);
    if (!iconName.isEmpty())
        button->setIcon(lineIcon(iconName));
    button->setIconSize({20, 20});
    if (side > 0)
        button->setFixedSize(side, side);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace segue::ui
