// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace segue::ui {

/// A choice of five to no stars. The keys are shown; with `window` they work wherever the focus is in it.
class RatingMenu final : public QMenu {
    Q_OBJECT

public:
    explicit RatingMenu(QWidget* parent, QWidget* window = nullptr);

    void setRating(int stars); ///< marks the present rating

Q_SIGNALS:
    void rated(int stars);
};

} // namespace segue::ui
