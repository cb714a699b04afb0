// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify_player.h"
#include "ui/words/spotify_player_text.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QToolButton;

namespace segue::ui {

class ChoiceBox;
class ElidedLabel;
class JumpSlider;
class LinkLabel;

/// Spotify's own player, on the page of an account that allowed it: what plays where, and what can be done about it. It is no part
/// of Segue's player: nothing here gets into the queue.
class PlayerBar final : public QWidget {
    Q_OBJECT

public:
    explicit PlayerBar(QWidget* parent = nullptr);

    void showPlayer(const SpotifyPlayer& player);
    [[nodiscard]] const SpotifyPlayer& player() const { return m_player; }
    [[nodiscard]] bool isAllowed() const { return m_player.state != SpotifyPlayerState::off; }
    [[nodiscard]] QString words() const; ///< under what plays, or in its place

Q_SIGNALS:
    void orderWanted(const segue::SpotifyOrder& order);
    void actWanted(segue::ui::PlayerAct act);
    void openWanted(const QString& address, const QString& link); ///< what plays, on Spotify
    void settingsWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildControls();
    void layOut();
    void tell();
    void tellHeard();
    void tellPlace();
    void tellDevices();
    void tellActs();
    void fit();
    [[nodiscard]] std::chrono::milliseconds position() const; ///< now

    SpotifyPlayer m_player;
    QElapsedTimer m_since; ///< it was told
    QTimer m_second;       ///< while the place moves, or seconds are counted
    std::vector<PlayerAct> m_acts;
    struct Heard {
        QWidget* all;
        QLabel* cover;
        ElidedLabel* title;
        ElidedLabel* under;
        LinkLabel* link;
    } m_heard{};
    struct Buttons {
        QWidget* all;
        QToolButton* previous;
        QToolButton* play;
        QToolButton* next;
    } m_buttons{};
    struct Place {
        QLabel* gone;
        JumpSlider* seek;
        QLabel* length;
    } m_place{};
    struct Device {
        ChoiceBox* choice;
        JumpSlider* volume;
    } m_device{};
    QLabel* m_words;
    QWidget* m_actRow;
    QBoxLayout* m_line = nullptr; ///< heard, buttons and device: one beneath the other in a narrow page
    QToolButton* m_settings;
};

} // namespace segue::ui
