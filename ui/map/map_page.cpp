// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_page.h"

#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/map/map_legend.h"
#include "ui/map/map_tools.h"
#include "ui/map/map_view.h"
#include "ui/playback/play_items.h"
#include "ui/settings/settings.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/queue_text.h"
#include "ui/words/radio_text.h"

#include <QBoxLayout>
#include <QCursor>
#include <QEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStackedLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace segue::ui {

namespace {

constexpr int kReloadMs = 3'000;
constexpr int kRestMs = 1'000;
constexpr int kNarrowMap = 620;

bool isDarkIn(const QPalette& palette) { return palette.color(QPalette::Base).lightness() < 128; }

std::vector<QueueSong> queueSongsOf(const std::vector<Track>& songs) {
    std::vector<QueueSong> queued;
    std::ranges::transform(songs, std::back_inserter(queued), queueSong);
    return queued;
}

} // namespace

MapPage::MapPage(Settings& settings, QWidget* parent)
    : Page(tr("Map"), new QWidget, parent)
    , m_settings(settings)
    , m_tools(new MapTools(this))
    , m_view(new MapView(m_scene, this))
    , m_legend(new MapLegend(this))
    , m_empty(new EmptyState(this))
    , m_map(new QWidget(this)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kReloadMs);
    connect(&m_soon, &QTimer::timeout, this, &MapPage::mapWanted);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    layOut();
    setFirst(m_view);
    connect(m_tools, &MapTools::colourChosen, this, &MapPage::paintAnew);
    connect(m_tools, &MapTools::searched, this, &MapPage::brighten);
    connect(m_tools, &MapTools::lassoToggled, m_view, &MapView::setLassoing);
    connect(m_tools, &MapTools::zoomWanted, m_view, &MapView::zoomStep);
    connect(m_tools, &MapTools::fitWanted, m_view, &MapView::fit);
    connect(m_tools, &MapTools::makeWanted, this, &MapPage::makeWanted);
    const auto help = [this] {
        if (m_progress.running)
            Q_EMIT cancelWanted();
        else if (isPathTold())
            Q_EMIT pathPageWanted();
        else
            Q_EMIT makeWanted();
    };
    connect(m_tools, &MapTools::buttonClicked, this, help);
    connect(m_tools, &MapTools::dismissed, this, [this] {
        m_path.clear();
        drawPath();
        showState();
    });
    connect(m_empty, &EmptyState::buttonClicked, this, help);
    connect(m_legend, &MapLegend::pressedChanged, this, &MapPage::brighten);
    connectView();
    showState();
}

void MapPage::layOut() {
    auto* both = new QBoxLayout(QBoxLayout::LeftToRight, m_map);
    both->setContentsMargins(16, 0, 8, 8);
    both->setSpacing(8);
    both->addWidget(m_view, 1);
    both->addWidget(m_legend);
    m_body = new QStackedLayout;
    m_body->addWidget(m_map);
    m_body->addWidget(m_empty);
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addLayout(m_body, 1);
}

void MapPage::connectView() {
    connect(m_view, &MapView::chosenByUser, this, &MapPage::choose);
    connect(m_view, &MapView::playWanted, this, [this](int song) {
        Q_EMIT playWanted({queueSong(songAt(song))}, 0,
                          {.kind = QueueContext::Kind::playlist, .name = tr("Map").toStdString(), .id = 0});
    });
    connect(m_view, &MapView::menuWanted, this, &MapPage::openMenu);
    connect(m_view, &MapView::lassoed, this, &MapPage::openLassoMenu);
    connect(m_view, &MapView::pointedAt, this, &MapPage::rest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_view->pointed() < 0 || !m_view->isActiveWindow())
            return;
        m_isHeard = true;
        Q_EMIT previewWanted(playItem(songAt(m_view->pointed()), true));
    });
}

/// A song is heard while the pointer rests on it, for listeners who want that.
void MapPage::rest(int song) {
    m_rest.stop();
    if (std::exchange(m_isHeard, false))
        Q_EMIT previewEndWanted();
    if (song >= 0 && m_settings.hoverPreviews())
        m_rest.start();
}

int MapPage::indexOf(TrackId track) const {
    for (std::size_t i = 0; i < m_scene.songs.size(); ++i)
        if (m_scene.songs.row(i).id == track)
            return static_cast<int>(i);
    return -1;
}

void MapPage::takeMap(const MapLoaded& event) {
    const TrackId chosen = m_view->chosen() >= 0 ? songAt(m_view->chosen()).id : 0;
    const bool isNew = m_scene.songs.empty() || m_told.laidOut != event.laidOut || event.songs.empty();
    m_told = event;
    m_told.songs = {};
    m_told.points.clear();
    m_scene.songs = event.songs;
    m_scene.field = MapField(event.points);
    m_scene.neighbours.clear();
    drawPath();
    m_scene.labels = labelsFor(m_scene.songs, m_scene.field);
    m_search.setSongs(m_scene.songs);
    m_view->sceneChanged(isNew);
    m_view->choose(chosen == 0 ? -1 : indexOf(chosen));
    paintAnew();
    showState();
}

void MapPage::takeProgress(const MapProgress& event) {
    m_progress = event;
    if (event.running && m_told.state != MapLoaded::State::ready)
        m_told.state = MapLoaded::State::making;
    showState();
}

void MapPage::paintAnew() {
    m_scene.tints = tintsOf(m_scene.songs, m_tools->colour(), isDarkIn(palette()));
    m_legend->setKinds(m_scene.tints.kinds);
    brighten();
}

void MapPage::brighten() {
    auto bright = m_search.find(m_tools->words());
    if (const int kind = m_legend->pressed(); kind >= 0) {
        bright.resize(m_scene.songs.size(), 1);
        for (std::size_t i = 0; i < bright.size(); ++i)
            bright[i] = bright[i] != 0 && m_scene.tints.of[i] == kind ? 1 : 0;
    }
    m_scene.isBright = std::move(bright);
    m_view->sceneChanged(false);
}

void MapPage::takeAnswer(const RecommendationsReady& event) {
    m_scene.neighbours.clear();
    if (m_view->chosen() >= 0 && songAt(m_view->chosen()).id == event.seed.id)
        for (const auto& song : event.songs)
            if (const int index = indexOf(song.track.id); index >= 0)
                m_scene.neighbours.push_back(static_cast<std::uint32_t>(index));
    m_view->update();
}

void MapPage::takePath(const PathReady& event) {
    m_path.clear();
    for (const Track& song : event.songs)
        m_path.push_back(song.id);
    drawPath();
    showState();
}

/// What of the path is on the map. It looks bent, since the map is flat and the path is not.
void MapPage::drawPath() {
    m_scene.path.clear();
    for (const TrackId track : m_path)
        if (const int index = indexOf(track); index >= 0)
            m_scene.path.push_back(static_cast<std::uint32_t>(index));
    m_view->update();
}

void MapPage::songsChanged() {
    if (isVisible() && !m_soon.isActive())
        m_soon.start();
}

void MapPage::choose(int song) {
    m_rest.stop();
    m_isHeard = false; // whatever is heard from now on was wanted otherwise
    m_view->choose(song);
    m_scene.neighbours.clear();
    if (song >= 0)
        Q_EMIT seedWanted(songAt(song));
}

void MapPage::addActions(QMenu& menu, std::vector<Track> songs) {
    const auto count = songs.size();
    const auto title = songs.front().title;
    const auto queued = queueSongsOf(songs);
    menu.setAttribute(Qt::WA_DeleteOnClose);
    menu.addAction(
        lineIcon(QStringLiteral("play")), count > 1 ? tr("Play %1").arg(songsText(count)) : tr("Play"), this, [this, queued] {
            Q_EMIT playWanted(queued, 0, {.kind = QueueContext::Kind::playlist, .name = tr("Map").toStdString(), .id = 0});
        });
    menu.addAction(lineIcon(QStringLiteral("queue")), tr("Play next"), this,
                   [this, queued, count, title] { Q_EMIT playNextWanted(queued, playNextText(count, title)); });
    menu.addAction(lineIcon(QStringLiteral("add")), tr("Add to queue"), this,
                   [this, queued, count, title] { Q_EMIT addWanted(queued, addedText(count, title)); });
    menu.addSeparator();
    addBeginnings(menu, songs);
    menu.addSeparator();
    menu.addAction(lineIcon(QStringLiteral("playlist")), tr("New playlist"), this,
                   [this, songs] { Q_EMIT newPlaylistWanted(tr("From the map"), songs); });
    menu.addAction(lineIcon(QStringLiteral("save")), tr("Save as playlist…"), this,
                   [this, songs = std::move(songs)] { Q_EMIT savePlaylistWanted(tr("From the map"), songs); });
}

void MapPage::openMenu(int song, QPoint position) {
    const Track track = songAt(song);
    Q_EMIT songMenuWanted({.songs = {track}, .position = position, .play = [this, track] {
                               Q_EMIT playWanted({queueSong(track)}, 0,
                                                 {.kind = QueueContext::Kind::playlist, .name = tr("Map").toStdString(), .id = 0});
                           }});
}

void MapPage::openLassoMenu(const std::vector<std::uint32_t>& songs) {
    if (songs.empty())
        return;
    std::vector<Track> tracks;
    for (const auto song : songs)
        tracks.push_back(m_scene.songs[song]);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("lassoMenu"));
    menu->setAccessibleName(tr("What to do with %1").arg(songsText(songs.size())));
    menu->addSection(songsText(songs.size()));
    addActions(*menu, std::move(tracks));
    menu->popup(QCursor::pos());
}

/// Of many songs some are taken, all over the lasso.
void MapPage::addBeginnings(QMenu& menu, const std::vector<Track>& songs) {
    const auto some = spread(songs);
    menu.addAction(lineIcon(QStringLiteral("radio")), songs.size() > 1 ? tr("Radio from these") : tr("Start radio"), this,
                   [this, some, count = songs.size()] {
                       RadioSeeds seeds{.songs = {}, .of = SeedsOf::songs, .name = {}};
                       std::ranges::transform(some, std::back_inserter(seeds.songs), &Track::id);
                       if (count > 1)
                           seeds.name = beginningText(some.front().title, count).toStdString();
                       Q_EMIT radioWanted(seeds);
                   });
    menu.addAction(lineIcon(QStringLiteral("similar")), songs.size() > 1 ? tr("Recommend from these") : tr("Recommend from this"),
                   this, [this, some] { Q_EMIT listWanted(some); });
}

QString MapPage::message() const {
    return m_body->currentWidget() == m_empty ? m_empty->title() + QLatin1Char('\n') + m_empty->sentence() : QString();
}

void MapPage::showState() {
    using State = MapLoaded::State;
    const bool isThere = m_told.state == State::ready && m_scene.field.size() > 0;
    m_body->setCurrentWidget(isThere ? m_map : static_cast<QWidget*>(m_empty));
    m_tools->setVisible(isThere);
    const QString far = percentText(m_progress.done);
    if (isThere) {
        const QString made = countText(m_told.laidOut);
        if (m_progress.running)
            m_tools->say(tr("A new map is being made: %1").arg(far), tr("Cancel"));
        else if (m_told.isOutgrown)
            m_tools->say(tr("The map was made of %1; there are %2 now. The new ones lie beside songs that sound like them.")
                             .arg(songsText(m_told.laidOut), countText(m_scene.field.size())),
                         tr("Make the map anew"));
        else if (isPathTold())
            m_tools->say(tr("A path of %1 is drawn. On a flat map it looks bent.").arg(songsText(m_path.size())),
                         tr("Show its songs"), tr("Take the path off the map"));
        else
            m_tools->say({}, {});
        return;
    }
    if (m_progress.running || m_told.state == State::making)
        m_empty->explain(
            QStringLiteral("waiting"), tr("The map is being made"),
            tr("%1 done. Songs that sound alike are laid beside each other; that is done once, in the background.").arg(far),
            tr("Cancel"));
    else if (m_told.state == State::unheard)
        m_empty->explain(
            QStringLiteral("map"), tr("No song has been analysed yet"),
            tr("The map is made of what Segue heard. Open a music folder, and come back when some songs are analysed."));
    else if (m_told.state == State::offline)
        m_empty->explain(QStringLiteral("offline"), tr("Your libraries are offline"),
                         tr("Their songs are on the map again as soon as their folders are there."));
    else if (m_told.state == State::failed)
        m_empty->explain(QStringLiteral("warning"), tr("There is no map"), sentence(m_told.problem), tr("Try again"));
    else
        m_empty->explain(
            QStringLiteral("map"), tr("There is no map yet"),
            tr("All songs on a plane, those that sound alike beside each other. Making it takes seconds for a thousand "
               "songs and some minutes for a hundred thousand."),
            tr("Make the map"));
}

void MapPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    Q_EMIT mapWanted();
}

void MapPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_scene.songs.size() > 0)
        paintAnew();
}

void MapPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_legend->setVisible(width() >= kNarrowMap);
}

} // namespace segue::ui
