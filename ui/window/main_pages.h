// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/settings/settings.h"

#include <QStackedWidget>

namespace segue::ui {

class AboutPage;
class DetailsPage;
class HealthPage;
class KeysPage;
class LibraryPage;
class MapPage;
class PathPage;
class ProblemsPage;
class QueuePage;
class SettingsPage;
class SpotifyPage;
class WelcomePage;

/// The main area: one page at a time. Settings, About, Problems, Queue, the map, a path, Spotify and details lie over the library
/// or the first screen, and Back returns there.
class MainPages final : public QStackedWidget {
    Q_OBJECT

public:
    enum class Place { nothing, welcome, library, settings, about, details, problems, queue, keys, health, map, path, spotify };

    MainPages(Settings& settings, int cores, const QString& version, QWidget* parent = nullptr);

    void go(Place place);
    /// Where Back leads from Settings, About, Problems, Queue and details; shown at once if none of them is.
    void setHome(Place home);
    bool goBack(); ///< @return false if there was no page to go back from
    [[nodiscard]] Place place() const;
    /// The name of the shown place in notices; a library's page has its library's.
    [[nodiscard]] QString placeName() const;
    void showDetails(const Track& track);
    void leaveDetails(); ///< leaves the page, since its song is gone

    [[nodiscard]] WelcomePage& welcome() { return *m_welcome; }
    [[nodiscard]] LibraryPage& library() { return *m_library; }
    [[nodiscard]] SettingsPage& settings() { return *m_settings; }
    [[nodiscard]] AboutPage& about() { return *m_about; }
    [[nodiscard]] DetailsPage& details() { return *m_details; }
    [[nodiscard]] ProblemsPage& problems() { return *m_problems; }
    [[nodiscard]] QueuePage& queue() { return *m_queue; }
    [[nodiscard]] KeysPage& keys() { return *m_keys; }
    [[nodiscard]] HealthPage& health() { return *m_health; }
    [[nodiscard]] MapPage& map() { return *m_map; }
    [[nodiscard]] PathPage& path() { return *m_path; }
    [[nodiscard]] SpotifyPage& spotify() { return *m_spotify; }

Q_SIGNALS:
    void placeChanged();

private:
    void giveFocus();

    WelcomePage* m_welcome;
    LibraryPage* m_library;
    SettingsPage* m_settings;
    AboutPage* m_about;
    DetailsPage* m_details;
    ProblemsPage* m_problems;
    QueuePage* m_queue;
    KeysPage* m_keys;
    HealthPage* m_health;
    MapPage* m_map;
    PathPage* m_path;
    SpotifyPage* m_spotify;
    Place m_home = Place::nothing;
};

} // namespace segue::ui
