// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

class QWidget;

namespace segue::ui {

class EngineBridge;
class MainMenu;
class PlaybackBar;

/// The player's keys that are in no menu: volume, mute, seeking, and the keyboard's own media keys, which reach the window only
/// where no desktop takes them for MPRIS. Belongs to the window.
///
/// While text is typed the player's keys rest, those of the menu too: they go into the text, where they mean something else or
/// nothing. The media keys, which no text knows, always work.
class PlayerKeys final : public QObject {
    Q_OBJECT

public:
    PlayerKeys(QWidget& window, PlaybackBar& bar, EngineBridge& bridge);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    template <typename Do>
    void add(const QKeySequence& key, bool repeats, Do act);

    QWidget& m_window;
    QList<QKeySequence> m_resting; ///< that rest while text is typed
};

} // namespace segue::ui
