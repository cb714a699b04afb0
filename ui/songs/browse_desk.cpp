// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/browse_desk.h"

#include "engine/browse/artist_names.h"
#include "ui/browse/album_grid.h"
#include "ui/browse/album_model.h"
#include "ui/browse/album_strip.h"
#include "ui/browse/folder_model.h"
#include "ui/browse/folder_view.h"
#include "ui/browse/group_header.h"
#include "ui/browse/name_list.h"
#include "ui/browse/name_model.h"
#include "ui/browse/tile_covers.h"
#include "ui/kit/icons.h"
#include "ui/settings/settings.h"
#include "ui/songs/playlist_menu.h"
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
constexpr std::size_t kFewToGroup = 10'000; ///< songs whose albums are found within some milliseconds

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
    , m_folders(new FolderModel(this))
    , m_covers(new TileCovers(TileCovers::kKilobytes, this))
    , m_grid(new AlbumGrid(*m_albums, *m_covers, m_browser))
    , m_list(new NameList(*m_names, m_browser))
    , m_tree(new FolderView(*m_folders, m_browser))
    , m_header(new GroupHeader(parent))
    , m_strip(new AlbumStrip(parent)) {
    m_browser->addWidget(m_grid);
    m_browser->addWidget(m_list);
    m_browser->addWidget(m_tree);
    m_header->hide();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kRegroupMs);
    connect(&m_soon, &QTimer::timeout, this, &BrowseDesk::takeSongs);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_shelf.takeSome())
            return;
        m_idle.stop();
        if (m_open)
            showOpen();
    });
    connect(m_switch, &ViewSwitch::chosen, this, &BrowseDesk::choose);
    connect(m_covers, &TileCovers::wanted, this, &BrowseDesk::thumbnailWanted);
    connect(m_header, &GroupHeader::coverWanted, this, &BrowseDesk::coverWanted);
    connect(m_header, &GroupHeader::backWanted, this, &BrowseDesk::leave);
    connect(m_header, &GroupHeader::playWanted, this, &BrowseDesk::playOpenWanted);
    connect(m_header, &GroupHeader::menuWanted, this, [this](QPoint position) { menuOf(m_shown)->popup(position); });
    connect(m_header, &GroupHeader::artistWanted, this, [this] {
        if (!m_trail.empty() && m_trail.back().name == m_shown.artist.toStdString())
            leave();
        else if (m_shown.leads)
            openFirstOf(m_shown.artist.toStdString(), {});
    });
    connect(m_header, &GroupHeader::alikeWanted, this, &BrowseDesk::openAlike);
    connect(m_strip, &AlbumStrip::thumbnailWanted, this, &BrowseDesk::thumbnailWanted);
    connect(m_strip, &AlbumStrip::opened, this, &BrowseDesk::openOfArtist);
    connect(m_strip, &AlbumStrip::menuWanted, this, [this](TrackId song, QPoint position) {
        openMenu({.view = BrowseView::albums, .song = song, .name = {}}, position, true);
    });
    const auto openRow = [this](int row) { open(targetAt(row)); };
    const auto openRowMenu = [this](int row, QPoint position) { openMenu(targetAt(row), position); };
    connect(m_grid, &AlbumGrid::opened, this, openRow);
    connect(m_list, &NameList::opened, this, openRow);
    connect(m_grid, &AlbumGrid::menuWanted, this, openRowMenu);
    connect(m_list, &NameList::menuWanted, this, openRowMenu);
    connect(m_tree, &FolderView::opened, this, [this](const QModelIndex& folder) { open(targetAt(folder)); });
    connect(m_tree, &FolderView::menuWanted, this,
            [this](const QModelIndex& folder, QPoint position) { openMenu(targetAt(folder), position); });
}

void BrowseDesk::setLibrary(const Library& library) {
    const bool isAnother = library.id != m_library.id;
    m_library = library;
    if (m_library.root.empty()) // of several libraries: folders from the top
        m_library.root = "/";
    if (!isAnother)
        return;
    m_open.reset();
    m_trail.clear();
    m_header->hide();
    m_strip->clear();
    m_table.setScope(std::nullopt);
    m_covers->forget();
    const int view = m_settings.layout(viewKey(library.id)).toInt();
    m_view = view > 0 && view < kBrowseViews ? static_cast<BrowseView>(view) : BrowseView::songs;
    m_switch->setView(m_view);
    Q_EMIT changed();
}

void BrowseDesk::choose(BrowseView view) {
    m_view = view;
    m_settings.setLayout(viewKey(m_library.id), QByteArray::number(static_cast<int>(view)));
    if (m_open)
        close();
    else
        showFound();
    Q_EMIT changed();
}

void BrowseDesk::takeSongs() {
    m_soon.stop();
    m_covers->doubt();
    m_strip->doubt();
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

/// One that nobody asked for is one that the listener chose.
void BrowseDesk::takeCover(const CoverLoaded& cover) {
    m_header->takeCover(cover);
    if (cover.request != 0)
        return;
    m_covers->doubt();
    m_grid->viewport()->update();
    m_strip->doubt();
    m_strip->viewport()->update();
}

void BrowseDesk::takeThumbnail(const ThumbnailLoaded& cover) {
    m_covers->take(cover);
    m_strip->take(cover);
}

/// The songs that the filter finds decide what is shown.
void BrowseDesk::showFound() {
    if (m_view == BrowseView::songs) { // keeps no copy of the list
        m_shelf.setSongs({}, {});
        m_albums->setAlbums({}, {}, {});
        m_names->setNames({}, {});
        m_folders->setTree({});
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
    if (m_view == BrowseView::folders) {
        m_all = m_shelf.folders(m_library.root.native(), {})->nodes.size() - 1;
        m_folders->setTree(m_shelf.folders(m_library.root.native(), found));
        m_browser->setCurrentWidget(m_tree);
        return;
    }
    const bool isArtists = m_view == BrowseView::artists;
    const auto names = isArtists ? m_shelf.artists() : m_shelf.genres();
    m_all = names->groups.size();
    m_names->setNames(names, isArtists ? m_shelf.foundArtists(found) : m_shelf.foundGenres(found));
    m_list->setAccessibleName(isArtists ? tr("Artists") : tr("Genres"));
    m_browser->setCurrentWidget(m_list);
}

std::size_t BrowseDesk::shownCount() const {
    return m_view == BrowseView::albums    ? static_cast<std::size_t>(m_albums->rowCount())
           : m_view == BrowseView::folders ? m_folders->folders()
                                           : static_cast<std::size_t>(m_names->rowCount());
}

QString BrowseDesk::countText() const {
    const auto of = [this](std::size_t count) {
        return m_view == BrowseView::albums    ? albumsText(count)
               : m_view == BrowseView::artists ? artistsText(count)
               : m_view == BrowseView::genres  ? genresText(count)
                                               : foldersText(count);
    };
    return shownCount() == m_all ? of(m_all) : tr("%1 of %2").arg(ui::countText(shownCount()), of(m_all));
}

QWidget* BrowseDesk::first() const { return m_browser->currentWidget(); }

std::optional<BrowseDesk::Group> BrowseDesk::albumOf(TrackId song) {
    const auto index = m_table.indexOf(song);
    const auto& albums = *m_shelf.albums();
    if (!index || *index >= albums.albumOf.size() || albums.albumOf[*index] == browse::AlbumGroups::kNone)
        return std::nullopt;
    const auto& album = albums.albums[albums.albumOf[*index]];
    const auto& songs = m_shelf.songs();
    Group group;
    group.songs = album.songs;
    group.context = {.kind = QueueContext::Kind::album, .name = textOf(songs, album.title), .id = m_library.id};
    group.artist = albumArtistText(songs, album);
    group.leads = album.artist != 0;
    group.facts = albumFactsText(album);
    if (const QString range = loudnessRangeText(songs, album.songs); !range.isEmpty())
        group.facts += QStringLiteral(" · ") + range;
    group.cover = songs[album.coverSong].path;
    return group;
}

std::optional<BrowseDesk::Group> BrowseDesk::named(const browse::NameGroups& names, const std::string& name,
                                                   QueueContext::Kind kind) {
    const auto index = browse::findName(names, name);
    if (!index)
        return std::nullopt;
    const auto& group = names.groups[*index];
    const bool areAlbumsKnown = m_shelf.hasAlbums() || m_shelf.order().size() <= kFewToGroup; // else they follow: showOpen()
    auto albums = kind == QueueContext::Kind::artist && areAlbumsKnown ? m_shelf.albumsOf(group) : std::vector<std::uint32_t>();
    Group found{.songs = group.songs,
                .context = {.kind = kind, .name = std::string(names.names[group.name]), .id = m_library.id},
                .facts = artistFactsText(albums.size(), group.songs.size(), group.guests.size()),
                .albums = std::move(albums)};
    found.songs.insert(found.songs.end(), group.guests.begin(), group.guests.end());
    return found;
}

std::optional<BrowseDesk::Group> BrowseDesk::inFolder(const std::string& folder) {
    auto songs = browse::songsInFolder(m_shelf.songs(), m_shelf.order(), m_library.root.native(), folder);
    if (songs.empty())
        return std::nullopt;
    const QString facts = songsText(songs.size());
    return Group{.songs = std::move(songs),
                 .context = {.kind = QueueContext::Kind::search,
                             .name = std::filesystem::path(folder).parent_path().filename().string(),
                             .id = m_library.id},
                 .facts = facts};
}

/// What is meant may have another place by now, or be gone.
std::optional<BrowseDesk::Group> BrowseDesk::groupOf(const Target& target) {
    switch (target.view) {
    case BrowseView::albums:
        return albumOf(target.song);
    case BrowseView::artists:
        return named(*m_shelf.artists(), target.name, QueueContext::Kind::artist);
    case BrowseView::genres:
        return named(*m_shelf.genres(), target.name, QueueContext::Kind::search);
    case BrowseView::folders:
        return inFolder(target.name);
    case BrowseView::songs:
        break;
    }
    return std::nullopt;
}

BrowseDesk::Target BrowseDesk::targetAt(int row) const {
    if (m_view == BrowseView::albums)
        return {.view = m_view, .song = m_albums->songs().row(m_albums->album(row).songs.front()).id, .name = {}};
    return {.view = m_view, .song = 0, .name = m_names->name(row).toStdString()};
}

BrowseDesk::Target BrowseDesk::targetAt(const QModelIndex& folder) const {
    return {.view = BrowseView::folders, .song = 0, .name = m_folders->tree().pathOf(m_folders->nodeOf(folder))};
}

void BrowseDesk::openAlbumOf(TrackId song) { open({.view = BrowseView::albums, .song = song, .name = {}}); }

void BrowseDesk::openArtistOf(const Track& song) { openFirstOf(song.artist, song.artists); }

void BrowseDesk::showSongs() {
    if (m_view != BrowseView::songs)
        m_switch->setView(BrowseView::songs), choose(BrowseView::songs);
    else if (m_open)
        close();
}

/// Of several artists the first.
void BrowseDesk::openFirstOf(const std::string& artist, const std::string& artists) {
    const auto names = browse::artistNames(artist, artists, {}).main;
    if (!names.empty())
        open({.view = BrowseView::artists, .song = 0, .name = std::string(names.front())});
}

void BrowseDesk::open(Target target) {
    m_trail.clear();
    goTo(std::move(target));
}

/// An album of the artist that is open, with a way back.
void BrowseDesk::openOfArtist(TrackId song) {
    m_trail.clear();
    if (m_open)
        m_trail.push_back(*m_open);
    goTo({.view = BrowseView::albums, .song = song, .name = {}});
}

void BrowseDesk::goTo(Target target) {
    takeNewSongs();
    if (m_open)
        Q_EMIT goingOn();
    else
        Q_EMIT opening();
    m_open = std::move(target);
    showOpen();
    Q_EMIT changed();
}

void BrowseDesk::showOpen() {
    auto group = groupOf(*m_open);
    if (!group) {
        if (m_table.trackCount() > 0) // else its songs are on their way
            leave();
        return;
    }
    m_shown = std::move(*group);
    m_table.setScope(m_shown.songs);
    m_header->showGroup(text(m_shown.context.name), m_shown.artist, m_shown.leads, m_shown.facts);
    m_header->expectCover(m_shown.cover);
    m_header->show();
    showAlbums();
    askForAlike();
}

/// Of an artist. While they are found, those that were shown stay, where they are the same artist's.
void BrowseDesk::showAlbums() {
    if (!m_trail.empty())
        return m_strip->hide(); // they are gone back to
    const QString artist = m_open->view == BrowseView::artists ? text(m_shown.context.name) : QString();
    const bool areToCome = !artist.isEmpty() && !m_shelf.hasAlbums();
    if (areToCome)
        m_idle.start(0);
    if (!areToCome || m_strip->artist() != artist)
        m_strip->setAlbums(m_shelf.songs(), m_shown.albums.empty() ? nullptr : m_shelf.albums(), m_shown.albums, artist);
}

/// Of an album or an artist; once, whatever changes while it is open.
void BrowseDesk::askForAlike() {
    const bool isAlbum = m_open->view == BrowseView::albums;
    const TrackId song = m_shown.songs.empty() ? 0 : m_shelf.songs().row(m_shown.songs.front()).id;
    const AlikeQuery query{.song = isAlbum || m_open->view == BrowseView::artists ? song : 0,
                           .of = isAlbum ? SeedsOf::album : SeedsOf::artist,
                           .library = m_library.id > 0 ? m_library.id : 0};
    if (m_alike.query.song == query.song && m_alike.query.of == query.of)
        return;
    m_alike = {.request = 0, .query = query, .groups = {}};
    m_header->setAlike({});
    if (query.song != 0)
        Q_EMIT alikeWanted(query);
}

void BrowseDesk::takeAlike(const AlikeFound& found) {
    if (!m_open || found.query.song != m_alike.query.song || found.query.of != m_alike.query.of)
        return;
    m_alike = found;
    std::erase_if(m_alike.groups, [this](const Alike& one) { return !m_table.indexOf(one.song.id); }); // of a playlist
    std::vector<GroupHeader::AlikeName> names;
    for (const Alike& one : m_alike.groups)
        names.push_back({.name = alikeName(one, found.query.of), .tip = alikeTip(one)});
    m_header->setAlike(names);
}

void BrowseDesk::openAlike(int place) {
    if (place < 0 || static_cast<std::size_t>(place) >= m_alike.groups.size())
        return;
    const Track song = m_alike.groups[static_cast<std::size_t>(place)].song;
    if (m_alike.query.of == SeedsOf::album)
        openAlbumOf(song.id);
    else
        openArtistOf(song);
}

bool BrowseDesk::leave() {
    if (!m_open)
        return false;
    if (m_trail.empty()) {
        close();
        return true;
    }
    Q_EMIT goingOn();
    m_open = std::move(m_trail.back());
    m_trail.pop_back();
    showOpen();
    Q_EMIT changed();
    return true;
}

void BrowseDesk::close() {
    m_idle.stop();
    m_open.reset();
    m_trail.clear();
    m_strip->clear();
    m_shown = {};
    m_alike = {};
    m_header->hide();
    m_table.setScope(std::nullopt);
    Q_EMIT left();
    showFound();
    Q_EMIT changed();
}

std::optional<QueueContext> BrowseDesk::context() const { return m_open ? std::optional(m_shown.context) : std::nullopt; }

void BrowseDesk::openMenu(const Target& target, QPoint position, bool isOfArtist) {
    const auto group = groupOf(target);
    if (!group)
        return;
    QMenu* menu = menuOf(*group);
    auto* open = new QAction(tr("Open"), menu);
    menu->insertAction(menu->actions().value(0), open);
    connect(open, &QAction::triggered, this, [this, target, isOfArtist] {
        if (isOfArtist)
            openOfArtist(target.song);
        else
            this->open(target);
    });
    menu->popup(position);
}

QMenu* BrowseDesk::menuOf(const Group& group) {
    auto* menu = new QMenu(m_browser->window());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("groupMenu"));
    const auto act = [this, group](GroupAct what, PlaylistId playlist = 0) {
        Q_EMIT acted(what, {.songs = group.songs, .context = group.context, .playlist = playlist});
    };
    const auto add = [&](const char* icon, const QString& name, GroupAct what) {
        menu->addAction(lineIcon(QString::fromLatin1(icon)), name, this, [act, what] { act(what); });
    };
    add("play", tr("Play"), GroupAct::play);
    add("queue", tr("Play next"), GroupAct::playNext);
    add("add", tr("Add to queue"), GroupAct::add);
    menu->addSeparator();
    add("radio", tr("Start radio"), GroupAct::radio);
    add("similar", tr("Recommend from these"), GroupAct::recommend);
    menu->addSeparator();
    addPlaylistsTo(*menu->addMenu(lineIcon(QStringLiteral("playlist")), tr("Add to playlist")), m_playlists,
                   [act](PlaylistId playlist) { act(GroupAct::addToPlaylist, playlist); });
    if (group.leads) {
        menu->addSeparator();
        menu->addAction(lineIcon(QStringLiteral("artist")), tr("Go to artist"), this,
                        [this, artist = group.artist.toStdString()] { openFirstOf(artist, {}); });
    }
    return menu;
}

} // namespace segue::ui
