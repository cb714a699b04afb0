// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/library_page.h"

#include "ui/words/library_text.h"
#include "ui/playback/play_items.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/desktop/show_in_folder.h"
#include "ui/songs/song_menu.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSplitter>

#include <algorithm>

namespace segue::ui {

namespace {

const QString kSplitter = QStringLiteral("librarySplitter");
// A queue of everything would be tens of thousands of songs to copy, for nobody to hear.
constexpr int kQueueBefore = 500;
constexpr int kQueueAfter = 5000;

} // namespace

LibraryPage::LibraryPage(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_pane(new SongPane(settings, this))
    , m_panel(new RecommendationPanel(settings, this))
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
    setFocusProxy(&m_pane->view());
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] { showList(true); });
    connectPane();
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
    connect(m_pane, &SongPane::playWanted, this, &LibraryPage::playFromTable);
    connect(m_pane, &SongPane::menuWanted, this, [this](int row, QPoint position) {
        m_soon.stop();
        openMenu(m_pane->model().track(row), false, position, [this, row] { playFromTable(row); });
    });
    connect(m_pane, &SongPane::rateWanted, this, &LibraryPage::rateWanted);
    connect(m_pane, &SongPane::rescanWanted, this, [this] { Q_EMIT rescanWanted(m_library.id); });
    connect(m_panel, &RecommendationPanel::playWanted, this, &LibraryPage::playWanted);
    connect(m_panel, &RecommendationPanel::backWanted, this, [this] { showList(false); });
    connect(m_panel, &RecommendationPanel::menuWanted, this, [this](const Track& track, int row, QPoint position) {
        openMenu(track, true, position, [this, row] { m_panel->playFrom(row); });
    });
}

void LibraryPage::setLibrary(const Library& library) {
    const bool another = library.id != m_library.id;
    const bool hasMoved = library.root != m_library.root;
    m_library = library;
    m_pane->setLibrary(library);
    if (!another) {
        if (hasMoved)
            Q_EMIT tracksWanted(library.id); // their paths are others
        return;
    }
    showList(false);
    Q_EMIT tracksWanted(library.id);
}

void LibraryPage::closeLibrary() {
    m_library = {};
    m_pane->setLibrary({});
}

void LibraryPage::hearAnew() {
    if (m_library.id != 0)
        Q_EMIT tracksWanted(m_library.id);
    m_panel->refresh();
}

void LibraryPage::recommendFrom(const Track& track) {
    m_pane->view().chooseTrack(track.id);
    if (!m_panel->isSeed(track)) // it is not in the table now
        m_panel->setSeed(track);
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
    if (!m_pane->clearFilter())
        return false;
    m_pane->focusTable();
    return true;
}

std::optional<Track> LibraryPage::selectedTrack() const {
    const auto inList = m_panel->selectedTrack();
    if (inList && (m_listShown || m_panel->isAncestorOf(QApplication::focusWidget())))
        return inList;
    const QModelIndex current = m_pane->view().currentIndex();
    return current.isValid() ? m_pane->model().track(current.row()) : inList;
}

void LibraryPage::findSong() {
    showList(false);
    m_pane->focusFilter();
}

void LibraryPage::remember() {
    m_pane->view().rememberColumns();
    if (!m_narrow)
        m_settings.setLayout(kSplitter, m_splitter->saveState());
}

void LibraryPage::takeTracks(const TracksLoaded& event) {
    if (event.library == m_library.id)
        m_pane->setTracks(event.tracks);
}

void LibraryPage::takeChanges(const TracksChanged& event) {
    std::vector<Track> own;
    std::ranges::copy_if(event.tracks, std::back_inserter(own),
                         [this](const Track& track) { return track.library == m_library.id; });
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
    m_pane->setPlaying(playing);
    m_panel->setPlaying(playing);
}

bool LibraryPage::canPlay(const Track& track) {
    const QString problem = absentSongText(track, m_library);
    if (!problem.isEmpty())
        Q_EMIT noticed({.level = BoardNotice::Level::warning, .sentence = problem});
    return problem.isEmpty();
}

void LibraryPage::playFromTable(int row) {
    m_soon.stop();
    const auto& model = m_pane->model();
    if (!canPlay(model.track(row)))
        return;
    const int first = std::max(0, row - kQueueBefore);
    const int last = std::min(model.rowCount() - 1, row + kQueueAfter);
    std::vector<playback::PlayItem> items;
    items.reserve(static_cast<std::size_t>(last - first + 1));
    std::size_t start = 0;
    for (int i = first; i <= last; ++i) {
        if (i == row)
            start = items.size();
        if (!model.track(i).isMissing)
            items.push_back(playItem(model.track(i), false));
    }
    Q_EMIT playWanted(items, start);
}

void LibraryPage::openMenu(const Track& track, bool isInList, QPoint position, std::function<void()> play) {
    const bool preview = isInList && m_settings.previews();
    auto* menu = new SongMenu(isInList, this);
    connect(menu, &SongMenu::savePlaylistWanted, this, &LibraryPage::savePlaylistWanted);
    connect(menu, &SongMenu::playWanted, this, std::move(play));
    connect(menu, &SongMenu::playNextWanted, this, [=, this] {
        if (canPlay(track))
            Q_EMIT playNextWanted(playItem(track, preview));
    });
    connect(menu, &SongMenu::recommendWanted, this, [=, this] { recommendFrom(track); });
    connect(menu, &SongMenu::showInFolderWanted, this, [=, this] { showInFolder(track.path, this); });
    connect(menu, &SongMenu::rated, this, [=, this](int stars) { Q_EMIT rateWanted(track.id, stars); });
    menu->setRating(track.rating, track.id != 0);
    connect(menu, &SongMenu::detailsWanted, this, [=, this] { Q_EMIT detailsWanted(track); });
    menu->popup(position);
}

} // namespace segue::ui
