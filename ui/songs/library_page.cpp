// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/library_page.h"

#include "engine/browse/name_groups.h"
#include "engine/browse/song_query.h"
#include "ui/similar/filter_bar.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/songs/browse_desk.h"
#include "ui/songs/collection.h"
#include "ui/songs/song_actions.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/words/format.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSplitter>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace segue::ui {

namespace {

const QString kSplitter = QStringLiteral("librarySplitter");

/// The genres that most songs have, by name, and the decades that any is from, the latest first.
FilterChoices choicesOf(const SongTableModel& table) {
    constexpr std::size_t kMostGenres = 40;
    auto all = browse::groupGenres(table.songs(), table.libraryOrder());
    std::ranges::stable_sort(all.groups, std::greater(), [](const auto& group) { return group.songs.size(); });
    all.groups.resize(std::min(all.groups.size(), kMostGenres));
    QStringList names;
    for (const auto& group : all.groups)
        names += text(std::string(all.names[group.name]));
    std::ranges::sort(names, [](const QString& a, const QString& b) { return a.localeAwareCompare(b) < 0; });
    FilterChoices choices;
    for (const QString& name : names)
        choices.genres.push_back(name.toStdString());
    std::set<int, std::greater<>> decades;
    for (const auto song : table.libraryOrder())
        if (const int year = table.songs().row(song).year; year > 0)
            decades.insert(year / 10 * 10);
    choices.decades.assign(decades.begin(), decades.end());
    return choices;
}

} // namespace

LibraryPage::LibraryPage(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_pane(new SongPane(settings, this))
    , m_panel(new RecommendationPanel(settings, this))
    , m_actions(new SongActions(*m_pane, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this)) {
    setObjectName(QStringLiteral("page"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_pane);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_pane->setMinimumWidth(260);
    m_panel->setMinimumWidth(260);
    m_splitter->setSizes({560, 332});
    m_splitter->restoreState(m_settings.layout(kSplitter));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_splitter);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] { showList(true); });
    connectPane();
    connectActions();
}

void LibraryPage::connectPane() {
    connect(m_pane, &SongPane::trackChosen, m_panel, &RecommendationPanel::setSeed);
    connect(m_pane, &SongPane::clickedTrack, this, [this] {
        const auto current = m_pane->view().currentIndex();
        if (!current.isValid())
            return;
        const Track track = m_pane->model().track(current.row());
        if (!m_panel->isSeed(track))
            m_panel->setSeed(track);
        if (m_narrow)
            m_soon.start(QApplication::doubleClickInterval());
    });
    connect(m_pane, &SongPane::playWanted, this, [this](int row) {
        m_soon.stop();
        m_actions->playRow(row);
    });
    connect(m_pane, &SongPane::startable, this, &LibraryPage::startable);
    connect(m_pane, &SongPane::menuWanted, this, [this](int row, QPoint position) {
        m_soon.stop();
        m_actions->openTableMenu(row, position);
    });
    connect(m_pane, &SongPane::rateWanted, this, &LibraryPage::rateWanted);
    connect(m_pane, &SongPane::rescanWanted, this, [this] { Q_EMIT rescanWanted(m_library.id); });
    m_panel->setFilterChoices([this] { return choicesOf(m_pane->model()); });
    connect(m_panel, &RecommendationPanel::playWanted, this, &LibraryPage::playWanted);
    connect(m_panel, &RecommendationPanel::previewWanted, this, &LibraryPage::previewWanted);
    connect(m_panel, &RecommendationPanel::backWanted, this, [this] { showList(false); });
    connect(m_panel, &RecommendationPanel::menuWanted, this, [this](const Track& track, int row, QPoint position) {
        m_actions->openListMenu(
            track, position, [this, row] { m_panel->playFrom(row); }, [this, row] { m_panel->tellWhy(row); });
    });
}

void LibraryPage::connectActions() {
    connect(&m_pane->browse(), &BrowseDesk::acted, m_actions, &SongActions::actOn);
    connect(m_actions, &SongActions::playWanted, this, &LibraryPage::playWanted);
    connect(m_actions, &SongActions::playNextWanted, this, &LibraryPage::playNextWanted);
    connect(m_actions, &SongActions::addWanted, this, &LibraryPage::addWanted);
    connect(m_actions, &SongActions::detailsWanted, this, &LibraryPage::detailsWanted);
    connect(m_actions, &SongActions::radioWanted, this, &LibraryPage::radioWanted);
    connect(m_actions, &SongActions::pathWanted, this, &LibraryPage::pathWanted);
    connect(m_actions, &SongActions::recommendWanted, this, [this](const Track& track) { recommendFrom(track); });
    connect(m_actions, &SongActions::listWanted, this, [this](const SeedSet& seeds) { recommendFrom(seeds); });
    connect(m_actions, &SongActions::rateWanted, this, &LibraryPage::rateWanted);
    connect(m_actions, &SongActions::correctWanted, this, &LibraryPage::correctWanted);
    connect(m_actions, &SongActions::savePlaylistWanted, this, &LibraryPage::savePlaylistWanted);
    connect(m_actions, &SongActions::addToPlaylistWanted, this, &LibraryPage::addToPlaylistWanted);
    connect(m_actions, &SongActions::playlistLikeWanted, this, &LibraryPage::playlistLike);
    connect(m_actions, &SongActions::takeOutWanted, &m_pane->view(), &SongTableView::removeChosen);
    connect(m_actions, &SongActions::albumWanted, this, &LibraryPage::albumWanted);
    connect(m_actions, &SongActions::artistWanted, this, &LibraryPage::artistWanted);
    connect(m_actions, &SongActions::said, this, &LibraryPage::said);
    connect(m_actions, &SongActions::seedsWanted, this, &LibraryPage::recommendAlso);
    connect(m_actions, &SongActions::noticed, this, &LibraryPage::noticed);
}

void LibraryPage::setLibrary(const Library& library) { show(library, std::nullopt); }

void LibraryPage::setPlaylist(const Playlist& playlist) {
    Library collection;
    collection.id = collectionOf(playlist.id);
    collection.name = playlist.name;
    show(collection, playlist);
}

void LibraryPage::show(const Library& collection, const std::optional<Playlist>& playlist) {
    const bool another = collection.id != m_library.id;
    const bool hasMoved = collection.root != m_library.root; // the songs' paths are others
    m_library = collection;
    m_actions->setLibrary(collection);
    m_pane->setLibrary(collection);
    m_pane->setPlaylist(playlist);
    if (another)
        showList(false);
    if (another || hasMoved)
        wantSongs();
}

void LibraryPage::wantSongs() {
    if (const auto playlist = playlistIn(m_library.id); playlist != 0)
        Q_EMIT playlistWanted(playlist);
    else if (m_library.id != 0)
        Q_EMIT tracksWanted(m_library.id);
}

void LibraryPage::setLibraries(const std::vector<Library>& libraries) {
    std::vector<LibraryId> offline;
    for (const Library& library : libraries)
        if (library.offline)
            offline.push_back(library.id);
    m_pane->setOffline(std::move(offline));
    m_actions->setLibraries(libraries);
}

void LibraryPage::setPlaylists(const std::vector<Playlist>& playlists) {
    m_actions->setPlaylists(playlists);
    m_pane->browse().setPlaylists(playlists);
}

void LibraryPage::closeLibrary() {
    m_library = {};
    m_actions->setLibrary({});
    m_pane->setLibrary({});
    m_pane->setPlaylist(std::nullopt);
}

void LibraryPage::hearAnew() {
    wantSongs();
    m_panel->refresh();
}

void LibraryPage::recommendFrom(const Track& track) {
    m_pane->view().chooseTrack(track.id);
    if (!m_panel->isSeed(track)) // it is not in the table now
        m_panel->setSeed(track);
    showList(true);
}

void LibraryPage::recommendFrom(const SeedSet& seeds) {
    m_panel->setSeeds(seeds);
    showList(true);
}

void LibraryPage::recommendAlso(const std::vector<Track>& tracks, bool isAgainst) {
    m_panel->addSeeds(tracks, isAgainst);
    showList(true);
}

void LibraryPage::setNarrow(bool narrow) {
    if (narrow == m_narrow)
        return;
    if (narrow)
        m_settings.setLayout(kSplitter, m_splitter->saveState());
    m_narrow = narrow;
    m_pane->setNarrow(narrow);
    m_panel->setBackShown(narrow);
    showList(m_listShown);
    if (!narrow)
        m_splitter->restoreState(m_settings.layout(kSplitter));
}

void LibraryPage::showList(bool list) {
    m_soon.stop();
    m_listShown = list && m_narrow;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_pane->setVisible(!m_narrow || !m_listShown);
    m_panel->setVisible(!m_narrow || m_listShown);
    if (!m_narrow || !hadFocus)
        return;
    if (m_listShown)
        m_panel->focusList();
    else
        m_pane->focusTable();
}

bool LibraryPage::goBack() {
    if (m_listShown) {
        showList(false);
        return true;
    }
    if (m_pane->clearFilter()) {
        m_pane->focusTable();
        return true;
    }
    return m_pane->leaveGroup();
}

std::vector<Track> LibraryPage::selectedTracks() const {
    const auto pointed = selectedTrack();
    const auto rows = m_pane->view().selectedRows();
    const bool isInTable = pointed && std::ranges::any_of(rows, [&](int row) { return m_pane->model().idOf(row) == pointed->id; });
    if (isInTable && rows.size() > 1)
        return m_actions->songsOf(rows);
    return pointed ? std::vector{*pointed} : std::vector<Track>{};
}

std::optional<Track> LibraryPage::selectedTrack() const {
    auto inList = m_panel->selectedTrack();
    if (inList && (m_listShown || m_panel->isAncestorOf(QApplication::focusWidget())))
        return inList;
    const int current = m_pane->view().currentIndex().row();
    const auto chosen = m_pane->view().selectedRows(); // the focus alone chooses nothing
    if (chosen.empty())
        return inList;
    const bool isCurrentChosen = std::ranges::find(chosen, current) != chosen.end();
    return m_pane->model().track(isCurrentChosen ? current : chosen.front());
}

void LibraryPage::findSong() {
    showList(false);
    m_pane->focusFilter();
}

void LibraryPage::showSong(const Track& track) {
    showList(false);
    m_pane->showSongs();
    if (m_pane->model().rowOf(track.id) < 0) {
        m_toChoose = track.id;
        return;
    }
    m_pane->view().chooseTrack(track.id);
    m_pane->view().setFocus();
}

void LibraryPage::showAlbumOf(const Track& track) {
    showList(false);
    if (m_pane->model().indexOf(track.id) || (track.library != 0 && track.library == m_library.id))
        m_pane->browse().openAlbumOf(track.id);
    else
        m_pane->setFilter(QStringLiteral("album:") + text(browse::quoted(track.album)));
    m_pane->focusTable();
}

void LibraryPage::showArtistOf(const Track& track) {
    showList(false);
    if (m_pane->model().indexOf(track.id) || (track.library != 0 && track.library == m_library.id))
        m_pane->browse().openArtistOf(track);
    else
        m_pane->setFilter(QStringLiteral("artist:") + text(browse::quoted(track.artist)));
    m_pane->focusTable();
}

void LibraryPage::remember() {
    m_pane->view().rememberColumns();
    if (!m_narrow)
        m_settings.setLayout(kSplitter, m_splitter->saveState());
}

void LibraryPage::takeTracks(const TracksLoaded& event) {
    if (event.library != m_library.id)
        return;
    m_pane->setTracks(event.tracks);
    if (const TrackId song = std::exchange(m_toChoose, 0); song != 0 && m_pane->model().rowOf(song) >= 0) {
        m_pane->view().chooseTrack(song);
        m_pane->view().setFocus();
    }
}

void LibraryPage::takePlaylist(const PlaylistLoaded& event) {
    if (collectionOf(event.playlist) == m_library.id)
        m_pane->setPlaylistSongs(event.songs, event.entries);
}

void LibraryPage::takeChosen(LibraryId collection, const SongList& songs, std::vector<SongOrder::Index> chosen) {
    if (collection == m_library.id)
        m_pane->setChosenSongs(songs, std::move(chosen));
}

void LibraryPage::takeChanges(const TracksChanged& event) {
    std::vector<Track> own;
    const bool isPlaylist = playlistIn(m_library.id) != 0;
    std::ranges::copy_if(event.tracks, std::back_inserter(own), [&](const Track& track) {
        return isPlaylist ? m_pane->model().indexOf(track.id).has_value()
                          : m_library.id == kAllMusic || track.library == m_library.id;
    });
    if (!own.empty())
        m_pane->applyChanges(own);
    m_panel->applyChanges(event.tracks, !event.outlined);
}

void LibraryPage::takeRemoved(const TracksRemoved& event) {
    m_pane->removeTracks(event.tracks);
    m_panel->removeTracks(event.tracks);
}

void LibraryPage::takeProgress(const Progress& event) {
    const bool searching = event.stage == Progress::Stage::scanning || event.stage == Progress::Stage::composing;
    m_pane->setBusy(event.running && searching);
    if (!event.running && event.stage != Progress::Stage::idle)
        m_panel->refresh();
}

void LibraryPage::takePlayback(const playback::PlaybackStatus& status) {
    const TrackId playing = status.state == playback::PlayState::stopped ? 0 : status.item.track.id;
    const bool isHeard = status.state == playback::PlayState::playing;
    m_pane->setPlaying(playing, isHeard);
    m_panel->setPlaying(playing, isHeard);
}

QWidget* LibraryPage::first() const { return &m_pane->view(); }

void LibraryPage::playFirst() {
    if (m_pane->model().rowCount() > 0)
        m_actions->playRow(0);
}

void LibraryPage::playAtHand() { m_actions->playAtHand(); }

} // namespace segue::ui
