// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace segue::ui {

class Settings;

/// Telling a server of the listener's choice what is heard: which server, with which token, and whether it works. The token is
/// shown to nobody, and is not among the settings.
class ScrobbleCard final : public QWidget {
    Q_OBJECT

public:
    explicit ScrobbleCard(Settings& settings, QWidget* parent = nullptr);

    void showState(const ScrobblingChanged& event);

Q_SIGNALS:
    void serverChosen(const QString& server); ///< empty: ListenBrainz's own
    void tokenGiven(const QString& token);    ///< empty: it is to be forgotten
    void lovesChosen(bool loves);             ///< songs with five stars are to be told to be loved
    void retryWanted();
    void keepWanted(); ///< the token, in a file

private:
    void checkServer();
    void showButton();
    void takeServer();
    void takeToken();
    void press();
    void takeLoves(bool loves);

    Settings& m_settings;
    QLineEdit* m_server;
    QLineEdit* m_token;
    QPushButton* m_button;
    QPushButton* m_retry;
    QPushButton* m_keep;
    QLabel* m_serverProblem;
    QLabel* m_state;
    bool m_isOn = false;
    bool m_isAsking = false; ///< the keyring
};

} // namespace segue::ui
