// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace segue::ui {

/// The first screen: what Segue is, and the two ways to begin.
class WelcomePage final : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

Q_SIGNALS:
    void openWanted();
    void demoWanted();
};

} // namespace segue::ui
