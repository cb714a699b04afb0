// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/way_pictures.h"

#include "tests/ui/example_songs.h"
#include "ui/map/map_page.h"
#include "ui/map/map_tools.h"
#include "ui/map/map_view.h"
#include "ui/map/path_page.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QLineEdit>
#include <QMouseEvent>

#include <cmath>
#include <functional>
#include <random>
#include <string>

namespace segue::test {

namespace {

/// Each genre in a cloud of its own, the artists in smaller ones.
MapLoaded exampleMap(const std::vector<Track>& songs) {
    MapLoaded map{.state = MapLoaded::State::ready, .laidOut = songs.size()};
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    map.songs = songs;
    for (const Track& song : songs) {
        const auto genre = static_cast<float>(std::hash<std::string>()(song.genre.empty() ? song.heardGenre : song.genre) % 8);
        const auto artist = static_cast<float>(std::hash<std::string>()(song.artist) % 100) * 0.0628F;
        map.points.push_back({0.62F * std::cos(genre * 0.785F) + 0.13F * std::cos(artist) + 0.07F * normal(random),
                              0.62F * std::sin(genre * 0.785F) + 0.13F * std::sin(artist) + 0.07F * normal(random)});
    }
    return map;
}

} // namespace

void shootWays(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    const auto say = [&bridge](Event event) {
        bridge.listener()(std::move(event));
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
    };
    say(LibrariesChanged{exampleLibraries()});
    say(TracksLoaded{bridge.lastRequest(), 1, songs});
    window.pages().go(ui::MainPages::Place::map);
    shoot("map-none", nullptr);
    say(MapProgress{.running = true, .done = 0.42F});
    shoot("map-making", nullptr);
    say(MapProgress{.running = false, .done = 1.F});
    say(exampleMap(songs));
    auto& map = window.pages().map();
    shoot("map", nullptr);
    Q_EMIT map.view().chosenByUser(40);
    RecommendationsReady near{.request = bridge.lastRequest(), .seed = map.scene().songs[40]};
    for (std::size_t i = 48; i < 112; i += 8)
        near.songs.push_back({map.scene().songs[i], 0.8F});
    say(near);
    PathReady path;
    for (std::size_t i = 0; i < 12; ++i) {
        path.songs.push_back(songs[i < 6 ? 8 * i + 16 : 8 * i + 21]);
        path.progress.push_back(static_cast<float>(i) / 11.F);
    }
    Q_EMIT window.pages().path().pathWanted({.from = 1, .to = 2});
    path.request = bridge.lastRequest();
    say(path);
    const auto& point = map.scene().field[300];
    const QPointF place = map.view().camera().toScreen(static_cast<double>(point.x), static_cast<double>(point.y));
    QMouseEvent move(QEvent::MouseMove, place, map.view().mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&map.view(), &move);
    shoot("map-path", nullptr);
    map.tools().search().setText(QStringLiteral("night"));
    map.view().zoomStep(4);
    shoot("map-search", nullptr);
    window.pages().path().showPath(path.songs.front(), path.songs.back());
    path.request = bridge.lastRequest();
    path.problem = MessageId::pathRepeatsArtists;
    say(path);
    window.pages().go(ui::MainPages::Place::path);
    shoot("path", nullptr);
}

} // namespace segue::test
