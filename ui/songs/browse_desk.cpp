// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/browse_desk.h"

#include "engine/browse/artist_names.h"
#include "ui/browse/album_grid.h"
#include "ui/browse/album_model.h"
#include "ui/browse/group_header.h"
#include "ui/browse/name_list.h"
#include "ui/browse/name_model.h"
#include "ui/browse/tile_covers.h"
#include "ui/kit/icons.h"
#include "ui/settings/settings.h"
#include "ui/songs/song_table_model.h"
#include "ui/words/browse_text.h"
#include "ui/words/format.h"

#include <QMenu>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

constexpr int kRegroupMs = 700;

QString viewKey(LibraryId library) { return QStringLiteral("view/%1").arg(library); }

std::string textOf(const SongList& songs, TextPool::Id id) { return std::string(songs.texts()[id]); }

} // namespace

BrowseDesk::BrowseDesk(SongTableModel& table, Settings& settings, QWidget* parent)
    : QObject(parent)
    , m_table(table)
    , m_settings(settings)
    , m_switch(new ViewSwitch(parent))
    , m_browser(new QStackedWidget(parent))
    , m_albums(new AlbumModel(this))
    , m_names(new NameModel(this))
    , m_covers(new TileCovers(this))
    , m_grid(new AlbumGrid(*m_albums, *m_covers, m_browser))
    , m_list(new NameList(*m_names, m_browser))
    , m_header(new GroupHeader(parent)) {
    m_browser->addWidget(m_grid);
    m_browser->addWidget(m_list);
    m_header->hide();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kRegroupMs);
    connect(&m_soon, &QTimer::timeout, this, &BrowseDesk::takeSongs);
    connect(m_switch, &ViewSwitch::chosen, this, &BrowseDesk::choose);
    connect(m_covers, &TileCovers::wanted, this, &BrowseDesk::coverWanted);
    connect(m_header, &GroupHeader::coverWanted, this, &BrowseDesk::coverWanted);
    connect(m_header, &GroupHeader::backWanted, this, &BrowseDesk::leave);
    connect(m_header, &GroupHeader::playWanted, this, &BrowseDesk::playOpenWanted);
    connect(m_header, &GroupHeader::menuWanted, this, [this](QPoint position) { menuOf(m_shown)->popup(position); });
    connect(m_header, &GroupHeader::artistWanted, this, [this] {
        if (m_open && !m_shown.songs.empty())
            openArtist(
                text(textOf(m_shelf.songs(), m_shelf.albums()->albums[m_shelf.albums()->albumOf[m_shown.songs.front()]].artist)));
    });
    connect(m_grid, &AlbumGrid::opened, this, &BrowseDesk::openRow);
    connect(m_list, &NameList::opened, this, &BrowseDesk::openRow);
    connect(m_grid, &AlbumGrid::menuWanted, this, &BrowseDesk::openMenu);
    connect(m_list, &NameList::menuWanted, this, &BrowseDesk::openMenu);
}

void BrowseDesk::setLibrary(LibraryId library) {
    m_library = library;
    m_open.reset();
    m_table.setScope(std::nullopt);
    m_covers->forget();
    const int view = m_settings.layout(viewKey(library)).toInt();
    m_view = view > 0 && view < kBrowseViews ? static_cast<BrowseView>(view) : BrowseView::songs;
    m_switch->setView(m_view);
    Q_EMIT changed();
}

void BrowseDesk::choose(BrowseView view) {
    m_view = view;
    m_settings.setLayout(viewKey(m_library), QByteArray::number(static_cast<int>(view)));
    if (!leave())
        showFound();
    Q_EMIT changed();
}

void BrowseDesk::takeSongs() {
    m_soon.stop();
    m_shelf.setSongs(m_table.songs(), m_table.libraryOrder());
    if (m_open)
        showOpen();
    else
        showFound();
    Q_EMIT changed();
}

void BrowseDesk::takeChanges() {
    if (m_view == BrowseView::songs && !m_open)
        return;
    if (!m_soon.isActive())
        m_soon.start();
}

void BrowseDesk::takeNewSongs() {
    if (m_shelf.songs().size() != m_table.songs().size())
        m_shelf.setSongs(m_table.songs(), m_table.libraryOrder());
}

void BrowseDesk::takeFilter() {
    if (!m_open)
        showFound();
}

void BrowseDesk::takeCover(const CoverLoaded& cover) {
    m_covers->take(cover);
    m_header->takeCover(cover);
}

/// The songs that the filter finds decide what is shown.
void BrowseDesk::showFound() {
    if (m_view == BrowseView::songs) { // keeps no copy of the list
        m_shelf.setSongs({}, {});
        m_albums->setAlbums({}, {}, {});
        m_names->setNames({}, {});
        return;
    }
    takeNewSongs();
    const auto found = m_table.foundSongs();
    if (m_view == BrowseView::albums) {
        m_all = m_shelf.albums()->albums.size();
        m_albums->setAlbums(m_shelf.songs(), m_shelf.albums(), m_shelf.foundAlbums(found));
        m_browser->setCurrentWidget(m_grid);
        return;
    }
    const bool isArtists = m_view == BrowseView::artists;
    const auto names = isArtists ? m_shelf.artists() : m_shelf.genres();
    m_all = names->groups.size();
    m_names->setNames(names, isArtists ? m_shelf.foundArtists(found) : m_shelf.foundGenres(found));
    m_list->setAccessibleName(isArtists ? tr("Artists") : tr("Genres"));
    m_browser->setCurrentWidget(m_list);
}

bool BrowseDesk::isEmpty() const { return m_view == BrowseView::albums ? m_albums->rowCount() == 0 : m_names->rowCount() == 0; }

QString BrowseDesk::countText() const {
    const auto of = [this](std::size_t count) {
        return m_view == BrowseView::albums    ? albumsText(count)
               : m_view == BrowseView::artists ? artistsText(count)
                                               : genresText(count);
    };
    const auto shown = static_cast<std::size_t>(m_view == BrowseView::albums ? m_albums->rowCount() : m_names->rowCount());
    return shown == m_all ? of(m_all) : tr("%1 of %2").arg(ui::countText(shown), of(m_all));
}

QWidget* BrowseDesk::first() const { return m_browser->currentWidget(); }

BrowseDesk::Group BrowseDesk::albumGroup(std::uint32_t index) {
    const auto& album = m_shelf.albums()->albums[index];
    return {.songs = album.songs,
            .context = {.kind = QueueContext::Kind::album, .name = textOf(m_shelf.songs(), album.title), .id = m_library}};
}

BrowseDesk::Group BrowseDesk::nameGroup(BrowseView view, std::uint32_t index) {
    const auto& names = view == BrowseView::artists ? *m_shelf.artists() : *m_shelf.genres();
    const auto& group = names.groups[index];
    Group found{.songs = group.songs, .context = {.name = std::string(names.names[group.name]), .id = m_library}};
    found.songs.insert(found.songs.end(), group.guests.begin(), group.guests.end());
    found.context.kind = view == BrowseView::artists ? QueueContext::Kind::artist : QueueContext::Kind::search;
    return found;
}

BrowseDesk::Group BrowseDesk::groupAt(int row) {
    return m_view == BrowseView::albums ? albumGroup(m_albums->albumIndex(row)) : nameGroup(m_view, m_names->groupIndex(row));
}

void BrowseDesk::openRow(int row) {
    if (m_view == BrowseView::albums)
        open({.view = m_view, .song = m_shelf.songs().row(m_albums->album(row).songs.front()).id, .name = {}});
    else
        open({.view = m_view, .song = 0, .name = m_names->name(row).toStdString()});
}

void BrowseDesk::openAlbumOf(TrackId song) { open({.view = BrowseView::albums, .song = song, .name = {}}); }

void BrowseDesk::openArtist(const QString& artist) {
    const auto names = browse::artistNames(artist.toStdString(), {}, {}).main;
    if (!names.empty())
        open({.view = BrowseView::artists, .song = 0, .name = artist.toStdString().substr(0, names.front().size())});
}

void BrowseDesk::open(Open open) {
    takeNewSongs();
    if (!m_open)
        Q_EMIT opening();
    m_open = std::move(open);
    showOpen();
    Q_EMIT changed();
}

/// What was open may have another place by now, or be gone.
void BrowseDesk::showOpen() {
    std::optional<std::uint32_t> index;
    if (m_open->view == BrowseView::albums) {
        const auto song = m_table.indexOf(m_open->song);
        const auto album = song ? m_shelf.albums()->albumOf[*song] : browse::AlbumGroups::kNone;
        index = album == browse::AlbumGroups::kNone ? std::nullopt : std::optional(album);
    } else {
        index = browse::findName(m_open->view == BrowseView::artists ? *m_shelf.artists() : *m_shelf.genres(), m_open->name);
    }
    if (!index && m_table.trackCount() == 0) // its songs are on their way
        return;
    if (!index) {
        leave();
        return;
    }
    const bool isAlbum = m_open->view == BrowseView::albums;
    m_shown = isAlbum ? albumGroup(*index) : nameGroup(m_open->view, *index);
    m_table.setScope(m_shown.songs);
    const QString title = text(m_shown.context.name);
    if (isAlbum) {
        const auto& album = m_shelf.albums()->albums[*index];
        m_header->showGroup(title, albumArtistText(m_shelf.songs(), album), album.artist != 0, albumFactsText(album));
        m_header->expectCover(m_shelf.songs()[album.coverSong].path);
    } else {
        const auto& names = m_open->view == BrowseView::artists ? *m_shelf.artists() : *m_shelf.genres();
        const auto& group = names.groups[*index];
        m_header->showGroup(title, {}, false, artistFactsText(0, group.songs.size(), group.guests.size()));
        m_header->expectCover({});
    }
    m_header->show();
}

bool BrowseDesk::leave() {
    if (!m_open)
        return false;
    m_open.reset();
    m_shown = {};
    m_header->hide();
    m_table.setScope(std::nullopt);
    Q_EMIT left();
    showFound();
    Q_EMIT changed();
    return true;
}

std::optional<QueueContext> BrowseDesk::context() const { return m_open ? std::optional(m_shown.context) : std::nullopt; }

void BrowseDesk::openMenu(int row, QPoint position) {
    QMenu* menu = menuOf(groupAt(row));
    auto* open = new QAction(tr("Open"), menu);
    menu->insertAction(menu->actions().value(0), open);
    connect(open, &QAction::triggered, this, [this, row] { openRow(row); });
    menu->popup(position);
}

QMenu* BrowseDesk::menuOf(const Group& group) {
    auto* menu = new QMenu(m_browser->window());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* icon, const QString& name, GroupAct act) {
        connect(menu->addAction(lineIcon(QString::fromLatin1(icon)), name), &QAction::triggered, this,
                [this, group, act] { Q_EMIT acted(act, group.songs, group.context); });
    };
    add("play", tr("Play"), GroupAct::play);
    add("next", tr("Play next"), GroupAct::playNext);
    add("queue", tr("Add to queue"), GroupAct::add);
    return menu;
}

} // namespace segue::ui
