// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playlists/playlist_wires.h"

#include "engine/browse/song_rules.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/kit/notice_board.h"
#include "ui/playlists/playlist_dialogs.h"
#include "ui/settings/settings.h"
#include "ui/sidebar/sidebar.h"
#include "ui/songs/all_music.h"
#include "ui/songs/collection.h"
#include "ui/songs/library_page.h"
#include "ui/songs/playlist_strip.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/words/format.h"
#include "ui/words/playlist_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace segue::ui {

PlaylistWires::PlaylistWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, LibraryPage& page, AllMusic& allMusic,
                             NoticeBoard& board)
    : QObject(&page)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_sidebar(sidebar)
    , m_page(page)
    , m_allMusic(allMusic)
    , m_board(board)
    , m_dialogs(new PlaylistDialogs(settings, allMusic, page.window())) {
    connectSidebar(sidebar);
    connectPage();
    connectBridge();
}

void PlaylistWires::connectBridge() {
    connect(&m_bridge, &EngineBridge::engineChanged, this, [this](bool present) {
        if (present)
            m_bridge.listPlaylists();
    });
    connect(&m_bridge, &EngineBridge::playlistsChanged, this, &PlaylistWires::takeAll);
    connect(&m_bridge, &EngineBridge::playlistLoaded, this, &PlaylistWires::takeLoaded);
    connect(&m_bridge, &EngineBridge::playlistEdited, this, [this](const PlaylistEdited& event) {
        if (event.playlist == onPage())
            load(event.playlist);
    });
    connect(&m_bridge, &EngineBridge::playlistImported, this, &PlaylistWires::tellImported);
    connect(&m_bridge, &EngineBridge::tracksRemoved, this, [this] { // its entries are greyed now
        if (onPage() != 0)
            load(onPage());
    });
    connect(&m_allMusic, &AllMusic::loaded, this, &PlaylistWires::showRules);
    connect(&m_allMusic, &AllMusic::changed, this, &PlaylistWires::showRules);
}

void PlaylistWires::connectSidebar(Sidebar& sidebar) {
    connect(&sidebar, &Sidebar::playlistChosen, this, &PlaylistWires::show);
    connect(&sidebar, &Sidebar::undoWanted, this, &PlaylistWires::undo);
    connect(&sidebar, &Sidebar::redoWanted, this, &PlaylistWires::redo);
    connect(&sidebar, &Sidebar::newPlaylistWanted, this, &PlaylistWires::makeNew);
    connect(&sidebar, &Sidebar::renamePlaylistWanted, &m_bridge, &EngineBridge::renamePlaylist);
    connect(&sidebar, &Sidebar::removePlaylistWanted, this, &PlaylistWires::remove);
    connect(&sidebar, &Sidebar::movePlaylistWanted, &m_bridge, &EngineBridge::movePlaylist);
    connect(&sidebar, &Sidebar::editWanted, this, &PlaylistWires::edit);
    connect(&sidebar, &Sidebar::copyWanted, this, &PlaylistWires::copy);
    connect(&sidebar, &Sidebar::songsDropped, this,
            [this](PlaylistId playlist, const std::vector<TrackId>& songs) { add(playlist, songs, 0); });
    connect(&sidebar, &Sidebar::importWanted, m_dialogs, &PlaylistDialogs::askForFile);
    connect(&sidebar, &Sidebar::exportWanted, this, [this](PlaylistId id) {
        if (const Playlist* playlist = find(id))
            m_dialogs->askWhereTo(*playlist);
    });
    connect(m_dialogs, &PlaylistDialogs::importWanted, &m_bridge, &EngineBridge::importPlaylist);
    connect(m_dialogs, &PlaylistDialogs::exportWanted, &m_bridge, &EngineBridge::exportPlaylist);
    connect(m_dialogs, &PlaylistDialogs::rulesWritten, this,
            [this](PlaylistId playlist, PlaylistId folder, const QString& name, const PlaylistRules& rules) {
                if (playlist == 0) {
                    m_isNewShown = true;
                    return m_bridge.createPlaylistRules(name, folder, rules);
                }
                m_bridge.setPlaylistRules(playlist, rules);
                if (const Playlist* known = find(playlist); known && text(known->name) != name)
                    m_bridge.renamePlaylist(playlist, name);
            });
    connect(m_dialogs, &PlaylistDialogs::notesWritten, &m_bridge, &EngineBridge::setPlaylistNotes);
}

void PlaylistWires::connectPage() {
    connect(&m_page, &LibraryPage::playlistWanted, this, &PlaylistWires::load);
    auto& strip = m_page.pane().strip();
    connect(&strip, &PlaylistStrip::sortWanted, this, [this](PlaylistOrder order, bool isDescending) {
        m_bridge.sortPlaylist(onPage(), order, isDescending);
        settle();
    });
    connect(&strip, &PlaylistStrip::removeDuplicatesWanted, this, [this] {
        m_bridge.removeDuplicates(onPage());
        settle();
    });
    connect(&strip, &PlaylistStrip::editWanted, this, [this] { edit(onPage()); });
    connect(&strip, &PlaylistStrip::copyWanted, this, [this] { copy(onPage()); });
    connect(&strip, &PlaylistStrip::exportWanted, this, [this] {
        if (const Playlist* playlist = find(onPage()))
            m_dialogs->askWhereTo(*playlist);
    });
    connect(&strip, &PlaylistStrip::undoWanted, this, &PlaylistWires::undo);
    connect(&strip, &PlaylistStrip::redoWanted, this, &PlaylistWires::redo);
    auto& view = m_page.pane().view();
    connect(&view, &SongTableView::removeWanted, this, [this](const std::vector<PlaylistEntryId>& entries) {
        m_bridge.removeFromPlaylist(onPage(), entries);
        m_page.pane().view().chooseNextAfterChange();
        tell(tr("%1 taken out of the playlist.").arg(songsText(entries.size())));
    });
    connect(&view, &SongTableView::moveWanted, this, [this](const std::vector<PlaylistEntryId>& entries, PlaylistEntryId before) {
        m_bridge.moveInPlaylist(onPage(), entries, before);
        settle();
    });
    connect(&view, &SongTableView::songsDropped, this,
            [this](const std::vector<TrackId>& songs, PlaylistEntryId before) { add(onPage(), songs, before); });
    connect(&m_page, &LibraryPage::addToPlaylistWanted, this,
            [this](PlaylistId playlist, const std::vector<TrackId>& songs, const QString& name) {
                if (playlist != 0)
                    return add(playlist, songs, 0);
                m_sidebar.editNext(); // so that it can be called otherwise at once
                m_bridge.createPlaylist(name.isEmpty() ? tr("New playlist") : name, 0, songs);
            });
    connect(&m_page, &LibraryPage::playlistLike, this, [this](const Track& track) { m_dialogs->writeRulesLike(track); });
}

const Playlist* PlaylistWires::find(PlaylistId playlist) const {
    const auto found = std::ranges::find(m_all, playlist, &Playlist::id);
    return found == m_all.end() ? nullptr : &*found;
}

PlaylistId PlaylistWires::onPage() const { return playlistIn(m_page.library()); }

void PlaylistWires::takeAll(const PlaylistsChanged& event) {
    const auto before = std::exchange(m_all, event.playlists);
    m_sidebar.setPlaylists(m_all);
    m_page.setPlaylists(m_all);
    m_page.pane().strip().setUndo(event.canUndo, event.canRedo);
    Q_EMIT changed();
    if (m_isNewShown)
        for (const Playlist& one : m_all)
            if (std::ranges::find(before, one.id, &Playlist::id) == before.end() && one.kind != PlaylistKind::folder) {
                m_isNewShown = false;
                return show(one.id);
            }
    const PlaylistId shownNow = onPage();
    if (shownNow == 0)
        return;
    const Playlist* now = find(shownNow);
    if (!now)
        return Q_EMIT left();
    const auto then = std::ranges::find(before, shownNow, &Playlist::id);
    m_page.setPlaylist(*now);
    if (then != before.end() && then->rules != now->rules)
        load(shownNow);
}

void PlaylistWires::show(PlaylistId playlist) {
    const Playlist* found = find(playlist);
    if (!found || found->kind == PlaylistKind::folder)
        return;
    m_page.setPlaylist(*found);
    Q_EMIT shown();
}

/// Rules are answered out of all music, which is here; what sounds alike only the engine knows.
void PlaylistWires::load(PlaylistId playlist) {
    const Playlist* found = find(playlist);
    if (!found)
        return;
    if (found->kind == PlaylistKind::rules && found->rules.soundsLike == 0)
        m_allMusic.want();
    else
        m_request = m_bridge.loadPlaylist(playlist);
}

void PlaylistWires::takeLoaded(const PlaylistLoaded& event) {
    if (event.request != m_request || event.playlist != onPage())
        return;
    const Playlist* found = find(event.playlist);
    if (!found || found->kind != PlaylistKind::rules) {
        m_page.takePlaylist(event);
        return doWhatWaits();
    }
    using namespace std::chrono;
    m_page.takeChosen(m_page.library(), event.songs,
                      browse::songsOfRules(found->rules, event.songs, floor<seconds>(system_clock::now())));
    doWhatWaits();
}

/// They are found anew when songs change.
void PlaylistWires::showRules() {
    const Playlist* found = find(onPage());
    if (!found || found->kind != PlaylistKind::rules || found->rules.soundsLike != 0 || !m_allMusic.isLoaded())
        return;
    auto chosen = m_allMusic.songsOf(found->rules);
    const auto& table = m_page.pane().model();
    const bool areSame = table.songs().size() == m_allMusic.songs().songs().size() && table.libraryOrder() == chosen;
    if (!areSame)
        m_page.takeChosen(m_page.library(), m_allMusic.songs().songs(), std::move(chosen));
    doWhatWaits();
}

void PlaylistWires::doWhatWaits() {
    if (m_toFreeze != 0 && std::exchange(m_toFreeze, 0) == onPage())
        copy(onPage());
    if (m_toPlay != 0 && std::exchange(m_toPlay, 0) == onPage())
        m_page.playFirst();
}

void PlaylistWires::play(PlaylistId playlist) {
    m_toPlay = playlist;
    if (playlist == onPage())
        doWhatWaits();
    else
        show(playlist);
}

void PlaylistWires::makeNew(PlaylistKind kind, PlaylistId folder) {
    if (kind == PlaylistKind::rules)
        return m_dialogs->writeRules(folder);
    m_sidebar.editNext();
    settle();
    if (kind == PlaylistKind::folder)
        return m_bridge.createPlaylistFolder(tr("New folder"), folder);
    m_isNewShown = true;
    m_bridge.createPlaylist(tr("New playlist"), folder, {});
}

void PlaylistWires::create() { makeNew(PlaylistKind::songs, 0); }

void PlaylistWires::createFrom(const QString& name, const std::vector<Track>& songs) {
    std::vector<TrackId> ids;
    for (const Track& song : songs)
        if (song.id != 0)
            ids.push_back(song.id);
    if (ids.empty())
        return;
    m_bridge.createPlaylist(name, 0, ids);
    tell(tr("%1 are the playlist “%2” now.").arg(songsText(ids.size()), name));
}

void PlaylistWires::importFile(const std::filesystem::path& file) {
    m_isNewShown = true;
    m_bridge.importPlaylist(file, 0);
}

void PlaylistWires::edit(PlaylistId playlist) {
    const Playlist* found = find(playlist);
    if (!found)
        return;
    if (found->kind == PlaylistKind::rules)
        m_dialogs->changeRules(*found);
    else
        m_dialogs->writeNotes(*found);
}

/// Rules are frozen as they are now.
void PlaylistWires::copy(PlaylistId playlist) {
    const Playlist* found = find(playlist);
    if (!found)
        return;
    std::vector<TrackId> songs;
    if (found->kind == PlaylistKind::rules) {
        if (playlist != onPage()) {
            m_toFreeze = playlist;
            return show(playlist);
        }
        const auto& table = m_page.pane().model();
        std::ranges::transform(table.libraryOrder(), std::back_inserter(songs),
                               [&](auto index) { return table.songs().row(index).id; });
    }
    m_sidebar.editNext();
    m_bridge.copyPlaylist(playlist, songs);
}

void PlaylistWires::remove(PlaylistId playlist) {
    const Playlist* found = find(playlist);
    if (!found)
        return;
    m_bridge.removePlaylist(playlist);
    tell(found->kind == PlaylistKind::folder ? tr("The folder “%1” and what lay in it was removed.").arg(text(found->name))
                                             : tr("The playlist “%1” was removed.").arg(text(found->name)));
}

void PlaylistWires::add(PlaylistId playlist, const std::vector<TrackId>& songs, PlaylistEntryId before) {
    const Playlist* found = find(playlist);
    if (!found || songs.empty())
        return;
    m_bridge.addToPlaylist(playlist, songs, before);
    tell(songs.size() == 1 ? tr("The song is in “%1”.").arg(text(found->name))
                           : tr("%1 are in “%2”.").arg(songsText(songs.size()), text(found->name)));
}

void PlaylistWires::undo() {
    m_bridge.undoPlaylists();
    settle();
}

void PlaylistWires::redo() {
    m_bridge.redoPlaylists();
    settle();
}

/// What a notice would undo is not the last change any more.
void PlaylistWires::settle() { m_board.settle(QStringLiteral("playlist")); }

void PlaylistWires::tell(const QString& sentence) {
    m_board.post({.level = BoardNotice::Level::information,
                  .sentence = sentence,
                  .matter = QStringLiteral("playlist"),
                  .action = tr("Undo"),
                  .act = [this] { m_bridge.undoPlaylists(); }});
}

void PlaylistWires::tellImported(const PlaylistImported& event) {
    const QString name = pathText(event.file.filename());
    m_board.post({.level = BoardNotice::Level::information,
                  .sentence = tr("“%1” is a playlist now. %2").arg(name, importedText(event.lines)),
                  .matter = QStringLiteral("playlist import"),
                  .action = tr("Show the report"),
                  .act = [this, event] { m_dialogs->showReport(event); }});
}

} // namespace segue::ui
