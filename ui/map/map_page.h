// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_search.h"
#include "ui/playback/song_menu_call.h"

#include <QTimer>

#include <functional>
#include <vector>

class QLabel;
class QMenu;
class QPushButton;
class QStackedLayout;

namespace segue::ui {

class EmptyState;
class MapLegend;
class MapTools;
class MapView;
class Settings;

/// All songs on a plane, those that sound alike beside each other. Asks for the map when it is shown. A click makes a song the
/// seed, and marks the songs that sound most like it; a double click plays it; a lasso takes many.
class MapPage final : public Page {
    Q_OBJECT

public:
    explicit MapPage(Settings& settings, QWidget* parent = nullptr);

    void takeMap(const MapLoaded& event);
    void takeProgress(const MapProgress& event);
    void takeAnswer(const RecommendationsReady& event); ///< marks the songs, if they are those of the chosen one
    void takePath(const PathReady& event);              ///< draws it, and tells of it
    void songsChanged();                                ///< the map may be another: asks again, a little later, if it is seen
    [[nodiscard]] MapView& view() { return *m_view; }
    [[nodiscard]] MapTools& tools() { return *m_tools; }
    [[nodiscard]] const MapScene& scene() const { return m_scene; }
    [[nodiscard]] QString message() const; ///< the text in place of the map; empty while there is one

Q_SIGNALS:
    void mapWanted();
    void makeWanted();
    void cancelWanted();
    void seedWanted(const segue::Track& track);
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void playNextWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void addWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void songMenuWanted(const segue::ui::SongMenuCall& call);
    void newPlaylistWanted(const QString& name, const std::vector<segue::Track>& songs);
    void savePlaylistWanted(const QString& title, const std::vector<segue::Track>& songs);
    void previewWanted(const segue::playback::PlayItem& item);
    void previewEndWanted();
    void radioWanted(const segue::RadioSeeds& seeds);
    void listWanted(const std::vector<segue::Track>& songs); ///< recommendations from all of them
    void pathPageWanted();                                   ///< the songs of the path that is drawn

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void connectView();
    void showState();
    void paintAnew(); ///< colours and labels of the songs
    void brighten();  ///< by the search and the legend
    void choose(int song);
    void openMenu(int song, QPoint position);
    void openLassoMenu(const std::vector<std::uint32_t>& songs);
    void addActions(QMenu& menu, std::vector<Track> songs);
    void addBeginnings(QMenu& menu, const std::vector<Track>& songs);
    void rest(int song);
    void drawPath();
    [[nodiscard]] bool isPathTold() const { return !m_path.empty() && !m_told.isOutgrown; }
    [[nodiscard]] Track songAt(int song) const { return m_scene.songs[static_cast<std::size_t>(song)]; }
    [[nodiscard]] int indexOf(TrackId track) const;

    Settings& m_settings;
    MapScene m_scene;
    MapSearch m_search;
    MapLoaded m_told; ///< without its songs
    MapProgress m_progress;
    std::vector<TrackId> m_path; ///< that is drawn, as far as its songs are on the map
    MapTools* m_tools;
    MapView* m_view;
    MapLegend* m_legend;
    EmptyState* m_empty;
    QWidget* m_map;
    QStackedLayout* m_body = nullptr;
    QTimer m_soon;
    QTimer m_rest;          ///< the pointer on a song, until its preview
    bool m_isHeard = false; ///< a preview that the pointer began
};

} // namespace segue::ui
