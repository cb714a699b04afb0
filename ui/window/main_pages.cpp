// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_pages.h"

#include "ui/details/details_page.h"
#include "ui/health/health_page.h"
#include "ui/map/map_page.h"
#include "ui/map/path_page.h"
#include "ui/playback/queue_page.h"
#include "ui/problems/problems_page.h"
#include "ui/settings/settings_page.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_actions.h"
#include "ui/spotify/spotify_page.h"
#include "ui/window/about_page.h"
#include "ui/window/keys_page.h"
#include "ui/window/welcome_page.h"

namespace segue::ui {

MainPages::MainPages(Settings& settings, int cores, const QString& version, QWidget* parent)
    : QStackedWidget(parent)
    , m_welcome(new WelcomePage(this))
    , m_library(new LibraryPage(settings, this))
    , m_settings(new SettingsPage(settings, cores, this))
    , m_about(new AboutPage(version, this))
    , m_details(new DetailsPage(settings, this))
    , m_problems(new ProblemsPage(this))
    , m_queue(new QueuePage(this))
    , m_keys(new KeysPage(this))
    , m_health(new HealthPage(this))
    , m_map(new MapPage(settings, this))
    , m_path(new PathPage(this))
    , m_spotify(new SpotifyPage(this)) {
    setObjectName(QStringLiteral("pages"));
    addWidget(new QWidget(this)); // nothing: until the libraries are known
    for (QWidget* page : {static_cast<QWidget*>(m_welcome), static_cast<QWidget*>(m_library), static_cast<QWidget*>(m_settings),
                          static_cast<QWidget*>(m_about), static_cast<QWidget*>(m_details), static_cast<QWidget*>(m_problems),
                          static_cast<QWidget*>(m_queue), static_cast<QWidget*>(m_keys), static_cast<QWidget*>(m_health),
                          static_cast<QWidget*>(m_map), static_cast<QWidget*>(m_path), static_cast<QWidget*>(m_spotify)})
        addWidget(page);
    for (Page* page :
         {static_cast<Page*>(m_settings), static_cast<Page*>(m_about), static_cast<Page*>(m_details),
          static_cast<Page*>(m_problems), static_cast<Page*>(m_queue), static_cast<Page*>(m_keys), static_cast<Page*>(m_health),
          static_cast<Page*>(m_map), static_cast<Page*>(m_path), static_cast<Page*>(m_spotify)})
        connect(page, &Page::backWanted, this, &MainPages::goBack);
}

MainPages::Place MainPages::place() const { return static_cast<Place>(currentIndex()); }

QString MainPages::placeName() const {
    switch (place()) {
    case Place::library:
        return SongActions::placeOf(m_library->library());
    case Place::details:
        return DetailsPage::placeName();
    default:
        return QString::number(currentIndex());
    }
}

void MainPages::giveFocus() {
    if (place() == Place::library)
        return m_library->first()->setFocus();
    auto* page = qobject_cast<Page*>(currentWidget());
    (page ? page->first() : currentWidget())->setFocus();
}

void MainPages::go(Place place) {
    // Else Qt hands the focus to whichever button comes next.
    const bool moves = place != this->place();
    setCurrentIndex(static_cast<int>(place));
    if (moves)
        giveFocus();
    Q_EMIT placeChanged();
}

void MainPages::setHome(Place home) {
    m_home = home;
    if (place() == Place::nothing || place() == Place::welcome || place() == Place::library)
        go(home);
}

bool MainPages::goBack() {
    if (place() == m_home)
        return m_home == Place::library && m_library->goBack();
    go(m_home);
    return true;
}

void MainPages::leaveDetails() {
    if (place() == Place::details)
        go(m_home);
}

void MainPages::showDetails(const Track& track) {
    m_details->showTrack(track);
    go(Place::details);
}

} // namespace segue::ui
