// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window_fixture.h"
#include "ui/kit/theme.h"
#include "ui/map/map_camera.h"
#include "ui/map/map_field.h"
#include "ui/map/map_labels.h"
#include "ui/map/map_legend.h"
#include "ui/map/map_page.h"
#include "ui/map/map_points_painter.h"
#include "ui/map/map_search.h"
#include "ui/map/map_tints.h"
#include "ui/map/map_tools.h"
#include "ui/map/map_view.h"

#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace segue;
using namespace segue::ui;

namespace {

std::vector<MapPoint> scattered(std::size_t count) {
    std::mt19937 random(3);
    std::normal_distribution<float> normal(0.F, 0.4F);
    std::vector<MapPoint> points;
    for (std::size_t i = 0; i < count; ++i)
        points.push_back({normal(random), normal(random)});
    return points;
}

double linear(double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double mapLuminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double mapContrast(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({mapLuminance(a), mapLuminance(b)});
    return (high + 0.05) / (low + 0.05);
}

/// As somebody sees it who has no cones for green (Vienot, Brettel and Mollon, 1999).
std::array<double, 3> deutan(const QColor& colour) {
    const double r = linear(colour.redF());
    const double g = linear(colour.greenF());
    const double b = linear(colour.blueF());
    const double yellow = 0.29275 * r + 0.70725 * g;
    return {yellow, yellow, -0.02234 * r + 0.02234 * g + b};
}

Track songOf(TrackId id, const std::string& title, const std::string& artist, const std::string& genre) {
    return {.id = id, .library = 1, .path = "/m/" + title, .title = title, .artist = artist, .genre = genre};
}

/// Six songs in two corners.
MapLoaded smallMap(RequestId request) {
    MapLoaded map{.request = request, .state = MapLoaded::State::ready, .laidOut = 6};
    std::vector<Track> songs;
    for (int i = 0; i < 6; ++i) {
        const bool isRock = i % 2 == 0;
        songs.push_back(songOf(i + 1, "Song " + std::to_string(i + 1), isRock ? "Rocker" : "Folker", isRock ? "Rock" : "Folk"));
        const float side = isRock ? -0.8F : 0.8F;
        map.points.push_back({side + 0.05F * static_cast<float>(i), side});
    }
    map.songs = songs;
    return map;
}

struct MapFixture : test::WindowFixture {
    MapFixture() {
        say(LibrariesChanged{test::exampleLibraries()});
        window.pages().go(MainPages::Place::map);
        say(smallMap(bridge.lastRequest()));
    }
    MapPage& page() { return window.pages().map(); }
    QPoint place(std::size_t song) {
        const auto& point = page().scene().field[song];
        return page().view().camera().toScreen(static_cast<double>(point.x), static_cast<double>(point.y)).toPoint();
    }
};

} // namespace

TEST_CASE("the map's camera keeps the place under the pointer while it zooms, and shows all of it again") {
    MapCamera camera;
    camera.setView({800.0, 600.0});
    camera.setBounds({-1.0, -1.0, 2.0, 2.0});
    CHECK(camera.zoomed() == Approx(1.0));
    const QPointF pointer(130.0, 410.0);
    const QPointF before = camera.toMap(pointer);
    camera.zoom(3.0, pointer);
    CHECK(camera.zoomed() == Approx(3.0));
    CHECK(camera.toMap(pointer).x() == Approx(before.x()));
    CHECK(camera.toMap(pointer).y() == Approx(before.y()));
    camera.pan({25.0, -10.0});
    CHECK(camera.toScreen(before.x(), before.y()).x() == Approx(155.0));
    camera.zoom(1e9, pointer);
    CHECK(camera.zoomed() == Approx(MapCamera::kNearest));
    camera.pan({1e9, 1e9});
    CHECK(camera.seen().intersects({-1.0, -1.0, 2.0, 2.0}));
    camera.fit();
    CHECK(camera.seen().contains(QRectF(-1.0, -1.0, 2.0, 2.0)));
    camera.setView({300.0, 900.0});
    CHECK(camera.seen().contains(QRectF(-1.0, -1.0, 2.0, 2.0)));
    camera.setBounds({0.5, 0.5, 0.0, 0.0}); // one song
    CHECK(camera.toScreen(0.5, 0.5).x() == Approx(150.0));
}

TEST_CASE("points of the map are found by where they are") {
    const auto points = scattered(3'000);
    const MapField field(points);
    std::mt19937 random(5);
    std::uniform_real_distribution<double> place(-1.0, 1.0);
    for (int i = 0; i < 200; ++i) {
        const QPointF here(place(random), place(random));
        int nearest = -1;
        double far = 0.05;
        for (std::size_t k = 0; k < points.size(); ++k)
            if (const double d =
                    std::hypot(static_cast<double>(points[k].x) - here.x(), static_cast<double>(points[k].y) - here.y());
                d < far) {
                far = d;
                nearest = static_cast<int>(k);
            }
        CHECK(field.nearest(here, 0.05) == nearest);
    }
    const QPolygonF box(QRectF(-0.2, -0.3, 0.5, 0.4));
    std::size_t inside = 0;
    for (const auto& point : points)
        inside += box.boundingRect().contains(static_cast<double>(point.x), static_cast<double>(point.y)) ? 1 : 0;
    CHECK(field.inside(box).size() == inside);
    CHECK(MapField().nearest({0.0, 0.0}, 10.0) == -1);
    CHECK(MapField().inside(box).empty());
    CHECK(MapField({{0.25F, 0.25F}}).nearest({0.25, 0.25}, 0.01) == 0);
}

TEST_CASE("the map's colours are seen on their ground, and told apart without green") {
    for (const bool isDark : {false, true}) {
        const QColor ground = colours(isDark).surface;
        auto kinds = kindColours(isDark);
        kinds.push_back(plainColour(isDark));
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            INFO(kinds[i].name().toStdString());
            CHECK(mapContrast(kinds[i], ground) >= 3.0);
            for (std::size_t k = 0; k < i; ++k) {
                INFO(kinds[k].name().toStdString());
                const auto a = deutan(kinds[i]);
                const auto b = deutan(kinds[k]);
                CHECK(std::hypot(std::cbrt(a[0]) - std::cbrt(b[0]), std::cbrt(a[2]) - std::cbrt(b[2])) > 0.06);
            }
        }
        const auto ramp = rampColours(8, isDark);
        for (std::size_t i = 0; i < ramp.size(); ++i) {
            CHECK(mapContrast(ramp[i], ground) >= 3.0);
            if (i > 0) // so that they are told apart by how bright they are, too
                CHECK((mapLuminance(ramp[i]) > mapLuminance(ramp[i - 1])) == isDark);
        }
    }
}

TEST_CASE("songs of the map are coloured by genre, decade, tempo and plays") {
    std::vector<Track> songs;
    for (int i = 0; i < 40; ++i) {
        auto song = songOf(i + 1, "t", "a", i < 30 ? "Genre " + std::to_string(i % 10) : "");
        song.year = 1955 + i;
        song.plays = i;
        song.features = SoundFeatures{.tempoBpm = i == 0 ? 0.F : 60.F + static_cast<float>(4 * i)};
        songs.push_back(song);
    }
    songs[39].heardGenre = "Rock"; // by the tag where there is one, else as heard
    const auto genres = tintsOf(songs, MapColour::genre, false);
    CHECK(genres.kinds.size() == 9);
    CHECK(genres.of[35] == 8);
    const auto decades = tintsOf(songs, MapColour::decade, true);
    CHECK(decades.of[0] == 0);
    CHECK(decades.kinds[decades.of[15]].name == QStringLiteral("1970s"));
    const auto tempos = tintsOf(songs, MapColour::tempo, false);
    CHECK(tempos.kinds[tempos.of[0]].name == QStringLiteral("No pulse"));
    CHECK(tempos.of[1] == 0);
    const auto plays = tintsOf(songs, MapColour::plays, false);
    CHECK(plays.kinds[plays.of[0]].name == QStringLiteral("Never played"));
    CHECK(plays.of[1] == 0);
    CHECK(plays.of[39] == 4);
    for (const auto by : {MapColour::genre, MapColour::decade, MapColour::tempo, MapColour::plays}) {
        CHECK(tintsOf({}, by, false).of.empty());
        CHECK(tintsOf(songs, by, false).kinds.size() <= 10);
    }
}

TEST_CASE("names on the map never lie over each other, genres come first, and far artists have none") {
    std::vector<Track> songs;
    std::vector<MapPoint> points;
    for (int i = 0; i < 120; ++i) {
        songs.push_back(songOf(i + 1, "t", "Artist " + std::to_string(i / 8), i % 2 == 0 ? "Rock" : "Folk"));
        points.push_back({static_cast<float>(i / 8) * 0.11F - 0.8F, i % 2 == 0 ? -0.5F : -0.45F});
    }
    for (int i = 0; i < 10; ++i) {
        songs.push_back(songOf(200 + i, "t", "Everywhere", "Rock"));
        points.push_back({static_cast<float>(i) * 0.2F - 1.F, static_cast<float>(i % 3) * 0.8F - 0.8F});
    }
    const MapField field(points);
    const auto labels = labelsFor(songs, field);
    REQUIRE(labels.size() > 4);
    CHECK(labels[0].text == QStringLiteral("Rock"));
    CHECK(labels[0].isGenre);
    for (const auto& label : labels)
        CHECK(label.text != QStringLiteral("Everywhere"));
    MapCamera camera;
    camera.setView({500.0, 400.0});
    camera.setBounds(field.bounds());
    const auto sizeOf = [](const MapLabel& label) { return QSizeF(8.0 * static_cast<double>(label.text.size()), 16.0); };
    for (const double factor : {1.0, 2.0, 3.0}) {
        camera.zoom(factor, {250.0, 200.0});
        const auto placed = placeLabels(labels, camera, {500.0, 400.0}, sizeOf);
        for (std::size_t i = 0; i < placed.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                CHECK_FALSE(placed[i].where.intersects(placed[k].where));
    }
    CHECK(labelsFor({}, MapField()).empty());
}

TEST_CASE("the map's search finds songs that have all the words, wherever they stand") {
    MapSearch search;
    search.setSongs(
        {songOf(1, "Blue Moon", "Ella", "Jazz"), songOf(2, "Blue", "Eiffel", "Pop"), songOf(3, "Moon", "Blue Notes", "Jazz")});
    CHECK(search.find(QStringLiteral("blue MOON")) == std::vector<std::uint8_t>{1, 0, 1});
    CHECK(search.find(QStringLiteral("jazz ella")) == std::vector<std::uint8_t>{1, 0, 0});
    CHECK(search.find(QStringLiteral("  ")).empty());
    CHECK(search.find(QStringLiteral("zzz")) == std::vector<std::uint8_t>{0, 0, 0});
}

TEST_CASE("points are painted where the camera says, dim ones beneath") {
    const MapField field({{0.F, 0.F}, {0.5F, 0.F}, {5.F, 5.F}});
    MapCamera camera;
    camera.setView({200.0, 200.0});
    camera.setBounds({-1.0, -1.0, 2.0, 2.0});
    QImage image(200, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    const std::vector<std::uint8_t> kinds{0, 1, 0};
    paintPoints(image, field, camera,
                {.kinds = kinds, .colours = {qRgb(255, 0, 0), qRgb(0, 0, 255)}, .isBright = {1, 0, 1}, .dim = qRgb(128, 128, 128)});
    CHECK(image.pixel(100, 100) == qRgb(255, 0, 0));
    CHECK(image.pixel(camera.toScreen(0.5, 0.0).toPoint()) == qRgb(128, 128, 128));
    CHECK(image.pixel(20, 20) == qRgb(255, 255, 255));
}

TEST_CASE("a click on the map makes a song the seed and marks its neighbours; a double click plays it") {
    MapFixture window;
    QSignalSpy played(&window.page(), &MapPage::playWanted);
    QTest::mouseClick(&window.page().view(), Qt::LeftButton, {}, window.place(2));
    CHECK(window.page().view().chosen() == 2);
    CHECK(window.panel().isSeed(window.page().scene().songs[2]));
    window.say(RecommendationsReady{.request = window.bridge.lastRequest(),
                                    .seed = window.page().scene().songs[2],
                                    .songs = {{window.page().scene().songs[0], 0.9F}, {window.page().scene().songs[4], 0.8F}}});
    CHECK(window.page().scene().neighbours == std::vector<std::uint32_t>{0, 4});
    QTest::mouseDClick(&window.page().view(), Qt::LeftButton, {}, window.place(3));
    REQUIRE(played.count() == 1);
    CHECK(played[0][0].value<std::vector<QueueSong>>().front().track == 4);
}

TEST_CASE("with the keyboard the song in the middle of the map is named, chosen and played") {
    MapFixture window;
    auto& view = window.page().view();
    QSignalSpy played(&window.page(), &MapPage::playWanted);
    CHECK(window.page().first() == &view);
    view.setFocus();
    for (int i = 0; i < 40 && view.pointed() < 0; ++i)
        QTest::keyClick(&view, i % 2 == 0 ? Qt::Key_Left : Qt::Key_Up);
    REQUIRE(view.pointed() >= 0);
    CHECK(view.accessibleName().contains(QStringLiteral("Song")));
    QTest::keyClick(&view, Qt::Key_Return);
    CHECK(view.chosen() == view.pointed());
    QTest::keyClick(&view, Qt::Key_Return);
    CHECK(played.count() == 1);
    const double before = view.camera().zoomed();
    QTest::keyClick(&view, Qt::Key_Plus);
    CHECK(view.camera().zoomed() > before);
    QTest::keyClick(&view, Qt::Key_Home);
    CHECK(view.camera().zoomed() == Approx(1.0));
}

TEST_CASE("a lasso takes the songs inside it, to begin a radio or a list, to be played, queued or saved") {
    MapFixture window;
    auto& view = window.page().view();
    QSignalSpy radios(&window.page(), &MapPage::radioWanted);
    QSignalSpy lists(&window.page(), &MapPage::listWanted);
    QSignalSpy saved(&window.page(), &MapPage::savePlaylistWanted);
    const QRect around = QRect(window.place(0), window.place(4)).normalized().adjusted(-15, -15, 15, 15);
    QTest::mousePress(&view, Qt::LeftButton, Qt::ShiftModifier, around.topLeft());
    for (const QPoint& corner : {around.topRight(), around.bottomRight(), around.bottomLeft()})
        QTest::mouseMove(&view, corner);
    QTest::mouseRelease(&view, Qt::LeftButton, Qt::ShiftModifier, around.bottomLeft());
    auto* menu = window.page().findChild<QMenu*>(QStringLiteral("lassoMenu"));
    REQUIRE(menu != nullptr);
    for (auto* action : menu->actions())
        if (action->text().contains(QStringLiteral("from these")))
            action->trigger();
    menu->actions().last()->trigger();
    menu->close();
    REQUIRE(radios.count() == 1);
    CHECK(radios[0][0].value<RadioSeeds>().songs.size() == 3);
    CHECK(QString::fromStdString(radios[0][0].value<RadioSeeds>().name).endsWith(QStringLiteral("and 2 more")));
    REQUIRE(lists.count() == 1);
    CHECK(lists[0][0].value<std::vector<Track>>().size() == 3);
    REQUIRE(saved.count() == 1);
    CHECK(saved[0][1].value<std::vector<Track>>().size() == 3);
}

TEST_CASE("the search and the legend leave only their songs bright") {
    MapFixture window;
    window.page().tools().search().setText(QStringLiteral("folker"));
    CHECK(window.page().scene().isBright == std::vector<std::uint8_t>{0, 1, 0, 1, 0, 1});
    window.page().tools().search().clear();
    CHECK(window.page().scene().isBright.empty());
    auto* legend = window.page().findChild<MapLegend*>();
    const auto buttons = legend->findChildren<QToolButton*>();
    REQUIRE(buttons.size() == 2);
    buttons[0]->click();
    buttons[1]->click();
    CHECK(legend->pressed() == 1);
    CHECK_FALSE(buttons[0]->isChecked());
}

TEST_CASE("in place of a map the page says why there is none, and what to do") {
    test::WindowFixture window;
    window.say(LibrariesChanged{test::exampleLibraries()});
    window.window.pages().go(MainPages::Place::map);
    auto& page = window.window.pages().map();
    CHECK(page.message().contains(QStringLiteral("no map yet")));
    window.say(MapLoaded{.request = window.bridge.lastRequest(), .state = MapLoaded::State::unheard});
    CHECK(page.message().contains(QStringLiteral("analysed")));
    window.say(MapLoaded{.request = window.bridge.lastRequest(), .state = MapLoaded::State::offline});
    CHECK(page.message().contains(QStringLiteral("offline")));
    window.say(MapProgress{.running = true, .done = 0.42F});
    CHECK(page.message().contains(QStringLiteral("42")));
    window.say(MapProgress{.running = false, .done = 1.F});
    window.say(smallMap(0));
    CHECK(page.message().isEmpty());
    window.say(MapLoaded{.request = 0, .state = MapLoaded::State::failed, .problem = MessageId::outOfMemory});
    CHECK(page.message().contains(QStringLiteral("memory")));
}

TEST_CASE("a map that its songs have outgrown offers to be made anew; the old one is seen meanwhile") {
    MapFixture window;
    QSignalSpy made(&window.page(), &MapPage::makeWanted);
    auto map = smallMap(0);
    map.laidOut = 3;
    map.isOutgrown = true;
    window.say(map);
    const auto buttons = window.page().tools().findChildren<QPushButton*>();
    REQUIRE(buttons.size() == 1);
    CHECK(buttons[0]->isVisible());
    buttons[0]->click();
    CHECK(made.count() == 1);
    window.say(MapProgress{.running = true, .done = 0.1F});
    CHECK(window.page().message().isEmpty());
}

TEST_CASE("a frame of a map of 200,000 songs", "[.bench]") {
    const MapField field(scattered(200'000));
    std::vector<std::uint8_t> kinds(field.size());
    for (std::size_t i = 0; i < kinds.size(); ++i)
        kinds[i] = static_cast<std::uint8_t>(i % 9);
    MapCamera camera;
    camera.setView({1100.0, 700.0});
    camera.setBounds(field.bounds());
    MapLook look{.kinds = kinds, .colours = std::vector<QRgb>(9, qRgb(90, 120, 200)), .dim = qRgb(60, 60, 60)};
    for (const double factor : {1.0, 2.0, 4.0, 30.0}) {
        camera.fit();
        camera.zoom(factor, {550.0, 350.0});
        for (const double ratio : {1.0, 2.0}) {
            look.pixelRatio = ratio;
            QImage image((QSizeF(1100.0, 700.0) * ratio).toSize(), QImage::Format_RGB32);
            BENCHMARK("zoomed " + std::to_string(factor) + ", pixel ratio " + std::to_string(ratio)) {
                image.fill(Qt::black);
                paintPoints(image, field, camera, look);
                return image.pixel(1, 1);
            };
        }
    }
}
