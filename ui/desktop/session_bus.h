// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>

#include <functional>
#include <optional>

class QObject;
class QString;

namespace segue::ui {

/// The id under which the desktop knows Segue: the desktop file's name, and the name on the bus.
inline constexpr auto kDesktopId = "io.github.segue_player.Segue";

/// The buses, where they are. Nothing is started: without a session bus Qt would start one, which takes long and serves nobody.
[[nodiscard]] std::optional<QDBusConnection> sessionBus();
[[nodiscard]] std::optional<QDBusConnection> systemBus();

/// Asks for a name on the bus, without waiting in its queue. Returns at once.
/// @param answered told whether it is ours; never called if `context` goes or the bus dies first
void requestName(const QDBusConnection& bus, const QString& name, QObject* context, std::function<void(bool isOurs)> answered);
void releaseName(const QDBusConnection& bus, const QString& name); ///< waits for nothing

} // namespace segue::ui
