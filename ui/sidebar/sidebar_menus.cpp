// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/icons.h"
#include "ui/settings/settings.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/sidebar_list.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/words/format.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>

// The menus of the sidebar's rows, and what the listener decides of the rows themselves.

namespace segue::ui {

namespace {

const QString kOrder = QStringLiteral("sidebar/order");
const QString kSpotifyOrder = QStringLiteral("sidebar/spotifyOrder");
const QString kHidden = QStringLiteral("sidebar/hidden");
const QString kTurned = QStringLiteral("sidebar/turned");

QStringList listIn(const QByteArray& stored) {
    return stored.isEmpty() ? QStringList() : QString::fromUtf8(stored).split(QLatin1Char('\n'));
}

QByteArray stored(const QStringList& list) { return list.join(QLatin1Char('\n')).toUtf8(); }

} // namespace

const QString Sidebar::kSpotifyKey = QStringLiteral("spotify");

void Sidebar::readLayout() {
    m_layout.order = listIn(m_settings.layout(kOrder));
    m_layout.spotifyOrder = listIn(m_settings.layout(kSpotifyOrder));
    const auto hidden = listIn(m_settings.layout(kHidden));
    const auto turned = listIn(m_settings.layout(kTurned));
    m_layout.hidden = {hidden.begin(), hidden.end()};
    m_layout.turned = {turned.begin(), turned.end()};
}

void Sidebar::writeLayout() {
    m_settings.setLayout(kOrder, stored(m_layout.order));
    m_settings.setLayout(kSpotifyOrder, stored(m_layout.spotifyOrder));
    m_settings.setLayout(kHidden, stored(m_layout.hidden.values()));
    m_settings.setLayout(kTurned, stored(m_layout.turned.values()));
    showRows();
}

void Sidebar::hideRow(const QString& key, bool isHidden) {
    if (isHidden)
        m_layout.hidden.insert(key);
    else
        m_layout.hidden.remove(key);
    writeLayout();
}

void Sidebar::turn(const SidebarRow& row) {
    if (!m_layout.turned.remove(row.key()))
        m_layout.turned.insert(row.key());
    writeLayout();
}

void Sidebar::openMenu(const SidebarModel& model, int row, QPoint position) {
    const SidebarRow* const entry = row >= 0 ? &model.row(row) : nullptr;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Library* const own = entry && entry->kind == SidebarRow::Kind::library ? library(entry->id) : nullptr;
    const Playlist* const list = entry && entry->isPlaylist() ? playlist(entry->id) : nullptr;
    menu->setObjectName(own ? QStringLiteral("libraryMenu") : QStringLiteral("sidebarMenu"));
    if (own)
        addLibraryActions(*menu, *own);
    if (list)
        addPlaylistActions(*menu, *list);
    if (&model == &m_spotify->model()) {
        if (entry)
            m_spotify->addActions(*menu, *entry);
        m_spotify->addNewActions(*menu);
        menu->addSeparator();
    }
    if (&model == &m_playlistRows && !list)
        addNewActions(*menu, 0);
    addRowActions(*menu, entry);
    menu->popup(position);
}

void Sidebar::addLibraryActions(QMenu& menu, const Library& library) {
    const LibraryId id = library.id;
    const auto addLocate = [&menu, id, this] {
        menu.addAction(lineIcon(QStringLiteral("search")), tr("Locate folder…"), this, [=, this] { Q_EMIT locateWanted(id); });
    };
    if (library.offline) {
        addLocate();
        menu.addSeparator();
    }
    menu.addAction(lineIcon(QStringLiteral("rename")), tr("Rename (F2)"), this,
                   [this, id] { m_list->edit(m_libraryRows.index(m_libraryRows.rowOf(QStringLiteral("library/%1").arg(id)))); });
    menu.addAction(lineIcon(QStringLiteral("refresh")), tr("Look for changes"), this, [=, this] { Q_EMIT rescanWanted(id); });
    menu.addAction(lineIcon(QStringLiteral("folder")), tr("Show folder"), this, [=, this] { Q_EMIT folderWanted(id); });
    if (!library.offline)
        addLocate();
    menu.addSeparator();
    if (library.missingCount > 0)
        menu.addAction(tr("Forget missing songs (%1)…").arg(countText(library.missingCount)), this,
                       [=, this] { Q_EMIT forgetMissingWanted(id); });
    menu.addAction(lineIcon(QStringLiteral("remove")), tr("Remove… (Delete)"), this, [=, this] { Q_EMIT removeWanted(id); });
    menu.addSeparator();
}

void Sidebar::addNewActions(QMenu& menu, PlaylistId folder) {
    const auto offer = [&](const QString& icon, const QString& words, PlaylistKind kind) {
        menu.addAction(lineIcon(icon), words, this, [this, kind, folder] { Q_EMIT newPlaylistWanted(kind, folder); });
    };
    offer(QStringLiteral("playlist"), tr("New playlist"), PlaylistKind::songs);
    offer(QStringLiteral("rules"), tr("New playlist of rules…"), PlaylistKind::rules);
    offer(QStringLiteral("folder"), tr("New folder"), PlaylistKind::folder);
    menu.addSeparator();
    menu.addAction(lineIcon(QStringLiteral("open")), tr("Import a playlist file…"), this,
                   [this, folder] { Q_EMIT importWanted(folder); });
}

void Sidebar::addPlaylistActions(QMenu& menu, const Playlist& playlist) {
    const PlaylistId id = playlist.id;
    const auto offer = [&](const QString& icon, const QString& words, void (Sidebar::*wanted)(PlaylistId)) {
        menu.addAction(lineIcon(icon), words, this, [this, id, wanted] { Q_EMIT(this->*wanted)(id); });
    };
    const bool isOwn = playlist.kind != PlaylistKind::file;
    if (isOwn)
        menu.addAction(lineIcon(QStringLiteral("rename")), tr("Rename (F2)"), this, [this, id] {
            m_playlistList->edit(m_playlistRows.index(m_playlistRows.rowOf(QStringLiteral("playlist/%1").arg(id))));
        });
    if (playlist.kind == PlaylistKind::rules)
        offer(QStringLiteral("rules"), tr("Change the rules…"), &Sidebar::editWanted);
    if (playlist.kind == PlaylistKind::songs)
        offer(QStringLiteral("details"), tr("Notes…"), &Sidebar::editWanted);
    if (playlist.kind == PlaylistKind::folder) {
        menu.addSeparator();
        addNewActions(menu, id);
    } else {
        offer(QStringLiteral("playlist"),
              playlist.kind == PlaylistKind::rules  ? tr("Freeze as a playlist")
              : playlist.kind == PlaylistKind::file ? tr("Copy to my playlists")
                                                    : tr("Duplicate"),
              &Sidebar::copyWanted);
        offer(QStringLiteral("save"), tr("Export…"), &Sidebar::exportWanted);
    }
    if (isOwn) {
        menu.addSeparator();
        offer(QStringLiteral("remove"), tr("Remove (Delete)"), &Sidebar::removePlaylistWanted);
    }
    menu.addSeparator();
}

/// Which rows there are: a list of all that can be hidden.
void Sidebar::addRowActions(QMenu& menu, const SidebarRow* row) {
    if (row && row->kind != SidebarRow::Kind::file && row->kind != SidebarRow::Kind::spotifyList)
        menu.addAction(tr("Hide from the sidebar"), this, [this, key = row->key()] { hideRow(key, true); });
    auto* shown = menu.addMenu(tr("Rows of the sidebar"));
    const auto offer = [&](const QString& key, const QString& name) {
        auto* action = shown->addAction(QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                                        [this, key](bool on) { hideRow(key, !on); });
        action->setCheckable(true);
        action->setChecked(!m_layout.hidden.contains(key));
    };
    SidebarLayout all = m_layout;
    all.hidden.clear();
    for (const auto& one : libraryRows(m_libraries, {}, all))
        offer(one.key(), one.name);
    shown->addSeparator();
    for (const auto& one : playlistRows(m_allPlaylists, all))
        if (one.depth == 0)
            offer(one.key(), one.name);
    shown->addSeparator();
    offer(kSpotifyKey, tr("Spotify"));
    for (const auto& one : spotifyRows(m_spotify->sources(), all))
        if (one.depth == 0)
            offer(one.key(), one.name);
    shown->addSeparator();
    for (const auto place : {Place::map, Place::queue, Place::health})
        offer(m_buttons.at(place)->accessibleName(), m_buttons.at(place)->accessibleName());
}

void Sidebar::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addRowActions(*menu, nullptr);
    menu->popup(event->globalPos());
}

void Sidebar::connectSpotify() {
    connect(m_spotify, &SpotifySection::menuWanted, this,
            [this](int row, QPoint position) { openMenu(m_spotify->model(), row, position); });
    connect(m_spotify, &SpotifySection::strayed, this, &Sidebar::strayed);
    connect(m_spotify, &SpotifySection::foldWanted, this, &Sidebar::turn);
    connect(m_spotify, &SpotifySection::moveWanted, this, [this](int row, int before) {
        m_layout.spotifyOrder = m_spotify->orderAfter(row, before, m_layout);
        writeLayout();
    });
}

/// Its files go with a library, which are rows beneath it.
void Sidebar::moveLibrary(int row, int before) {
    const QString moved = m_libraryRows.row(row).key();
    QString behind; // the library before which it goes
    for (int next = before; next < m_libraryRows.rowCount() && behind.isEmpty(); ++next)
        if (m_libraryRows.row(next).kind == SidebarRow::Kind::library)
            behind = m_libraryRows.row(next).key();
    if (moved == behind || m_libraryRows.row(row).kind != SidebarRow::Kind::library)
        return;
    SidebarLayout all = m_layout;
    all.hidden = {QStringLiteral("all")};
    QStringList order;
    for (const auto& one : libraryRows(m_libraries, {}, all))
        if (one.key() != moved)
            order += one.key();
    const auto place = order.indexOf(behind);
    order.insert(place < 0 ? order.size() : place, moved);
    m_layout.order = order;
    writeLayout();
}

/// A row dropped behind the last of a folder's rows goes behind the folder: into it leads the folder's own row.
void Sidebar::movePlaylist(int row, int before, int into) {
    const PlaylistId moved = m_playlistRows.row(row).id;
    if (into >= 0)
        return Q_EMIT movePlaylistWanted(moved, m_playlistRows.row(into).id, 0);
    if (before >= m_playlistRows.rowCount())
        return Q_EMIT movePlaylistWanted(moved, 0, 0);
    const Playlist* next = playlist(m_playlistRows.row(before).id);
    if (next && next->id != moved)
        Q_EMIT movePlaylistWanted(moved, next->folder, next->id);
}

} // namespace segue::ui
