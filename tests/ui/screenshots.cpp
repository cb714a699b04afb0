// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of every page, light and dark, wide and narrow: segue-screenshots FOLDER [queue|desktop|health|ways|similar|
// devices|browse|playlists|bring|spotify|networks]. Needs no engine.
#include "tests/ui/bring_pictures.h"
#include "tests/ui/browse_pictures.h"
#include "tests/ui/device_pictures.h"
#include "tests/ui/example_details.h"
#include "tests/ui/example_models.h"
#include "tests/ui/example_problems.h"
#include "tests/ui/example_queue.h"
#include "tests/ui/example_songs.h"
#include "tests/ui/health_pictures.h"
#include "tests/ui/offer_pictures.h"
#include "tests/ui/playlist_pictures.h"
#include "tests/ui/spotify_pictures.h"
#include "tests/ui/steering_pictures.h"
#include "tests/ui/way_pictures.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/details/details_page.h"
#include "ui/kit/link_label.h"
#include "ui/kit/rating_menu.h"
#include "ui/kit/theme.h"
#include "ui/kit/toggle_switch.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/queue_page.h"
#include "ui/playback/queue_panel.h"
#include "ui/playback/queue_view.h"
#include "ui/playback/waveform_slider.h"
#include "ui/problems/problems_page.h"
#include "ui/settings/desktop_card.h"
#include "ui/settings/models_card.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/together_dialog.h"
#include "ui/sidebar/sidebar.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_menu.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/spectrogram/spectrogram_panel.h"
#include "ui/window/about_page.h"
#include "ui/window/keys_page.h"
#include "ui/window/main_menu.h"
#include "ui/window/main_pages.h"
#include "ui/window/main_window.h"
#include "ui/words/format.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QToolButton>

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

namespace {

using namespace segue;
using namespace std::chrono_literals;
constexpr auto kCard = "# study-cnn\n\nThe network of the study: five convolutions and one dense layer, 489,680 "
                       "parameters.\n\n| figure | value |\n|---|---|\n| accuracy | 0.48 |\n| precision at 10 | 0.31 |\n\n"
                       "## What it hears\n\nEight genres: *Electronic*, *Experimental*, *Folk*, *Hip-Hop*, "
                       "*Instrumental*, *International*, *Pop*, *Rock*.\n\n## What it cannot do\n\n- tell language\n- tell "
                       "how good a song is\n";

/// The card of the network that Segue prefers, which is longer than any window.
std::string longCard() {
    QFile file(QStringLiteral(SEGUE_SOURCE_DIR "/resources/models/segue-net/MODEL_CARD.md"));
    return file.open(QIODevice::ReadOnly) ? "\n\n" + file.readAll().toStdString() : std::string();
}

class Studio {
public:
    Studio(QString folder, bool dark, QSize size)
        : m_folder(std::move(folder))
        , m_suffix(QStringLiteral("%1-%2x%3").arg(dark ? "dark" : "light").arg(size.width()).arg(size.height()))
        , m_settings(m_temporary.filePath(QStringLiteral("settings.ini")))
        , m_window(m_bridge, m_settings, {.version = QStringLiteral("0.1.0"), .cores = 4, .demoFolder = "/nowhere"}) {
        ui::applyTheme(*qApp, dark);
        m_window.resize(size);
        m_window.show();
        settle();
    }

    void shootHealth() {
        say(LibrariesChanged{test::exampleLibraries()});
        say(TracksLoaded{m_bridge.lastRequest(), 1, m_songs});
        test::shootHealth(m_window, m_bridge, [this](const char* name, QWidget* over) { shoot(name, over); });
    }

    void shootAll() {
        say(LibrariesChanged{});
        shoot("welcome");
        say(LibrariesChanged{test::exampleLibraries()});
        say(TracksLoaded{m_bridge.lastRequest(), 1, {}});
        shoot("empty-library");
        say(TracksLoaded{m_bridge.lastRequest(), 1, m_songs});
        shoot("no-seed");
        library().pane().view().chooseTrack(4);
        say(test::exampleAnswer(m_bridge.lastRequest(), m_songs, 3, 7));
        settle();
        playSomething();
        shoot("library");
        measuredColumns();
        listeningColumns();
        narrowList();
        shoot("recommendation");
        library().goBack();
        library().pane().findChild<QLineEdit*>()->setText(QStringLiteral("zzz"));
        shoot("no-match");
        library().goBack();
        problems();
        absence();
        unreadFiles();
        test::shootHealth(m_window, m_bridge, [this](const char* name, QWidget* over) { shoot(name, over); });
        networks();
        pages().about().setModel({.name = "study-cnn",
                                  .version = 1,
                                  .text = kCard + longCard(),
                                  .validationAccuracy = 0.48,
                                  .validationPrecisionAt10 = 0.31,
                                  .labels = {"a", "b", "c", "d", "e", "f", "g", "h"}});
        pages().go(ui::MainPages::Place::about);
        shoot("about");
        scrollDown(pages().about(), 620);
        shoot("about-card");
        scrollDown(pages().about(), 100'000);
        shoot("about-end");
        details();
        menus();
        shootQueue();
        shootDesktop();
        shootWays();
        shootSimilar();
        shootDevices();
        shootBrowsing();
        shootPlaylists();
        shootBringing();
        shootSpotify();
    }

    /// The page of keys, whole and searched; the rows about the desktop; the bar with its links and the time under the pointer.
    void shootDesktop() {
        say(LibrariesChanged{test::exampleLibraries()});
        say(TracksLoaded{m_bridge.lastRequest(), 1, m_songs});
        pages().go(ui::MainPages::Place::keys);
        shoot("keys");
        pages().keys().search(QStringLiteral("song"));
        shoot("keys-search");
        pages().keys().search(QStringLiteral("zzz"));
        shoot("keys-none");
        pages().go(ui::MainPages::Place::settings);
        settle();
        pages().settings().findChild<ui::DesktopCard*>()->findChildren<ui::ToggleSwitch*>()[2]->setFocus();
        auto* scroll = pages().settings().findChild<QScrollArea*>();
        scroll->ensureWidgetVisible(pages().settings().findChild<ui::DesktopCard*>(), 0, 60);
        shoot("settings-desktop");
        pages().go(ui::MainPages::Place::library);
        measuredColumns();
        auto* slider = m_window.playback().findChild<ui::WaveformSlider*>();
        QMouseEvent move(QEvent::MouseMove, QPointF(slider->width() * 0.7, 12),
                         slider->mapToGlobal(QPointF(slider->width() * 0.7, 12)), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(slider, &move);
        m_window.playback().findChildren<ui::LinkLabel*>()[1]->setFocus(Qt::TabFocusReason);
        shoot("bar-links");
    }

    /// The queue, empty and full, what the bar says of a preview, and a notice with a way back.
    void shootQueue() {
        say(LibrariesChanged{test::exampleLibraries()});
        say(TracksLoaded{m_bridge.lastRequest(), 1, m_songs});
        pages().go(ui::MainPages::Place::queue);
        shoot("queue-empty");
        playSomething();
        say(Progress{});
        QueueChanged queue{.queue = test::exampleQueue(m_songs), .canUndo = true};
        say(queue);
        answerQueue(queue.queue);
        pages().queue().view().setCurrentIndex(pages().queue().model().index(4));
        pages().queue().view().setFocus();
        shoot("queue");
        queue.queue.stopAfter = queue.queue.current->id;
        queue.queue.repeat = RepeatMode::one;
        queue.queue.lists.isShuffled = true;
        say(queue);
        const auto buttons = pages().queue().findChildren<QToolButton*>();
        auto* history = *std::ranges::find_if(
            buttons, [](const auto* button) { return button->accessibleName().startsWith(QStringLiteral("Show")); });
        history->click();
        answerQueue(queue.queue);
        shoot("queue-history");
        history->click();
        playback::PlaybackStatus status;
        status.state = playback::PlayState::playing;
        status.item = {.track = m_songs[7], .start = 40s, .length = 30s};
        status.position = 12s;
        status.length = 30s;
        say(PlaybackChanged{status});
        pages().go(ui::MainPages::Place::library);
        emit library().addWanted({queueSong(m_songs[3])}, QStringLiteral("“%1” is in the queue.").arg(ui::text(m_songs[3].title)));
        shoot("queue-preview");
        status.item.length = {};
        say(PlaybackChanged{status});
        emit m_window.playback().queueWanted(true);
        if (m_window.queuePanel().isVisible())
            shoot("queue-beside");
        emit m_window.playback().queueWanted(false);
    }

    void shootSimilar() { shootBy(test::shootSteering); }

    void shootDevices() {
        test::shootDevices(m_window, m_bridge, m_settings, m_songs, [this](const char* name, QWidget* over) { shoot(name, over); });
    }

    void shootPlaylists() { shootBy(test::shootPlaylists); }
    void shootBringing() { shootBy(test::shootBringing); }
    void shootSpotify() { shootBy(test::shootSpotify); }
    void shootOffers() { shootBy(test::shootOffers); }
    void shootBrowsing() { shootBy(test::shootBrowsing); }
    void shootBy(void (*pictures)(ui::MainWindow&, ui::EngineBridge&, const std::vector<Track>&, const test::Shoot&)) {
        pictures(m_window, m_bridge, m_songs, [this](const char* name, QWidget* over) { shoot(name, over); });
    }

    /// The map and the path's page; radio behind the queue.
    void shootWays() {
        shootBy(test::shootWays);
        shootRadio();
    }

    void shootRadio() {
        pages().go(ui::MainPages::Place::queue);
        playSomething();
        QueueChanged queue{.queue = test::exampleQueue(m_songs)};
        RadioChanged radio{.isOn = true, .seed = m_songs[20].title};
        QueueEntries entries;
        for (std::size_t i = 0; i < 5; ++i) {
            entries.push_back({.id = ++queue.queue.lastId, .song = m_songs[100 + i].id, .artist = 0, .rank = 0});
            RadioNote note{.like = m_songs[20].title, .similarity = 0.9F, .isSteered = i == 3};
            note.reasons.push_back(
                {.id = i % 2 == 0 ? ReasonId::tempo : ReasonId::heardGenre, .first = 122, .second = 121, .text = "Folk"});
            radio.notes[queue.queue.lastId] = note;
        }
        queue.queue.lists.automatic = std::make_shared<const QueueEntries>(entries);
        queue.queue.lists.started = std::make_shared<const QueueEntries>(QueueEntries{*queue.queue.current});
        queue.queue.lists.place = 0;
        say(queue);
        say(radio);
        answerQueue(queue.queue);
        shoot("radio");
    }

private:
    void answerQueue(const QueueState& queue) {
        auto& model = pages().queue().model();
        for (int row = 0; row < model.rowCount(); ++row)
            static_cast<void>(model.index(row).data()); // asks for its song
        QueueSongsLoaded loaded;
        for (const auto* part : {&queue.lists.started, &queue.lists.added, &queue.lists.automatic, &queue.history})
            for (const auto& entry : **part)
                if (entry.song > 0)
                    loaded.asked.push_back(entry.song);
        for (const auto& song : m_songs)
            if (std::ranges::find(loaded.asked, song.id) != loaded.asked.end())
                loaded.songs.push_back(song);
        say(loaded);
    }

    void playSomething() {
        playback::PlaybackStatus status;
        status.state = playback::PlayState::playing;
        status.item.track = m_songs[20];
        status.item.length = 30s;
        status.position = 20s;
        status.length = 30s;
        status.hasNext = status.hasPrevious = true;
        say(PlaybackChanged{status});
        say(OutlineLoaded{m_bridge.lastRequest(), status.item.track.path, test::exampleOutline(status.item.track), 1.F, {}});
        say(Progress{.stage = Progress::Stage::analysing,
                     .running = true,
                     .paused = false,
                     .done = 812,
                     .total = 1284,
                     .failed = 3,
                     .songsPerSecond = 9.8,
                     .timeLeft = 48s * 7});
    }

    /// A whole song is played, and the table shows what is measured.
    void measuredColumns() {
        playback::PlaybackStatus status;
        status.state = playback::PlayState::playing;
        status.item.track = m_songs[21];
        status.length = status.item.track.duration;
        status.position = status.length / 3;
        say(PlaybackChanged{status});
        say(OutlineLoaded{m_bridge.lastRequest(), status.item.track.path, test::exampleOutline(status.item.track), 1.F, {}});
        say(Progress{.stage = Progress::Stage::outlining,
                     .running = true,
                     .done = 12,
                     .total = 1284,
                     .songsPerSecond = 2.1,
                     .timeLeft = 600s});
        auto& view = library().pane().view();
        if (m_window.width() >= 760)
            for (const auto column : {ui::SongColumn::tempo, ui::SongColumn::key, ui::SongColumn::loudness})
                view.setColumnHidden(static_cast<int>(column), false);
        view.setColumnHidden(static_cast<int>(ui::SongColumn::album), true);
        view.setColumnHidden(static_cast<int>(ui::SongColumn::genre), true);
        m_window.resize(m_window.size() + QSize(1, 0)); // the columns fit themselves to the width
        shoot("library-measured");
        m_window.resize(m_window.size() - QSize(1, 0));
    }

    /// What the listener did, and the song's menu with the stars.
    void listeningColumns() {
        auto& view = library().pane().view();
        const QSize size = m_window.size();
        if (m_window.width() >= 760) {
            m_window.resize(1600, size.height());
            for (const auto column : {ui::SongColumn::tempo, ui::SongColumn::key, ui::SongColumn::loudness})
                view.setColumnHidden(static_cast<int>(column), true);
            for (const auto column : {ui::SongColumn::plays, ui::SongColumn::added, ui::SongColumn::lastPlayed})
                view.setColumnHidden(static_cast<int>(column), false);
            m_window.resize(1601, size.height()); // the columns fit themselves to the width
        }
        shoot("library-listening");
        m_window.resize(size);
        auto* menu = new ui::SongMenu({.hasAlbum = true, .hasArtist = true}, &m_window);
        menu->setRating(3);
        menu->popup(m_window.mapToGlobal(QPoint(60, 200)));
        settle();
        menu->grab().save(QStringLiteral("%1/menu-song-%2.png").arg(m_folder, m_suffix));
        auto* rating = menu->findChild<ui::RatingMenu*>();
        rating->popup(m_window.mapToGlobal(QPoint(200, 240)));
        settle();
        rating->grab().save(QStringLiteral("%1/menu-rating-%2.png").arg(m_folder, m_suffix));
        menu->close();
    }

    /// While everything is exported.
    void menus() {
        say(Progress{.stage = Progress::Stage::exporting, .running = true, .done = 1200, .total = 4000, .timeLeft = {}});
        shoot("exporting");
        for (auto& [menu, name] : {std::pair<QMenu*, const char*>{m_window.findChild<ui::MainMenu*>(), "menu"},
                                   std::pair<QMenu*, const char*>{new ui::SongMenu({.isInList = true}, &m_window), "list-menu"}}) {
            menu->adjustSize();
            menu->grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
        }
    }

    void problems() {
        say(Notice{Notice::Level::warning, "“Old records” could not be read completely: 3 folders are not open to you."});
        library().pane().view().chooseTrack(10);
        RecommendationsReady failed;
        failed.request = m_bridge.lastRequest();
        failed.seed = m_songs[9];
        failed.problem = m_songs[9].problem;
        say(failed);
        playback::PlaybackStatus status;
        status.item.track = m_songs[9];
        status.problem = "There is no sound device; playing goes on when one is back.";
        say(PlaybackChanged{status});
        narrowList();
        shoot("problems");
        library().goBack();
        shoot("problems-table");
    }

    void unreadFiles() {
        say(ProblemsChanged{0});
        pages().go(ui::MainPages::Place::problems);
        say(ProblemsLoaded{m_bridge.lastRequest(), {}});
        shoot("problems-none");
        say(ProblemsChanged{23});
        say(ProblemsLoaded{m_bridge.lastRequest(), test::exampleProblems(23)});
        say(Progress{.stage = Progress::Stage::analysing,
                     .paused = true,
                     .pausedBy = PauseReason::playback,
                     .done = 812,
                     .total = 1284,
                     .failed = 23});
        auto& list = pages().problems().list();
        for (const int row : {1, 2})
            list.selectionModel()->select(list.model()->index(row, 0), QItemSelectionModel::Select);
        list.setFocus();
        shoot("problems-page");
        say(Progress{.stage = Progress::Stage::analysing,
                     .paused = true,
                     .pausedBy = PauseReason::battery,
                     .done = 812,
                     .total = 1284,
                     .failed = 23});
        list.clearSelection();
        shoot("problems-all");
    }

    /// A library whose folder is not there, is suddenly empty, or lacks some of its files.
    void absence() {
        auto libraries = test::exampleLibraries();
        const std::pair<Absence, const char*> states[] = {
            {Absence::gone, "absence-gone"}, {Absence::emptied, "absence-emptied"}, {Absence::unmounted, "absence-unmounted"}};
        for (const auto& [state, name] : states) {
            libraries[0].offline = true;
            libraries[0].absence = state;
            say(LibrariesChanged{libraries});
            shoot(name);
        }
        auto songs = m_songs;
        for (const std::size_t i : {1U, 5U, 6U, 11U})
            songs[i].isMissing = true;
        libraries = test::exampleLibraries();
        libraries[0].missingCount = 4;
        say(LibrariesChanged{libraries});
        say(TracksChanged{songs});
        shoot("absence-missing");
        auto& list = m_window.sidebar().list();
        const QPoint place = list.visualRect(list.model()->index(1, 0)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, list.viewport()->mapToGlobal(place));
        QApplication::sendEvent(list.viewport(), &event);
        settle();
        if (auto* menu = m_window.sidebar().findChild<QMenu*>(QStringLiteral("libraryMenu"))) {
            menu->grab().save(QStringLiteral("%1/absence-menu-%2.png").arg(m_folder, m_suffix));
            menu->close();
        }
        say(RelocationDoubtful{.library = 1, .root = "/media/other/Music", .asked = 1000, .there = 3});
        if (auto* box = m_window.findChild<QMessageBox*>()) {
            box->grab().save(QStringLiteral("%1/absence-locate-%2.png").arg(m_folder, m_suffix));
            delete box;
        }
        say(TracksChanged{m_songs});
        say(LibrariesChanged{test::exampleLibraries()});
    }

    void networks() {
        auto models = test::exampleModels();
        pages().go(ui::MainPages::Place::settings);
        say(models);
        shoot("settings");
        scrollDown(pages().settings(), 330);
        shoot("networks");
        models.listening = "study-cnn/1";
        models.canGoBack = true;
        say(models);
        say(ModelChangeProgress{.model = "study-cnn/1", .done = 120, .total = 1284});
        pages().settings().models().findChild<QPushButton*>()->setFocus();
        shoot("networks-change");
        scrollDown(pages().settings(), 100'000);
        shoot("networks-end");
        networksTogether();
    }
    void networksTogether() {
        say(test::exampleTogether());
        say(test::exampleTogetherProgress());
        settle();
        const auto& card = pages().settings().models();
        const auto* area = pages().settings().findChild<QScrollArea*>();
        scrollDown(pages().settings(), card.mapTo(area->widget(), QPoint()).y() - 60);
        shoot("networks-together");
        auto* dialog = new ui::TogetherDialog(test::exampleTogether(), &m_window);
        dialog->open();
        settle();
        dialog->grab().save(QStringLiteral("%1/networks-dialog-%2.png").arg(m_folder, m_suffix));
        delete dialog;
    }
    static void scrollDown(QWidget& page, int pixels) {
        settle();
        page.findChild<QScrollArea*>()->verticalScrollBar()->setValue(pixels);
    }

    /// One kind of spectrogram in each, the last scrolled down to the facts.
    void details() {
        auto& page = pages().details();
        QObject::connect(&page, &ui::DetailsPage::tilesWanted, &page, [&page](const SpectrogramRequest& wanted) {
            for (const std::int64_t index : wanted.tiles)
                page.takeTile(test::exampleTile(wanted.song, wanted.style, index));
        });
        const Track& song = m_songs[20];
        pages().showDetails(song);
        say(SongDetailsLoaded{.song = song.path, .details = test::exampleDetails(song)});
        say(OutlineLoaded{.song = song.path, .outline = test::exampleOutline(song), .complete = 1.F});
        const std::pair<SpectrogramKind, const char*> kinds[] = {{SpectrogramKind::stft, "details-stft"},
                                                                 {SpectrogramKind::mel, "details-mel"},
                                                                 {SpectrogramKind::constantQ, "details-cqt"},
                                                                 {SpectrogramKind::chroma, "details-chroma"}};
        for (const auto& [kind, name] : kinds) {
            page.spectrogram().choose(kind);
            shoot(name);
        }
        auto* scroll = page.findChild<QScrollArea*>()->verticalScrollBar();
        scroll->setValue(scroll->maximum());
        shoot("details-facts");
    }

    void narrowList() {
        if (m_window.width() < 760)
            library().recommendFrom(m_songs[3 + (m_problem ? 6 : 0)]);
        m_problem = true;
        settle();
    }
    void say(Event event) {
        m_bridge.listener()(std::move(event));
        settle();
    }
    static void settle() {
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
    }
    void shoot(const char* name, QWidget* over = nullptr) {
        settle();
        QPixmap picture = m_window.grab();
        if (over != nullptr)
            QPainter(&picture).drawPixmap(m_window.mapFromGlobal(over->pos()), over->grab());
        picture.save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }
    ui::MainPages& pages() { return m_window.pages(); }
    ui::LibraryPage& library() { return pages().library(); }

    QString m_folder;
    QString m_suffix;
    QTemporaryDir m_temporary;
    ui::Settings m_settings;
    ui::EngineBridge m_bridge;
    ui::MainWindow m_window;
    std::vector<Track> m_songs = test::listened(test::measured(test::exampleSongs(1284)));
    bool m_problem = false;
};

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("screenshots");
    const std::string_view what = argc > 2 ? argv[2] : "";
    QDir().mkpath(folder);
    const std::map<std::string_view, void (Studio::*)()> parts{
        {"queue", &Studio::shootQueue},     {"health", &Studio::shootHealth},       {"desktop", &Studio::shootDesktop},
        {"ways", &Studio::shootWays},       {"similar", &Studio::shootSimilar},     {"devices", &Studio::shootDevices},
        {"browse", &Studio::shootBrowsing}, {"playlists", &Studio::shootPlaylists}, {"bring", &Studio::shootBringing},
        {"spotify", &Studio::shootSpotify}, {"networks", &Studio::shootOffers}};
    for (const bool dark : {false, true}) {
        std::vector<QSize> sizes{QSize(1100, 700), QSize(420, 700)};
        if (what == "spotify") // whose table has three layouts
            sizes.insert(sizes.begin(), QSize(1280, 800));
        for (const QSize size : sizes) {
            Studio studio(folder, dark, size);
            const auto part = parts.find(what);
            (studio.*(part == parts.end() ? &Studio::shootAll : part->second))();
        }
    }
    return 0;
}
