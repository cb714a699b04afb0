// SPDX-License-Identifier: GPL-3.0-or-later
// The map of all songs, paths between two of them, and radio: as the facade gives them.
#include "tests/engine/engine_session.h"

#include <algorithm>
#include <cmath>

using namespace segue;
using test::EngineSession;

namespace {

/// @param others that are in the folder already
void addSongs(EngineSession& session, std::size_t count, std::size_t others = 0) {
    for (std::size_t i = 0; i < count; ++i)
        session.song((i % 2 == 0 ? "rock " : "folk ") + std::to_string(i), 200.0 + 13.0 * static_cast<double>(i));
    session.addAndWait(count + others);
}

bool isReady(EngineSession& session, std::size_t songs) {
    return session.wait([&] { return session.map.state == MapLoaded::State::ready && session.map.points.size() == songs; });
}

PathReady pathOf(EngineSession& session, RequestId request, PathQuery query) {
    session.engine->paths().findPath(request, std::move(query));
    REQUIRE(session.wait([&] { return session.paths.contains(request); }));
    return session.paths[request];
}

} // namespace

TEST_CASE("the map is made when it is first asked for, kept, and given new songs without moving the old ones") {
    EngineSession session;
    session.engine->map().loadMap(1);
    REQUIRE(session.wait([&] { return session.map.request == 1; }));
    CHECK(session.map.state == MapLoaded::State::unheard);
    addSongs(session, 6);
    session.engine->map().loadMap(2);
    REQUIRE(isReady(session, 6));
    const auto before = session.map;
    for (const MapPoint& point : before.points)
        CHECK((std::isfinite(point.x) && std::isfinite(point.y)));
    session.start();
    session.engine->map().loadMap(3);
    REQUIRE(session.wait([&] { return session.map.request == 3; }));
    REQUIRE(session.map.state == MapLoaded::State::ready);
    CHECK(session.map.laidOut == 6);
    session.song("rock new", 900.0);
    session.song("folk new", 950.0);
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.answered() == 8 && !session.progress.running; }));
    session.engine->map().loadMap(4);
    REQUIRE(session.wait([&] { return session.map.request == 4; }));
    REQUIRE(session.map.points.size() == 8);
    CHECK(session.map.laidOut == 6);
    CHECK(session.map.isOutgrown);
    for (std::size_t i = 0; i < before.songs.size(); ++i)
        for (std::size_t k = 0; k < session.map.songs.size(); ++k)
            if (before.songs.row(i).id == session.map.songs.row(k).id)
                CHECK(before.points[i].x == session.map.points[k].x);
    session.engine->map().makeMap();
    REQUIRE(session.wait([&] { return session.map.request == 0 && session.map.laidOut == 8; }));
    CHECK_FALSE(session.map.isOutgrown);
}

TEST_CASE("a path goes from one song to another; it says why there is none") {
    EngineSession session;
    session.song("silent", 0.0);
    addSongs(session, 9, 1);
    const auto rock = session.idOf("rock 0");
    const auto folk = session.idOf("folk 1");
    const auto path = pathOf(session, 1, {.from = rock, .to = folk, .songs = 5});
    REQUIRE(path.songs.size() == 5);
    CHECK(path.songs.front().id == rock);
    CHECK(path.songs.back().id == folk);
    CHECK(std::ranges::is_sorted(path.progress));
    CHECK(pathOf(session, 2, {.from = rock, .to = rock}).problem == Message(MessageId::pathSameSong));
    CHECK(pathOf(session, 3, {.from = rock, .toFile = "/nowhere/a.mp3"}).problem.id() == MessageId::pathEndOutside);
    CHECK(pathOf(session, 4, {.from = rock, .to = 99'999}).problem == Message(MessageId::similarSongGone));
    const auto many = pathOf(session, 5, {.from = rock, .to = folk, .songs = 100});
    CHECK(many.problem.id() == MessageId::pathIsShort);
    CHECK(many.songs.size() >= 7);
}

TEST_CASE("radio starts from a song, fills the queue behind it, gives reasons, and ends when it is told") {
    EngineSession session;
    addSongs(session, 14);
    const auto seed = session.idOf("rock 0");
    session.engine->radio().startRadio(seed);
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->size() == 5; }));
    CHECK(session.queue.lists.context.kind == QueueContext::Kind::radio);
    REQUIRE(session.wait([&] { return session.radio.notes.size() >= 5; }));
    CHECK(session.radio.isOn);
    CHECK(session.radio.seed == "rock 0");
    for (const auto& [entry, note] : session.radio.notes)
        CHECK(note.like == "rock 0");
    const auto planned = *session.queue.lists.automatic;
    session.engine->queue().remove({planned[1].id});
    REQUIRE(session.wait([&] {
        return session.queue.lists.automatic->size() == 5 &&
               std::ranges::find(*session.queue.lists.automatic, planned[1].id, &QueueEntry::id) ==
                   session.queue.lists.automatic->end();
    }));
    CHECK(std::ranges::find(*session.queue.lists.automatic, planned[1].song, &QueueEntry::song) ==
          session.queue.lists.automatic->end());
    session.engine->radio().stopRadio();
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->empty() && !session.radio.isOn; }));
}

TEST_CASE("radio goes on by itself when the queue ends, if it is wanted") {
    EngineSession session;
    addSongs(session, 10);
    const auto seed = session.idOf("folk 1");
    session.engine->radio().setRadio({.startsByItself = true});
    session.engine->queue().playContext({{.track = seed, .file = {}, .artist = 0}}, 0, {});
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->size() == 5; }));
    CHECK(session.radio.isOn);
}

TEST_CASE("radio from a song that was not heard says so") {
    EngineSession session;
    session.song("silent one", 0.0);
    addSongs(session, 3, 1);
    session.engine->radio().startRadio(session.idOf("silent one"));
    REQUIRE(session.wait([&] { return !session.radio.problem.empty(); }));
    CHECK(session.radio.problem.id() == MessageId::radioNotHeard);
}

TEST_CASE("what radio would play is planned without playing: until all songs were played") {
    EngineSession session;
    addSongs(session, 6);
    session.engine->paths().planRadio(1, {.seed = session.idOf("rock 0"), .length = std::chrono::minutes(60)});
    REQUIRE(session.wait([&] { return session.radios.contains(1); }));
    const auto& radio = session.radios[1];
    CHECK(radio.songs.size() == 6);
    CHECK(radio.problem == Message(MessageId::radioExhausted));
    CHECK(radio.relaxed.size() == 6);
}

TEST_CASE("radio plays no song that the listener does not want") {
    EngineSession session;
    addSongs(session, 6);
    const auto unwanted = session.idOf("rock 2");
    session.engine->feedback().say(FeedbackKind::notThisSong, unwanted);
    REQUIRE(session.wait([&] { return session.feedback.all.size() == 1; }));
    session.engine->paths().planRadio(1, {.seed = session.idOf("rock 0"), .length = std::chrono::minutes(60)});
    REQUIRE(session.wait([&] { return session.radios.contains(1); }));
    const auto& radio = session.radios[1];
    CHECK(radio.songs.size() == 5);
    CHECK(std::ranges::find(radio.songs, unwanted, &Track::id) == radio.songs.end());
}
