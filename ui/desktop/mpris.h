// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/call_budget.h"
#include "ui/desktop/player_face.h"

#include <QDBusConnection>
#include <QTimer>
#include <QVariantMap>

namespace segue::ui {

class MprisPlayer;
class MprisTrackList;

/// The player on the session bus as MPRIS 2.2 says, where media keys, lock screens and playerctl find it: the name
/// org.mpris.MediaPlayer2.segue, with .instanceN (the process's number) if another Segue has it. What changes is told soon after,
/// once for all that changed together.
///
/// Nothing here waits for the bus, and a bus that dies is not noticed.
class Mpris final : public QObject {
    Q_OBJECT

public:
    Mpris(PlayerFace& face, const QDBusConnection& bus, QObject* parent = nullptr);
    ~Mpris() override;

    [[nodiscard]] const QString& busName() const { return m_name; } ///< empty until the bus has given one

private:
    void takeName(const QString& name, bool isLast);
    void tellChanges();

    QDBusConnection m_bus;
    CallBudget m_budget; ///< of all clients together
    MprisPlayer* m_player;
    MprisTrackList* m_list;
    QString m_name;
    QTimer m_soon{this};
    bool m_isListAnother = false; ///< since it was told
    QVariantMap m_told;           ///< the player's properties, but for its position
};

} // namespace segue::ui
