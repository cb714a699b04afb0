// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/playlist_menu.h"

#include "ui/kit/icons.h"
#include "ui/words/format.h"

#include <QCoreApplication>
#include <QMenu>

namespace segue::ui {

namespace {

constexpr int kDeepestMenu = 8;

/// In a menu an ampersand would underline what follows it.
QString menuText(const std::string& name) { return text(name).left(60).replace(QLatin1Char('&'), QStringLiteral("&&")); }

void addPlaylistsIn(QMenu& menu, const std::vector<Playlist>& playlists, PlaylistId folder, int depth,
                    const std::function<void(PlaylistId)>& chosen) {
    for (const Playlist& one : playlists) {
        if (one.folder != folder || depth > kDeepestMenu)
            continue;
        if (one.kind == PlaylistKind::songs)
            menu.addAction(menuText(one.name), &menu, [chosen, id = one.id] { chosen(id); });
        if (one.kind != PlaylistKind::folder)
            continue;
        auto* inner = menu.addMenu(lineIcon(QStringLiteral("folder")), menuText(one.name));
        addPlaylistsIn(*inner, playlists, one.id, depth + 1, chosen);
        inner->setEnabled(!inner->isEmpty());
    }
}

} // namespace

void addPlaylistsTo(QMenu& menu, const std::vector<Playlist>& playlists, const std::function<void(PlaylistId)>& chosen) {
    menu.addAction(lineIcon(QStringLiteral("add")), QCoreApplication::translate("playlists", "New playlist"), &menu,
                   [chosen] { chosen(0); });
    menu.addSeparator();
    addPlaylistsIn(menu, playlists, 0, 0, chosen);
}

} // namespace segue::ui
