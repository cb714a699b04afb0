// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/correct/correction_wires.h"
#include "ui/desktop/desktop_wires.h"
#include "ui/desktop/open_address.h"
#include "ui/details/details_page.h"
#include "ui/details/details_wires.h"
#include "ui/health/doubts_view.h"
#include "ui/health/health_page.h"
#include "ui/health/health_wires.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/escape_clears.h"
#include "ui/kit/notice_board.h"
#include "ui/map/map_page.h"
#include "ui/map/map_wires.h"
#include "ui/map/path_choice.h"
#include "ui/map/path_page.h"
#include "ui/playback/chapter_steps.h"
#include "ui/playback/chapter_wires.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/playback_wires.h"
#include "ui/playback/queue_page.h"
#include "ui/playback/queue_pane.h"
#include "ui/playback/queue_panel.h"
#include "ui/playback/queue_view.h"
#include "ui/playback/queue_wires.h"
#include "ui/playback/radio_strip.h"
#include "ui/playlists/playlist_wires.h"
#include "ui/problems/problem_wires.h"
#include "ui/problems/problems_page.h"
#include "ui/settings/learned_wires.h"
#include "ui/settings/model_wires.h"
#include "ui/settings/offer_wires.h"
#include "ui/settings/offers_card.h"
#include "ui/settings/scrobble_wires.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_wires.h"
#include "ui/sidebar/sidebar.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/similar/similar_wires.h"
#include "ui/songs/all_music.h"
#include "ui/songs/collection.h"
#include "ui/songs/find_panel.h"
#include "ui/songs/library_page.h"
#include "ui/songs/library_wires.h"
#include "ui/songs/song_actions.h"
#include "ui/songs/song_pane.h"
#include "ui/spotify/spotify_page.h"
#include "ui/spotify/spotify_wires.h"
#include "ui/transfer/transfer_dialogs.h"
#include "ui/transfer/transfer_wires.h"
#include "ui/window/about_page.h"
#include "ui/window/bring_offer.h"
#include "ui/window/main_menu.h"
#include "ui/window/main_pages.h"
#include "ui/window/message_bar.h"
#include "ui/window/opened_files.h"
#include "ui/window/player_keys.h"
#include "ui/window/progress_strip.h"
#include "ui/window/song_at_hand.h"
#include "ui/window/welcome_page.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace segue::ui {

namespace {

constexpr int kNarrow = 760;
constexpr int kRoomForBoth = 900; ///< of sidebar, table and Recommendation list, when the queue lies beside them
constexpr int kRoomForQueue = kNarrow + QueuePanel::kWidth; ///< from this width on the queue may lie beside the page
const QString kGeometry = QStringLiteral("window");
const QString kQueueBeside = QStringLiteral("window/queueBeside");

} // namespace

MainWindow::MainWindow(EngineBridge& bridge, Settings& settings, WindowOptions options, QWidget* parent)
    : QMainWindow(parent)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_options(std::move(options))
    , m_board(new NoticeBoard(this))
    , m_menu(new MainMenu(this))
    , m_sidebar(new Sidebar(m_menu, settings, this))
    , m_pages(new MainPages(settings, m_options.cores, m_options.version, this))
    , m_messages(new MessageBar(m_pages))
    , m_queuePanel(new QueuePanel(m_pages->queue(), this))
    , m_progress(new ProgressStrip(this))
    , m_playback(new PlaybackBar(this))
    , m_transfers(new TransferDialogs(settings, this))
    , m_songAtHand(new SongAtHand(bridge, *m_pages, *m_board)) {
    setWindowIcon(QIcon(QStringLiteral(":/icons/segue.svg")));
    setAcceptDrops(true);
    setMinimumSize(360, 440);
    layOut();
    wireWings();
    connectPlaces();
    connectSongMenus();
    connectPlaylists();
    connectSpotify();
    connectFinding();
    connectWays();
    connectMenu();
    connectNotices();
    connectDesktop();
    resize(1100, 700);
    restoreGeometry(m_settings.layout(kGeometry));
}

void MainWindow::layOut() {
    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_pages, 1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_sidebar);
    upper->addLayout(main, 1);
    upper->addWidget(m_queuePanel);
    auto* whole = new QVBoxLayout;
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addLayout(upper, 1);
    whole->addWidget(m_progress);
    whole->addWidget(m_playback);
    auto* centre = new QWidget(this);
    centre->setLayout(whole);
    setCentralWidget(centre);
}

void MainWindow::wireWings() {
    m_libraries = new LibraryWires(m_bridge, m_settings, *m_sidebar, m_pages->library(), *m_board);
    m_playlists = new PlaylistWires(m_bridge, m_settings, *m_sidebar, m_pages->library(), m_libraries->allMusic(), *m_board);
    m_spotify = new SpotifyWires(m_bridge, m_settings, *m_sidebar, m_pages->spotify(), m_libraries->allMusic(), *m_board);
    wireSimilar(m_bridge, m_pages->library().panel());
    wireMap(m_bridge, m_pages->map(), m_pages->path(), *m_board);
    wireDetails(m_bridge, m_pages->details(), *m_board);
    wirePlayback(m_bridge, *m_playback, m_settings, *m_board);
    auto* chapters = new ChapterSteps(this);
    wireChapters(m_bridge, *chapters, *m_playback);
    connect(m_menu, &MainMenu::nextChapterWanted, chapters, &ChapterSteps::next);
    connect(m_menu, &MainMenu::previousChapterWanted, chapters, &ChapterSteps::previous);
    connect(chapters, &ChapterSteps::chaptersChanged, m_menu, [this](const auto& some) { m_menu->setChapters(!some.empty()); });
    wireQueue(m_bridge, m_pages->queue(), *m_playback, *m_board);
    m_pages->queue().radio().setSettings(m_settings.radio());
    connect(&m_pages->queue().radio(), &RadioStrip::settingsChosen, &m_settings, &Settings::setRadio);
    wireHealth(m_bridge, m_pages->health(), *m_board);
    wireProblems(m_bridge, m_pages->problems());
    wireSettings(m_bridge, m_settings);
    wireLearned(m_bridge, m_pages->settings().learned());
    wireScrobbling(m_bridge, m_settings, m_pages->settings());
    wireTransfer(m_bridge, *m_transfers);
    auto* corrections = new CorrectionWires(m_bridge, m_settings, *m_board, this);
    connect(m_songAtHand, &SongAtHand::correctWanted, corrections, &CorrectionWires::edit);
    connect(&m_pages->library(), &LibraryPage::correctWanted, corrections, &CorrectionWires::edit);
    auto* bringing = new BringOffer(m_bridge, m_settings, *m_board, this);
    connect(m_menu, &MainMenu::bringWanted, bringing, &BringOffer::open);
    connect(m_libraries, &LibraryWires::listed, bringing, &BringOffer::takeListed);
    m_opened = new OpenedFiles(m_bridge, *m_libraries);
    m_desktop = new DesktopWires(m_bridge, m_settings, *this);
    new PlayerKeys(*this, *m_playback, m_bridge);
    wireOffers(m_bridge, m_pages->settings());
    connect(&m_pages->settings().offers(), &OffersCard::pageWanted, this,
            [](const QString& page) { std::ignore = openAddress(page); });
    const auto* models = new ModelWires(m_bridge, m_pages->settings());
    connect(models, &ModelWires::cardChanged, &m_pages->about(), &AboutPage::setModel);
    connect(models, &ModelWires::heardAnew, &m_libraries->allMusic(), &AllMusic::drop);
    connect(models, &ModelWires::heardAnew, &m_pages->library(), &LibraryPage::hearAnew);
    connect(&m_bridge, &EngineBridge::genresHeard, &m_pages->library(), [this](const GenresHeard& event) {
        if (!event.isNewToMany)
            return;
        m_libraries->allMusic().drop();
        m_pages->library().hearAnew();
    });
    connect(&m_bridge, &EngineBridge::progressChanged, m_progress, &ProgressStrip::showProgress);
    connect(m_progress, &ProgressStrip::cancelWanted, &m_bridge, &EngineBridge::cancelTransfer);
    connect(m_progress, &ProgressStrip::pauseWanted, &m_bridge, &EngineBridge::setAnalysisPaused);
}

/// Which wing leads where.
void MainWindow::connectPlaces() {
    const auto to = [this](MainPages::Place place) { return [this, place] { m_pages->go(place); }; };
    connect(m_pages, &MainPages::placeChanged, this, &MainWindow::markPlace);
    connect(m_pages, &MainPages::placeChanged, this, [this] { m_messages->setPlace(m_pages->placeName()); });
    connect(m_libraries, &LibraryWires::listed, this, [this](bool isAny) {
        m_pages->setHome(isAny ? MainPages::Place::library : MainPages::Place::welcome);
        markPlace();
        m_messages->setPlace(m_pages->placeName());
    });
    connect(m_opened, &OpenedFiles::seedWanted, this, &MainWindow::recommendFromFile);
    connect(m_opened, &OpenedFiles::refused, this, [this](const QString& why) {
        m_board->post({.level = BoardNotice::Level::warning, .sentence = why, .matter = QStringLiteral("opened")});
    });
    connect(&m_pages->library().panel(), &RecommendationPanel::filesDropped, m_opened, &OpenedFiles::makeSeeds);
    connect(m_libraries, &LibraryWires::shown, this, to(MainPages::Place::library));
    connect(m_sidebar, &Sidebar::mapWanted, this, to(MainPages::Place::map));
    connect(&m_pages->map(), &MapPage::seedWanted, &m_pages->library().panel(), &RecommendationPanel::setSeed);
    connect(m_sidebar, &Sidebar::queueWanted, this, to(MainPages::Place::queue));
    connect(m_playback, &PlaybackBar::queueWanted, this, &MainWindow::toggleQueuePanel);
    connect(m_queuePanel, &QueuePanel::closeWanted, this, &MainWindow::toggleQueuePanel);
    connect(m_sidebar, &Sidebar::healthWanted, this, to(MainPages::Place::health));
    connect(m_sidebar, &Sidebar::problemsWanted, this, to(MainPages::Place::problems));
    connect(m_sidebar, &Sidebar::settingsWanted, this, to(MainPages::Place::settings));
    connect(m_sidebar, &Sidebar::aboutWanted, this, to(MainPages::Place::about));
    connect(&m_pages->welcome(), &WelcomePage::openWanted, m_libraries, &LibraryWires::askForFolder);
    connect(&m_pages->welcome(), &WelcomePage::demoWanted, this, &MainWindow::openDemo);
    connect(&m_pages->details(), &DetailsPage::emptied, m_pages, &MainPages::leaveDetails);
    connect(&m_pages->library(), &LibraryPage::detailsWanted, m_pages, &MainPages::showDetails);
    connect(&m_pages->library(), &LibraryPage::startable, m_playback, &PlaybackBar::setStartable);
    connect(m_playback, &PlaybackBar::startWanted, &m_pages->library(), &LibraryPage::playAtHand);
    connect(&m_pages->health().doubts(), &DoubtsView::exportWanted, m_transfers, &TransferDialogs::exportDoubts);
    connect(&m_pages->problems(), &ProblemsPage::counted, m_sidebar, &Sidebar::setProblems);
    connect(&m_pages->problems(), &ProblemsPage::counted, m_menu, &MainMenu::setProblems);
}

/// The menu of songs is the library page's; what it lists is seen there.
void MainWindow::connectSongMenus() {
    auto& actions = m_pages->library().actions();
    connect(&m_pages->queue(), &QueuePage::songMenuWanted, &actions, &SongActions::openMenuFor);
    connect(&m_pages->map(), &MapPage::songMenuWanted, &actions, &SongActions::openMenuFor);
    connect(&m_pages->health().doubts(), &DoubtsView::songMenuWanted, &actions, &SongActions::openMenuFor);
    const auto showList = [this] {
        if (m_libraries->hasLibraries())
            m_pages->go(MainPages::Place::library);
    };
    connect(&actions, &SongActions::recommendWanted, this, showList);
    connect(&actions, &SongActions::listWanted, this, showList);
    connect(&actions, &SongActions::seedsWanted, this, showList);
}

void MainWindow::connectPlaylists() {
    connect(m_playlists, &PlaylistWires::shown, this, [this] {
        m_pages->go(MainPages::Place::library);
        markPlace();
    });
    connect(m_playlists, &PlaylistWires::left, m_libraries, &LibraryWires::showLast);
    connect(m_playlists, &PlaylistWires::changed, this, &MainWindow::markPlace);
    connect(m_sidebar, &Sidebar::strayed, this, &MainWindow::markPlace);
    connect(&m_pages->map(), &MapPage::newPlaylistWanted, m_playlists, &PlaylistWires::createFrom);
    connect(m_menu, &MainMenu::newPlaylistWanted, m_playlists, &PlaylistWires::create);
    connect(m_menu, &MainMenu::importPlaylistWanted, this, [this] { Q_EMIT m_sidebar->importWanted(0); });
}

/// From what is on Spotify only songs of the listener's own lead anywhere.
void MainWindow::connectSpotify() {
    connect(m_menu, &MainMenu::importSpotifyWanted, m_spotify, &SpotifyWires::import);
    connect(m_menu, &MainMenu::connectSpotifyWanted, m_spotify, &SpotifyWires::connectAccount);
    connect(m_spotify, &SpotifyWires::shown, this, [this] {
        m_pages->go(MainPages::Place::spotify);
        markPlace();
    });
    connect(m_spotify, &SpotifyWires::changed, this, &MainWindow::markPlace);
    connect(m_spotify, &SpotifyWires::songWanted, this, [this](const Track& song, bool isAlbum) {
        showLibraryOf(song);
        if (isAlbum)
            m_pages->library().showAlbumOf(song);
        else
            m_pages->library().showSong(song);
    });
    connect(m_spotify, &SpotifyWires::similarWanted, this, [this](const Track& song, bool isAlbum) {
        showLibraryOf(song);
        if (!isAlbum)
            return m_pages->library().recommendFrom(song);
        SeedSet seeds;
        seeds.of = SeedsOf::album;
        seeds.add({song}, false);
        m_pages->library().recommendFrom(seeds);
    });
}

/// What was found is shown among all music, but for playlists.
void MainWindow::connectFinding() {
    m_find = new FindPanel(m_libraries->allMusic(), this);
    connect(m_menu, &MainMenu::findEverywhereWanted, m_find, &FindPanel::open);
    connect(m_playlists, &PlaylistWires::changed, m_find, [this] { m_find->setPlaylists(m_playlists->all()); });
    connect(m_find, &FindPanel::allWanted, this, [this](const QString& words) {
        m_libraries->show(kAllMusic);
        m_pages->go(MainPages::Place::library);
        m_pages->library().findSong();
        m_pages->library().pane().setFilter(words);
    });
    connect(m_find, &FindPanel::playWanted, this, &MainWindow::playHit);
    connect(m_find, &FindPanel::opened, this, [this](const EverythingHit& hit) {
        if (hit.kind == EverythingHit::Kind::playlist)
            return m_playlists->show(hit.playlist);
        m_libraries->show(kAllMusic);
        m_pages->go(MainPages::Place::library);
        auto& library = m_pages->library();
        if (hit.kind == EverythingHit::Kind::album)
            library.showAlbumOf(hit.track);
        else if (hit.kind == EverythingHit::Kind::artist)
            library.showArtistOf(hit.track);
        else
            library.showSong(hit.track);
    });
}

void MainWindow::playHit(const EverythingHit& hit) {
    if (hit.kind == EverythingHit::Kind::playlist)
        return m_playlists->play(hit.playlist);
    auto& all = m_libraries->allMusic().songs();
    std::vector<SongOrder::Index> songs;
    if (hit.kind == EverythingHit::Kind::song) {
        if (const auto index = all.indexOf(hit.track.id))
            songs.push_back(*index);
    } else {
        songs = hit.songs;
    }
    const auto kind = hit.kind == EverythingHit::Kind::album    ? QueueContext::Kind::album
                      : hit.kind == EverythingHit::Kind::artist ? QueueContext::Kind::artist
                                                                : QueueContext::Kind::search;
    const auto queued = all.queueSongsOf(songs);
    if (!queued.empty())
        m_bridge.playContext(queued, 0, {.kind = kind, .name = hit.name.toStdString(), .id = kAllMusic});
}

/// From the menu of a song to the path, and from the path to the map.
void MainWindow::connectWays() {
    auto* ends = new PathChoice(*m_board, this);
    auto& library = m_pages->library();
    connect(&library, &LibraryPage::radioWanted, &m_bridge, &EngineBridge::startRadio);
    connect(&library, &LibraryPage::pathWanted, ends, &PathChoice::begin);
    connect(&library.pane(), &SongPane::trackChosen, ends, &PathChoice::offer);
    connect(&m_pages->map(), &MapPage::seedWanted, ends, &PathChoice::offer);
    connect(&m_pages->map(), &MapPage::radioWanted, &m_bridge, &EngineBridge::startRadio);
    connect(&m_pages->map(), &MapPage::listWanted, this, [this](const std::vector<Track>& songs) {
        SeedSet seeds;
        seeds.add(songs, false);
        m_pages->go(MainPages::Place::library);
        m_pages->library().recommendFrom(seeds);
    });
    connect(&m_pages->details(), &DetailsPage::sectionWanted, this, [this](const Track& song, const SongSpan& section) {
        SeedSet seeds;
        seeds.first = song;
        seeds.section = section;
        m_pages->go(MainPages::Place::library);
        m_pages->library().recommendFrom(seeds);
    });
    connect(ends, &PathChoice::chosen, this, [this](const Track& from, const Track& to) {
        m_pages->path().showPath(from, to);
        if (m_pages->place() != MainPages::Place::map) // there the line is seen
            m_pages->go(MainPages::Place::path);
    });
    connect(&m_pages->path(), &PathPage::mapWanted, this, [this] { m_pages->go(MainPages::Place::map); });
    connect(&m_pages->map(), &MapPage::pathPageWanted, this, [this] { m_pages->go(MainPages::Place::path); });
}

void MainWindow::connectMenu() {
    const auto to = [this](MainPages::Place place) { return [this, place] { m_pages->go(place); }; };
    auto& library = m_pages->library();
    connect(m_menu, &MainMenu::openWanted, m_libraries, &LibraryWires::askForFolder);
    connect(m_menu, &MainMenu::demoWanted, this, &MainWindow::openDemo);
    connect(m_menu, &MainMenu::findWanted, this, [this] {
        if (m_pages->place() == MainPages::Place::spotify)
            return m_pages->spotify().findRow();
        if (m_libraries->hasLibraries()) {
            m_pages->go(MainPages::Place::library);
            m_pages->library().findSong();
        }
    });
    connect(m_menu, &MainMenu::toggleWanted, m_playback, &PlaybackBar::toggle);
    connect(m_menu, &MainMenu::nextWanted, &m_bridge, &EngineBridge::next);
    connect(m_menu, &MainMenu::previousWanted, &m_bridge, &EngineBridge::previous);
    connect(m_menu, &MainMenu::radioWanted, m_songAtHand, &SongAtHand::startRadio);
    connect(m_menu, &MainMenu::mapWanted, this, to(MainPages::Place::map));
    connect(m_menu, &MainMenu::queueWanted, this, &MainWindow::toggleQueue);
    connect(m_menu, &MainMenu::queueBesideWanted, this, &MainWindow::toggleQueuePanel);
    connect(m_menu, &MainMenu::stopAfterWanted, &m_bridge, &EngineBridge::setStopAfterCurrent);
    connect(&m_bridge, &EngineBridge::queueChanged, m_menu,
            [this](const QueueChanged& event) { m_menu->setStopAfter(event.queue.stopAfter != 0); });
    connect(m_menu, &MainMenu::detailsWanted, m_songAtHand, &SongAtHand::showDetails);
    connect(m_menu, &MainMenu::rateWanted, m_songAtHand, &SongAtHand::rate);
    connect(m_menu, &MainMenu::healthWanted, this, to(MainPages::Place::health));
    connect(m_menu, &MainMenu::problemsWanted, this, to(MainPages::Place::problems));
    connect(m_menu, &MainMenu::settingsWanted, this, to(MainPages::Place::settings));
    connect(m_menu, &MainMenu::aboutWanted, this, to(MainPages::Place::about));
    connect(m_menu, &MainMenu::keysWanted, this, to(MainPages::Place::keys));
    connect(m_menu, &MainMenu::exportWanted, m_transfers, &TransferDialogs::exportLibraries);
    connect(m_menu, &MainMenu::importWanted, m_transfers, &TransferDialogs::importLibraries);
    connect(m_menu, &MainMenu::correctWanted, m_songAtHand, &SongAtHand::correct);
    const auto saveList = [this] {
        m_transfers->savePlaylist(m_pages->library().panel().listName(), m_pages->library().panel().tracks());
    };
    connect(m_menu, &MainMenu::savePlaylistWanted, this, saveList);
    connect(&library, &LibraryPage::savePlaylistWanted, this, saveList);
    connect(&m_pages->map(), &MapPage::savePlaylistWanted, m_transfers, &TransferDialogs::savePlaylist);
    connect(&m_pages->path(), &PathPage::savePlaylistWanted, m_transfers, &TransferDialogs::savePlaylist);
    connect(&m_pages->queue(), &QueuePage::savePlaylistWanted, m_transfers, &TransferDialogs::savePlaylist);
    connect(&library.panel(), &RecommendationPanel::listed, m_menu, &MainMenu::setListShown);
    connect(m_menu, &MainMenu::quitWanted, m_desktop, &DesktopWires::quit);
    keepEscapeInPopups(*this);
    for (const auto& key : {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back)})
        connect(new QShortcut(key, this), &QShortcut::activated, m_pages, &MainPages::goBack);
}

void MainWindow::connectNotices() {
    connect(m_board, &NoticeBoard::posted, m_messages, &MessageBar::showNotice);
    connect(m_board, &NoticeBoard::settled, m_messages, &MessageBar::settle);
    connect(&m_bridge, &EngineBridge::noticed, this, [this](const Notice& notice) {
        if (!m_libraries->takeNotice(notice))
            m_board->post({.level = static_cast<BoardNotice::Level>(notice.level), .sentence = sentence(notice.message)});
    });
    connect(&m_bridge, &EngineBridge::commandsDropped, this, [this] {
        m_board->post({.level = BoardNotice::Level::error,
                       .sentence = tr("Segue could not open its library database, so what you asked for meanwhile was not done.")});
    });
}

/// The bar is what the listener sees: whoever steers the player from elsewhere moves it, too.
void MainWindow::connectDesktop() {
    auto& face = m_desktop->face();
    connect(&face, &PlayerFace::toggleWanted, m_playback, &PlaybackBar::toggle);
    connect(&face, &PlayerFace::volumeWanted, m_playback, &PlaybackBar::chooseVolume);
    connect(&face, &PlayerFace::raiseWanted, this, &MainWindow::showAgain);
    connect(&face, &PlayerFace::openWanted, this, &MainWindow::open);
    connect(m_playback, &PlaybackBar::volumeWanted, &face, &PlayerFace::setVolume);
    connect(&m_pages->library(), &LibraryPage::startable, &face, &PlayerFace::setStartable);
    connect(m_playback, &PlaybackBar::detailsWanted, m_pages, &MainPages::showDetails);
    const auto showArtist = [this](const Track& track) {
        showLibraryOf(track);
        m_pages->library().showArtistOf(track);
    };
    const auto showAlbum = [this](const Track& track) {
        showLibraryOf(track);
        m_pages->library().showAlbumOf(track);
    };
    connect(m_playback, &PlaybackBar::artistWanted, this, showArtist);
    connect(m_playback, &PlaybackBar::albumWanted, this, showAlbum);
    connect(&m_pages->library(), &LibraryPage::artistWanted, this, showArtist);
    connect(&m_pages->library(), &LibraryPage::albumWanted, this, showAlbum);
    if (m_options.onDesktop)
        m_desktop->appear();
}

/// The song's own, if it has one.
void MainWindow::showLibraryOf(const Track& track) {
    if (!m_libraries->hasLibraries())
        return;
    m_libraries->show(track.library);
    m_pages->go(MainPages::Place::library);
}

void MainWindow::open(const std::vector<std::filesystem::path>& paths) { m_opened->play(paths); }

void MainWindow::showAgain() {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::openFolder(const std::filesystem::path& folder) { m_libraries->open(folder); }

void MainWindow::openDemo() { m_libraries->openDemo(m_options.demoFolder); }

void MainWindow::recommendFromFile(const std::filesystem::path& song, SeedRole role) {
    if (!m_libraries->hasLibraries()) {
        m_board->post({.level = BoardNotice::Level::information,
                       .sentence = tr("Open a music folder first: a song is compared with the songs of your libraries.")});
        return;
    }
    Track track;
    track.path = song;
    track.title = pathText(song.filename()).toStdString();
    m_pages->go(MainPages::Place::library);
    if (role == SeedRole::only)
        m_pages->library().recommendFrom(track);
    else
        m_pages->library().recommendAlso({track}, role == SeedRole::against);
}

/// There, or back.
void MainWindow::toggleQueue() {
    if (m_pages->place() == MainPages::Place::queue)
        m_pages->goBack();
    else
        m_pages->go(MainPages::Place::queue);
}

/// The queue beside the page, or no longer; where there is no room for it, its page. What was wanted is remembered.
void MainWindow::toggleQueuePanel() {
    if (width() < kRoomForQueue)
        return toggleQueue();
    const bool isPage = m_pages->place() == MainPages::Place::queue;
    m_settings.setOn(kQueueBeside, isPage || !m_settings.isOn(kQueueBeside, false));
    if (isPage)
        m_pages->goBack();
    fit();
    if (!m_queuePanel->isHidden())
        m_queuePanel->pane().view().setFocus();
}

/// What the window's width allows.
void MainWindow::fit() {
    const bool isPage = m_pages->place() == MainPages::Place::queue;
    const bool isBeside = !isPage && width() >= kRoomForQueue && m_settings.isOn(kQueueBeside, false);
    m_queuePanel->setVisible(isBeside);
    m_pages->library().setNarrow(isBeside ? width() - QueuePanel::kWidth < kRoomForBoth : width() < kNarrow);
    m_playback->setQueueShown(isPage || isBeside);
}

void MainWindow::markPlace() {
    fit();
    switch (m_pages->place()) {
    case MainPages::Place::settings:
        return m_sidebar->setPlace(Sidebar::Place::settings);
    case MainPages::Place::about:
        return m_sidebar->setPlace(Sidebar::Place::about);
    case MainPages::Place::health:
        return m_sidebar->setPlace(Sidebar::Place::health);
    case MainPages::Place::problems:
        return m_sidebar->setPlace(Sidebar::Place::problems);
    case MainPages::Place::map:
    case MainPages::Place::path:
        return m_sidebar->setPlace(Sidebar::Place::map);
    case MainPages::Place::queue:
        return m_sidebar->setPlace(Sidebar::Place::queue);
    case MainPages::Place::library:
    case MainPages::Place::details: {
        const LibraryId collection = m_pages->library().library();
        const PlaylistId playlist = playlistIn(collection);
        return playlist != 0 ? m_sidebar->setPlace(Sidebar::Place::playlist, playlist)
                             : m_sidebar->setPlace(Sidebar::Place::library, collection);
    }
    case MainPages::Place::spotify:
        return m_sidebar->setPlace(Sidebar::Place::spotify, m_pages->spotify().source(), m_pages->spotify().list());
    case MainPages::Place::nothing:
    case MainPages::Place::welcome:
    case MainPages::Place::keys:
        break;
    }
    m_sidebar->setPlace(Sidebar::Place::none);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    fit();
    const bool narrow = width() < kNarrow;
    const bool wasNarrow = event->oldSize().isValid() ? event->oldSize().width() < kNarrow : !narrow;
    if (narrow == wasNarrow)
        return;
    m_sidebar->setCollapsed(narrow);
    m_playback->setNarrow(narrow);
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QMainWindow::paintEvent(event);
    if (std::exchange(m_painted, true))
        return;
    QMetaObject::invokeMethod(this, &MainWindow::painted, Qt::QueuedConnection);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_settings.setLayout(kGeometry, saveGeometry());
    m_pages->library().remember();
    if (m_desktop->closesToTray()) {
        event->ignore();
        return hide();
    }
    event->accept();
    Q_EMIT closed();
}

/// Songs of this window that are let go of somewhere are no files to be opened.
void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (draggedSongs(*event->mimeData()).empty() && !localFiles(*event->mimeData()).empty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    open(localFiles(*event->mimeData()));
    event->acceptProposedAction();
}

} // namespace segue::ui
