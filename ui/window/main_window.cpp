// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/window/about_page.h"
#include "ui/details/details_page.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/words/format.h"
#include "ui/kit/icons.h"
#include "ui/songs/library_banner.h"
#include "ui/songs/library_page.h"
#include "ui/words/listening_text.h"
#include "ui/window/main_menu.h"
#include "ui/window/main_pages.h"
#include "ui/window/message_bar.h"
#include "ui/settings/models_card.h"
#include "ui/playback/playback_bar.h"
#include "ui/problems/problems_page.h"
#include "ui/window/progress_strip.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/settings/settings_page.h"
#include "ui/desktop/show_in_folder.h"
#include "ui/sidebar/sidebar.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/transfer/transfer_dialogs.h"
#include "ui/window/welcome_page.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <system_error>

namespace segue::ui {

namespace {

constexpr int kNarrow = 760;
const QString kGeometry = QStringLiteral("window");

bool sameFolder(const std::filesystem::path& left, const std::filesystem::path& right) {
    std::error_code problem;
    return left == right || std::filesystem::equivalent(left, right, problem);
}

} // namespace

MainWindow::MainWindow(EngineBridge& bridge, Settings& settings, WindowOptions options, QWidget* parent)
    : QMainWindow(parent)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_options(std::move(options))
    , m_messages(new MessageBar(this))
    , m_pages(new MainPages(settings, m_options.cores, m_options.version, this))
    , m_progress(new ProgressStrip(this))
    , m_playback(new PlaybackBar(this))
    , m_transfers(new TransferDialogs(m_bridge, this)) {
    setWindowTitle(tr("Segue"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/segue.svg")));
    setAcceptDrops(true);
    setMinimumSize(360, 440);
    auto* menu = new MainMenu(this);
    m_sidebar = new Sidebar(menu, this);
    layOut();
    connectMenu(*menu);
    connectSidebar();
    connectPages();
    connectLibraryQuestions();
    connectEngine();
    connectModels();
    connectProblems(*menu);
    connectPlayback();
    resize(1100, 700);
    restoreGeometry(m_settings.layout(kGeometry));
}

void MainWindow::layOut() {
    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_messages);
    main->addWidget(m_pages, 1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_sidebar);
    upper->addLayout(main, 1);
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

void MainWindow::connectMenu(MainMenu& menu) {
    connect(&menu, &MainMenu::openWanted, this, &MainWindow::askForFolder);
    connect(&menu, &MainMenu::demoWanted, this, &MainWindow::openDemo);
    connect(&menu, &MainMenu::findWanted, this, [this] {
        if (m_libraries && !m_libraries->empty()) {
            m_pages->go(MainPages::Place::library);
            m_pages->library().findSong();
        }
    });
    connect(&menu, &MainMenu::toggleWanted, &m_bridge, &EngineBridge::togglePlay);
    connect(&menu, &MainMenu::nextWanted, &m_bridge, &EngineBridge::next);
    connect(&menu, &MainMenu::previousWanted, &m_bridge, &EngineBridge::previous);
    connect(&menu, &MainMenu::detailsWanted, this, &MainWindow::showDetails);
    connect(&menu, &MainMenu::rateWanted, this, &MainWindow::rateSongAtHand);
    connect(&menu, &MainMenu::settingsWanted, this, [this] { m_pages->go(MainPages::Place::settings); });
    connect(&menu, &MainMenu::aboutWanted, this, [this] { m_pages->go(MainPages::Place::about); });
    connect(&menu, &MainMenu::exportWanted, m_transfers, &TransferDialogs::exportLibraries);
    connect(&menu, &MainMenu::importWanted, m_transfers, &TransferDialogs::importLibraries);
    auto& library = m_pages->library();
    const auto saveList = [this, &library] { m_transfers->savePlaylist(library.panel()); };
    connect(&menu, &MainMenu::savePlaylistWanted, this, saveList);
    connect(&library, &LibraryPage::savePlaylistWanted, this, saveList);
    connect(&library.panel(), &RecommendationPanel::listed, &menu, &MainMenu::setListShown);
    connect(&menu, &MainMenu::quitWanted, this, &QWidget::close);
    for (const auto& key :
         {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back)})
        connect(new QShortcut(key, this), &QShortcut::activated, m_pages, &MainPages::goBack);
}

void MainWindow::connectSidebar() {
    connect(m_sidebar, &Sidebar::addWanted, this, &MainWindow::askForFolder);
    connect(m_sidebar, &Sidebar::settingsWanted, this, [this] { m_pages->go(MainPages::Place::settings); });
    connect(m_sidebar, &Sidebar::aboutWanted, this, [this] { m_pages->go(MainPages::Place::about); });
    connect(m_sidebar, &Sidebar::renameWanted, &m_bridge, &EngineBridge::renameLibrary);
    connect(m_sidebar, &Sidebar::rescanWanted, &m_bridge, &EngineBridge::rescan);
    connect(m_sidebar, &Sidebar::libraryChosen, this, [this](LibraryId id) {
        if (const Library* library = find(id))
            showLibrary(*library);
    });
    connect(m_sidebar, &Sidebar::removeWanted, this, [this](LibraryId id) {
        if (const Library* library = find(id))
            askToRemove(*library);
    });
    connect(m_sidebar, &Sidebar::folderWanted, this, [this](LibraryId id) {
        if (const Library* library = find(id))
            ui::openFolder(library->root);
    });
}

void MainWindow::connectLibraryQuestions() {
    auto& banner = m_pages->library().pane().banner();
    connect(&banner, &LibraryBanner::rescanWanted, &m_bridge, &EngineBridge::rescan);
    connect(&banner, &LibraryBanner::emptiedAnswered, &m_bridge, &EngineBridge::answerEmptied);
    connect(&banner, &LibraryBanner::locateWanted, this, &MainWindow::askForLibraryFolder);
    connect(m_sidebar, &Sidebar::locateWanted, this, &MainWindow::askForLibraryFolder);
    connect(m_sidebar, &Sidebar::forgetMissingWanted, this, [this](LibraryId id) {
        if (const Library* library = find(id))
            askToForgetMissing(*library);
    });
    connect(&m_bridge, &EngineBridge::relocationDoubted, this, &MainWindow::askAboutFolder);
    connect(&m_pages->library(), &LibraryPage::noticed, m_messages, &MessageBar::showNotice);
    connect(&m_settings, &Settings::watchingChanged, &m_bridge, &EngineBridge::setWatchWanted);
}

void MainWindow::connectPages() {
    auto& library = m_pages->library();
    connect(m_pages, &MainPages::placeChanged, this, &MainWindow::markPlace);
    connect(&m_pages->welcome(), &WelcomePage::openWanted, this, &MainWindow::askForFolder);
    connect(&m_pages->welcome(), &WelcomePage::demoWanted, this, &MainWindow::openDemo);
    auto& details = m_pages->details();
    connect(&details, &DetailsPage::coverWanted, &m_bridge, &EngineBridge::loadCover);
    connect(&details, &DetailsPage::detailsWanted, &m_bridge, &EngineBridge::loadDetails);
    connect(&details, &DetailsPage::outlineWanted, &m_bridge, &EngineBridge::loadOutline);
    connect(&details, &DetailsPage::tilesWanted, &m_bridge, &EngineBridge::loadSpectrogram);
    connect(&details, &DetailsPage::playWanted, &m_bridge, &EngineBridge::play);
    connect(&details, &DetailsPage::seekWanted, &m_bridge, &EngineBridge::seek);
    connect(&details, &DetailsPage::noticed, m_messages, &MessageBar::showNotice);
    connect(&library, &LibraryPage::tracksWanted, &m_bridge, &EngineBridge::loadTracks);
    connect(&library, &LibraryPage::rescanWanted, &m_bridge, &EngineBridge::rescan);
    connect(&library, &LibraryPage::playWanted, &m_bridge, &EngineBridge::play);
    connect(&library, &LibraryPage::playNextWanted, &m_bridge, &EngineBridge::playNext);
    connect(&library, &LibraryPage::detailsWanted, m_pages, &MainPages::showDetails);
    connect(&library, &LibraryPage::rateWanted, &m_bridge, &EngineBridge::rate);
    connect(&library.panel(), &RecommendationPanel::queryWanted, &m_bridge, &EngineBridge::recommend);
}

void MainWindow::connectEngine() {
    auto& library = m_pages->library();
    connect(&m_bridge, &EngineBridge::engineChanged, this, [this](bool present) {
        if (!present)
            return;
        m_bridge.setVolume(m_settings.volume());
        m_bridge.listLibraries();
        m_bridge.countProblems();
        const auto card = m_bridge.model();
        m_pages->about().setModel(*card);
        m_modelInUse = card->id;
    });
    connect(&m_settings, &Settings::workersChanged, &m_bridge, &EngineBridge::setWorkers);
    connect(&m_settings, &Settings::pauseOnBatteryChanged, &m_bridge, &EngineBridge::setPauseOnBattery);
    connect(&library.pane(), &SongPane::visibleSongsChanged, &m_bridge, &EngineBridge::setVisibleTracks);
    connect(&m_settings, &Settings::outlinesChanged, &m_bridge, &EngineBridge::setOutlinesWanted);
    connect(&m_bridge, &EngineBridge::librariesChanged, this, &MainWindow::takeLibraries);
    connect(&m_bridge, &EngineBridge::tracksLoaded, &library, &LibraryPage::takeTracks);
    connect(&m_bridge, &EngineBridge::tracksChanged, &library, &LibraryPage::takeChanges);
    connect(&m_bridge, &EngineBridge::tracksChanged, this,
            [this](const TracksChanged& event) { m_pages->details().applyChanges(event.tracks); });
    connect(&m_bridge, &EngineBridge::tracksRemoved, &library, &LibraryPage::takeRemoved);
    connect(&m_bridge, &EngineBridge::recommendationsReady, &library.panel(), &RecommendationPanel::showAnswer);
    connect(&m_bridge, &EngineBridge::progressChanged, m_progress, &ProgressStrip::showProgress);
    connect(&m_bridge, &EngineBridge::progressChanged, &library, &LibraryPage::takeProgress);
    connect(&m_bridge, &EngineBridge::coverLoaded, &m_pages->details(), &DetailsPage::takeCover);
    connect(&m_bridge, &EngineBridge::songDetailsLoaded, &m_pages->details(), &DetailsPage::takeDetails);
    connect(&m_bridge, &EngineBridge::outlineLoaded, &m_pages->details(), &DetailsPage::takeOutline);
    connect(&m_bridge, &EngineBridge::spectrogramTileLoaded, &m_pages->details(), &DetailsPage::takeTile);
    connect(&m_bridge, &EngineBridge::noticed, m_messages, &MessageBar::showNotice);
    connect(m_progress, &ProgressStrip::cancelWanted, &m_bridge, &EngineBridge::cancelTransfer);
    connect(m_progress, &ProgressStrip::pauseWanted, &m_bridge, &EngineBridge::setAnalysisPaused);
}

void MainWindow::connectModels() {
    auto& models = m_pages->settings().models();
    connect(&m_bridge, &EngineBridge::modelsChanged, this, &MainWindow::takeModels);
    connect(&m_bridge, &EngineBridge::modelChangeProgressed, &models, &ModelsCard::showProgress);
    connect(&models, &ModelsCard::useWanted, &m_bridge, &EngineBridge::useModel);
    connect(&models, &ModelsCard::backWanted, &m_bridge, &EngineBridge::keepModel);
    connect(&models, &ModelsCard::addWanted, &m_bridge, &EngineBridge::addModel);
    connect(&models, &ModelsCard::removeWanted, &m_bridge, &EngineBridge::removeModel);
    connect(&models, &ModelsCard::forgetWanted, &m_bridge, &EngineBridge::forgetHeard);
    connect(m_pages, &MainPages::placeChanged, this, [this] {
        if (m_pages->place() == MainPages::Place::settings)
            m_bridge.listModels(); // folders may have come and gone
    });
}

/// Another network in use heard other genres in the songs, and finds others alike.
void MainWindow::takeModels(const ModelsChanged& event) {
    m_pages->settings().models().showModels(event);
    if (event.inUse == m_modelInUse)
        return;
    if (const auto card = m_bridge.model())
        m_pages->about().setModel(*card);
    if (!m_modelInUse.empty())
        m_pages->library().hearAnew();
    m_modelInUse = event.inUse;
    m_bridge.countProblems(); // what one network cannot hear another may
}

void MainWindow::connectProblems(MainMenu& menu) {
    auto& page = m_pages->problems();
    const auto show = [this] { m_pages->go(MainPages::Place::problems); };
    connect(&menu, &MainMenu::problemsWanted, this, show);
    connect(m_sidebar, &Sidebar::problemsWanted, this, show);
    connect(&m_bridge, &EngineBridge::problemsChanged, this, [this, &menu, &page](const ProblemsChanged& event) {
        m_sidebar->setProblems(event.count);
        menu.setProblems(event.count);
        page.takeChange();
    });
    connect(&m_bridge, &EngineBridge::problemsLoaded, &page, &ProblemsPage::takeProblems);
    connect(&page, &ProblemsPage::problemsWanted, &m_bridge, &EngineBridge::listProblems);
    connect(&page, &ProblemsPage::tryAgainWanted, &m_bridge, &EngineBridge::tryAgain);
    connect(&page, &ProblemsPage::rescanWanted, &m_bridge, &EngineBridge::rescan);
}

void MainWindow::connectPlayback() {
    connect(&m_bridge, &EngineBridge::playbackChanged, this, [this](const PlaybackChanged& event) {
        m_playback->showStatus(event.status);
        m_pages->library().takePlayback(event.status);
        m_pages->details().takePlayback(event.status);
    });
    connect(&m_bridge, &EngineBridge::coverLoaded, m_playback, &PlaybackBar::takeCover);
    connect(&m_bridge, &EngineBridge::outlineLoaded, m_playback, &PlaybackBar::takeOutline);
    connect(m_playback, &PlaybackBar::coverWanted, &m_bridge, &EngineBridge::loadCover);
    connect(m_playback, &PlaybackBar::outlineWanted, &m_bridge, &EngineBridge::loadOutline);
    connect(m_playback, &PlaybackBar::toggleWanted, &m_bridge, &EngineBridge::togglePlay);
    connect(m_playback, &PlaybackBar::nextWanted, &m_bridge, &EngineBridge::next);
    connect(m_playback, &PlaybackBar::previousWanted, &m_bridge, &EngineBridge::previous);
    connect(m_playback, &PlaybackBar::seekWanted, &m_bridge, &EngineBridge::seek);
    connect(m_playback, &PlaybackBar::volumeWanted, this, [this](float volume) {
        m_settings.setVolume(volume);
        m_bridge.setVolume(volume);
    });
    m_playback->setVolume(m_settings.volume());
}

const Library* MainWindow::find(LibraryId library) const {
    if (!m_libraries)
        return nullptr;
    const auto found = std::ranges::find(*m_libraries, library, &Library::id);
    return found == m_libraries->end() ? nullptr : &*found;
}

/// Songs that came or went with their folder are others to compare with.
bool MainWindow::haveComeOrGone(const std::vector<Library>& libraries) const {
    return std::ranges::any_of(libraries, [this](const Library& now) {
        const Library* before = find(now.id);
        return before && before->offline != now.offline;
    });
}

void MainWindow::takeLibraries(const LibrariesChanged& event) {
    const bool first = !m_libraries;
    if (haveComeOrGone(event.libraries))
        m_pages->library().panel().refresh();
    m_libraries = event.libraries;
    m_sidebar->setLibraries(event.libraries);
    if (first && m_wanted)
        openFolder(*m_wanted);
    if (event.libraries.empty()) {
        m_pages->library().closeLibrary();
        m_pages->setHome(MainPages::Place::welcome);
        return;
    }
    const Library* shown = find(m_pages->library().library());
    if (m_wanted) {
        const auto found =
            std::ranges::find_if(*m_libraries, [this](const Library& l) { return sameFolder(l.root, *m_wanted); });
        if (found != m_libraries->end()) {
            m_wanted.reset();
            return showLibrary(*found);
        }
    }
    if (!shown)
        shown = find(m_settings.lastLibrary());
    m_pages->library().setLibrary(shown ? *shown : m_libraries->front());
    m_pages->setHome(MainPages::Place::library);
    markPlace();
}

void MainWindow::showLibrary(const Library& library) {
    m_settings.setLastLibrary(library.id);
    m_pages->library().setLibrary(library);
    m_pages->setHome(MainPages::Place::library);
    m_pages->go(MainPages::Place::library);
}

void MainWindow::openFolder(const std::filesystem::path& folder) {
    m_wanted = folder;
    if (!m_libraries)
        return; // it is opened when it is known which libraries there are
    const auto found = std::ranges::find_if(*m_libraries, [&](const Library& l) { return sameFolder(l.root, folder); });
    if (found == m_libraries->end()) {
        m_bridge.addLibrary(folder);
        return;
    }
    m_wanted.reset();
    m_bridge.rescan(found->id);
    showLibrary(*found);
}

void MainWindow::openDemo() {
    m_wanted = m_options.demoFolder;
    m_bridge.addDemoLibrary(m_options.demoFolder);
}

void MainWindow::recommendFromFile(const std::filesystem::path& song) {
    if (!m_libraries || m_libraries->empty()) {
        m_messages->showNotice(
            {.level = Notice::Level::information,
             .message =
                 tr("Open a music folder first: a song is compared with the songs of your libraries.").toStdString()});
        return;
    }
    Track track;
    track.path = song;
    track.title = pathText(song.filename()).toStdString();
    m_pages->go(MainPages::Place::library);
    m_pages->library().recommendFrom(track);
}

std::optional<Track> MainWindow::songAtHand() const {
    const auto& playing = m_pages->details().playing();
    const bool inLibrary = m_pages->place() == MainPages::Place::library;
    auto track = inLibrary ? m_pages->library().selectedTrack() : std::nullopt;
    if (!track && !playing.path.empty())
        track = playing;
    return track;
}

/// Where the stars are not seen, a sentence says what was done.
void MainWindow::rateSongAtHand(int stars) {
    const bool isShown = m_pages->place() == MainPages::Place::details;
    const auto track = isShown ? m_pages->details().track() : songAtHand();
    const auto say = [this](const QString& sentence) {
        m_messages->showNotice({.level = Notice::Level::information, .message = sentence.toStdString()});
    };
    if (!track || track->id == 0)
        return say(tr("Choose a song of a library first: then it can be rated."));
    m_bridge.rate(track->id, stars);
    if (!isShown && !m_pages->library().pane().view().showsRatings())
        say(stars > 0 ? tr("“%1” has %2 now.").arg(text(track->title), starsText(stars))
                      : tr("“%1” has no rating now.").arg(text(track->title)));
}

void MainWindow::showDetails() {
    if (const auto track = songAtHand())
        return m_pages->showDetails(*track);
    m_messages->showNotice({.level = Notice::Level::information, .message = tr("Choose a song first: then its details can be shown.").toStdString()});
}

void MainWindow::askForFolder() {
    const QString start = QStandardPaths::writableLocation(QStandardPaths::MusicLocation);
    auto* dialog = new QFileDialog(this, tr("Open a music folder"), start);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { openFolder(toPath(folder)); });
    dialog->open();
}

void MainWindow::askForLibraryFolder(LibraryId id) {
    const Library* library = find(id);
    if (!library)
        return;
    auto* dialog = new QFileDialog(this, tr("Where is the folder of “%1” now?").arg(text(library->name)),
                                   pathText(library->root.parent_path()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, id](const QString& folder) { m_bridge.relocateLibrary(id, toPath(folder), false); });
    dialog->open();
}

void MainWindow::askAboutFolder(const RelocationDoubtful& event) {
    const Library* library = find(event.library);
    if (!library)
        return;
    const QString held = event.there == 0 ? tr("%1 holds none of the %2 that were looked for.")
                                                .arg(pathText(event.root), songsText(event.asked))
                                          : tr("%1 holds only %2 of the %3 that were looked for.")
                                                .arg(pathText(event.root), countText(event.there), songsText(event.asked));
    ask({.title = tr("Locate folder"),
         .question = tr("Is this the folder of “%1”?").arg(text(library->name)),
         .explanation = held + QLatin1Char(' ') + tr("The others are kept as missing for 30 days."),
         .yes = tr("Use it"),
         .no = tr("Cancel")},
        [this, event] { m_bridge.relocateLibrary(event.library, event.root, true); });
}

void MainWindow::askToForgetMissing(const Library& library) {
    ask({.title = tr("Forget missing songs"),
         .question = tr("Forget the missing songs of “%1”?").arg(text(library.name)),
         .explanation = tr("The files of %1 are gone. They are kept for 30 days, and come back if their files do.")
                            .arg(songsText(library.missingCount)),
         .yes = tr("Forget"),
         .no = tr("Keep")},
        [this, id = library.id] { m_bridge.forgetMissing(id); });
}

void MainWindow::askToRemove(const Library& library) {
    ask({.title = tr("Remove library"),
         .question = tr("Remove “%1” from Segue?").arg(text(library.name)),
         .explanation = tr("Segue forgets its %1. The music files stay as they are.").arg(songsText(library.trackCount)),
         .yes = tr("Remove"),
         .no = tr("Keep")},
        [this, id = library.id] { m_bridge.removeLibrary(id); });
}

void MainWindow::ask(const Question& question, std::function<void()> onYes) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, question.title, question.question, QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.explanation);
    auto* yes = box->addButton(question.yes, QMessageBox::DestructiveRole);
    auto* no = box->addButton(question.no, QMessageBox::RejectRole);
    yes->setAccessibleName(yes->text());
    no->setAccessibleName(no->text());
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, std::move(onYes));
    box->open();
}

void MainWindow::markPlace() {
    switch (m_pages->place()) {
    case MainPages::Place::settings:
        return m_sidebar->setPlace(Sidebar::Place::settings);
    case MainPages::Place::about:
        return m_sidebar->setPlace(Sidebar::Place::about);
    case MainPages::Place::problems:
        return m_sidebar->setPlace(Sidebar::Place::problems);
    case MainPages::Place::library:
    case MainPages::Place::details:
        return m_sidebar->setPlace(Sidebar::Place::library, m_pages->library().library());
    case MainPages::Place::nothing:
    case MainPages::Place::welcome:
        break;
    }
    m_sidebar->setPlace(Sidebar::Place::none);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    const bool wasNarrow = event->oldSize().isValid() ? event->oldSize().width() < kNarrow : !narrow;
    if (narrow == wasNarrow)
        return;
    m_sidebar->setCollapsed(narrow);
    m_pages->library().setNarrow(narrow);
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
    event->accept();
    emit closed();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (std::ranges::any_of(urls, &QUrl::isLocalFile))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        if (!url.isLocalFile())
            continue;
        const auto path = toPath(url.toLocalFile());
        std::error_code problem;
        if (std::filesystem::is_directory(path, problem))
            openFolder(path);
        else
            recommendFromFile(path);
    }
    event->acceptProposedAction();
}

} // namespace segue::ui
