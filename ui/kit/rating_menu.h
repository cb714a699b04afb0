// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace segue::ui {

/// Five to no stars to choose from. The keys are shown; with `window` they work wherever its focus is.
class RatingMenu final : public QMenu {
    Q_OBJECT

public:
    explicit RatingMenu(QWidget* parent, QWidget* window = nullptr);

    void setRating(int stars); ///< what is marked

Q_SIGNALS:
    void rated(int stars);
};

} // namespace segue::ui
