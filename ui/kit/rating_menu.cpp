// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/rating_menu.h"

#include "ui/kit/star_rating.h"
#include "ui/words/listening_text.h"

namespace segue::ui {

RatingMenu::RatingMenu(QWidget* parent, QWidget* window)
    : QMenu(tr("Rating"), parent) {
    setAccessibleName(tr("Rating"));
    for (int stars = kMostStars; stars >= 0; --stars) {
        auto* action = addAction(stars > 0 ? starsText(stars) : tr("No rating"));
        action->setData(stars);
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + stars)));
        connect(action, &QAction::triggered, this, [this, stars] { Q_EMIT rated(stars); });
        if (window)
            window->addAction(action);
        else
            action->setShortcutContext(Qt::WidgetShortcut); // the window's own works
    }
}

void RatingMenu::setRating(int stars) {
    for (auto* action : actions()) {
        action->setCheckable(true);
        action->setChecked(action->data().toInt() == stars);
    }
}

} // namespace segue::ui
