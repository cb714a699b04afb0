// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/player_face.h"

#include <QDBusConnection>
#include <QObject>
#include <QTimer>

#include <functional>

namespace segue::ui {

/// Tells of a song that begins, through the desktop's notifications, while nobody sees the window. One notification, which the
/// next song takes over. Without a service nothing happens.
class SongNotifier final : public QObject {
    Q_OBJECT

public:
    /// @param isWanted asked when a song begins, and again when it is told
    SongNotifier(PlayerFace& face, const QDBusConnection& bus, std::function<bool()> isWanted, QObject* parent = nullptr);

private Q_SLOTS:
    void takeAction(uint notification, const QString& action);

private:
    void takeChange();
    void tell();
    void send(bool isMarkup);

    PlayerFace& m_face;
    QDBusConnection m_bus;
    std::function<bool()> m_isWanted;
    QTimer m_soon;       ///< songs that are skipped are not told, and the cover has time to come
    EntryId m_entry = 0; ///< that was told last, or is about to be
    std::uint64_t m_begun = 0;
    bool m_isListening = false; ///< to what is done with the notification
    uint m_notification = 0;    ///< 0: none yet
};

} // namespace segue::ui
