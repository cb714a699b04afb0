// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify_player.h"
#include "ui/words/spotify_player_text.h"

#include <QObject>
#include <QPointer>

namespace segue::ui {

class EngineBridge;
class PlayerDialog;
class SpotifyPage;

/// Spotify's own player, on the page of an account. The engine is told whose player is looked at: the one of the account whose page
/// is seen, and of none while the page or the window is not. Belongs to the page.
class PlayerWires final : public QObject {
    Q_OBJECT

public:
    PlayerWires(EngineBridge& bridge, SpotifyPage& page);

    void askToAllow(const SpotifySource& source); ///< the dialog

Q_SIGNALS:
    void signInWanted(segue::SpotifySourceId source);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watch();
    void take(const SpotifyPlayer& player);
    void act(PlayerAct what);
    void play(int row);

    EngineBridge& m_bridge;
    SpotifyPage& m_page;
    QPointer<PlayerDialog> m_dialog;
    SpotifySourceId m_watched = 0;
};

} // namespace segue::ui
