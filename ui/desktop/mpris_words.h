// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/player_face.h"

#include <QDBusObjectPath>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>

/// How MPRIS 2.2 writes what the player says: pure functions.
namespace segue::ui {

/// An entry of the queue is one object; 0 is the specification's own "no track".
[[nodiscard]] QDBusObjectPath trackPath(EntryId entry);
/// What plays now: its entry, else a preview's path, which names no entry, else "no track".
[[nodiscard]] QDBusObjectPath trackPath(const PlayerFacts& facts);
/// The entry that a path names; none for a preview, "no track" or anything foreign.
[[nodiscard]] std::optional<EntryId> entryOf(const QDBusObjectPath& path);

/// @param length 0: that of the song's tags, if they have one; @param art empty: none
[[nodiscard]] QVariantMap metadataOf(const QDBusObjectPath& path, const Track& track, std::chrono::milliseconds length,
                                     const std::filesystem::path& art);

[[nodiscard]] QString playbackStatusText(playback::PlayState state); ///< "Playing", "Paused", "Stopped"
[[nodiscard]] QString loopStatusText(RepeatMode mode);               ///< "None", "Playlist", "Track"
[[nodiscard]] std::optional<RepeatMode> repeatModeOf(const QString& loopStatus);

/// What Segue opens, as the desktop file says.
[[nodiscard]] const QStringList& musicMimeTypes();

} // namespace segue::ui
