// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/player_face.h"

#include <QDBusAbstractAdaptor>
#include <QStringList>

namespace segue::ui {

/// org.mpris.MediaPlayer2 as its specification says (version 2.2): who the player is, and that it can be raised and ended.
class MprisRoot final : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.mpris.MediaPlayer2")
    Q_PROPERTY(bool CanQuit READ yes)
    Q_PROPERTY(bool Fullscreen READ no)
    Q_PROPERTY(bool CanSetFullscreen READ no)
    Q_PROPERTY(bool CanRaise READ yes)
    Q_PROPERTY(bool HasTrackList READ yes)
    Q_PROPERTY(QString Identity READ identity)
    Q_PROPERTY(QString DesktopEntry READ desktopEntry)
    Q_PROPERTY(QStringList SupportedUriSchemes READ uriSchemes)
    Q_PROPERTY(QStringList SupportedMimeTypes READ mimeTypes)

public:
    MprisRoot(PlayerFace& face, QObject* parent);

    [[nodiscard]] static bool yes() { return true; }
    [[nodiscard]] static bool no() { return false; }
    [[nodiscard]] static QString identity();
    [[nodiscard]] static QString desktopEntry();
    [[nodiscard]] static QStringList uriSchemes();
    [[nodiscard]] static QStringList mimeTypes();

public Q_SLOTS:
    void Raise();
    void Quit();

private:
    PlayerFace& m_face;
};

} // namespace segue::ui
