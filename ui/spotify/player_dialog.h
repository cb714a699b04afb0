// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <QDialog>

class QLabel;

namespace segue::ui {

class ToggleSwitch;

/// Whether Segue may control Spotify's own player for an account: what it does, what it needs, and what is asked when.
class PlayerDialog final : public QDialog {
    Q_OBJECT

public:
    PlayerDialog(const SpotifySource& source, bool isAllowed, QWidget* window);

    void showAllowed(bool isAllowed); ///< as it stands; says nothing
    [[nodiscard]] SpotifySourceId source() const { return m_source; }

Q_SIGNALS:
    void allowWanted(segue::SpotifySourceId source, bool isAllowed);

private:
    SpotifySourceId m_source;
    ToggleSwitch* m_allowed;
};

} // namespace segue::ui
