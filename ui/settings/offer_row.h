// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/offer_events.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace segue::ui {

class SettingRow;

/// A network that can be fetched: all that is known of it, what can be done, how far it is, and why it failed. Keeps its buttons
/// while it changes, and with them the focus.
class OfferRow final : public QWidget {
    Q_OBJECT

public:
    OfferRow(const NetworkOffer& offer, const OfferFigures& own, QWidget* parent = nullptr);

    void showOffer(const NetworkOffer& offer, bool mayFetch);

Q_SIGNALS:
    void getWanted();
    void cancelWanted();
    void pageWanted();

private:
    [[nodiscard]] QWidget* buildButtons(const NetworkOffer& offer);

    QPushButton* m_get = nullptr;
    QPushButton* m_cancel = nullptr;
    QLabel* m_installed = nullptr;
    QProgressBar* m_progress;
    QLabel* m_state;
    QLabel* m_problem;
};

} // namespace segue::ui
