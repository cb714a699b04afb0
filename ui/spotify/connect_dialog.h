// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/spotify/awaited_source.h"

#include <QDialog>

#include <cstdint>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace segue::ui {

class NumberBox;
class ToggleSwitch;

/// Connects an account of Spotify: says what that needs and what Spotify takes for it, asks for the client id of the listener's own
/// app, and waits for the browser. It can be closed while it waits; the page goes on.
class ConnectDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param source that signs in again; 0: a new one
    ConnectDialog(SpotifySourceId source, const std::vector<SpotifySource>& now, QWidget* window);

    void takeSources(const std::vector<SpotifySource>& sources);

Q_SIGNALS:
    void connectWanted(const segue::SpotifyConnection& connection);
    void cancelWanted(segue::SpotifySourceId source);
    void addressWanted(const QString& address);
    void arrived(segue::SpotifySourceId source); ///< it is connected

private:
    [[nodiscard]] QWidget* makeForm(const QString& clientId);
    [[nodiscard]] QWidget* makeWaiting();
    void showRedirect();
    void begin();
    void wait(bool isWaiting);
    void stop();
    [[nodiscard]] std::uint16_t port() const; ///< 0: any

    std::vector<SpotifySource> m_now;
    SpotifySourceId m_of; ///< 0: a new one
    AwaitedSource m_awaited;
    std::vector<SpotifySource> m_before; ///< when it was begun
    bool m_isWaiting = false;
    bool m_hasBegun = false;
    QString m_address; ///< of Spotify's page
    QStackedWidget* m_pages;
    QLabel* m_problem = nullptr;
    QLineEdit* m_client = nullptr;
    ToggleSwitch* m_fixed = nullptr;
    NumberBox* m_port = nullptr;
    QLineEdit* m_redirect = nullptr;
    QLabel* m_words = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_close;
    QPushButton* m_connect;
};

} // namespace segue::ui
