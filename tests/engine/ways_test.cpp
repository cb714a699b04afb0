// SPDX-License-Identifier: GPL-3.0-or-later
// The map of all songs, paths between two of them, and radio: as the facade gives them.
#include "tests/engine/engine_session.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

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

/// Tags as an album's or an artist's songs have them, which the files of these tests have not.
void tag(EngineSession& session, const std::string& where, const std::string& artist, const std::string& album) {
    session.sql("UPDATE track SET artist = '" + artist + "', album_artist = '" + artist + "', album = '" + album + "' WHERE " +
                where);
}

/// Hears on until it is so.
bool hear(EngineSession& session, const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < deadline) {
        static_cast<void>(session.crank->pull(playback::AudioSink::kRateHz / 4));
        std::unique_lock lock(session.mutex);
        if (session.changed.wait_for(lock, std::chrono::milliseconds(20), condition))
            return true;
    }
    return false;
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
    session.engine->radio().startRadio({.songs = {seed}});
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
    session.engine->radio().startRadio({.songs = {session.idOf("silent one")}});
    REQUIRE(session.wait([&] { return !session.radio.problem.empty(); }));
    CHECK(session.radio.problem.id() == MessageId::radioNotHeard);
}

TEST_CASE("what radio would play is planned without playing: until all songs were played") {
    EngineSession session;
    addSongs(session, 6);
    session.engine->paths().planRadio(1, {.seeds = {session.idOf("rock 0")}, .length = std::chrono::minutes(60)});
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
    session.engine->paths().planRadio(1, {.seeds = {session.idOf("rock 0")}, .length = std::chrono::minutes(60)});
    REQUIRE(session.wait([&] { return session.radios.contains(1); }));
    const auto& radio = session.radios[1];
    CHECK(radio.songs.size() == 5);
    CHECK(std::ranges::find(radio.songs, unwanted, &Track::id) == radio.songs.end());
}

TEST_CASE("radio from several songs plays the first, is called what the listener is told, and says which song each is like") {
    EngineSession session;
    addSongs(session, 14);
    const std::vector<TrackId> seeds{session.idOf("rock 0"), session.idOf("rock 2"), session.idOf("folk 1")};
    session.engine->radio().startRadio({.songs = seeds, .of = SeedsOf::songs, .name = "Three songs"});
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->size() == 5 && session.radio.notes.size() >= 5; }));
    CHECK(session.queue.current->song == seeds[0]);
    CHECK(session.queue.lists.context.name == "Three songs");
    CHECK(session.radio.seed == "Three songs");
    for (const auto& [entry, note] : session.radio.notes)
        CHECK((note.like == "rock 0" || note.like == "rock 2" || note.like == "folk 1"));
}

TEST_CASE("radio from an album and from an artist goes by all their songs that were heard") {
    EngineSession session;
    addSongs(session, 16);
    tag(session, "title IN ('rock 0', 'folk 1', 'folk 3')", "Band", "First");
    tag(session, "title = 'folk 5'", "Band", "Second");
    session.start();
    const auto seed = session.idOf("rock 0");
    session.engine->paths().planRadio(1, {.seeds = {seed}, .of = SeedsOf::album, .length = std::chrono::minutes(4)});
    REQUIRE(session.wait([&] { return session.radios.contains(1); }));
    CHECK(session.radios[1].songs.front().id == seed);
    session.engine->radio().startRadio({.songs = {seed}, .of = SeedsOf::artist, .name = "Band"});
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->size() == 5 && session.radio.notes.size() >= 5; }));
    CHECK(session.radio.seed == "Band");
    const std::set<std::string> band{"rock 0", "folk 1", "folk 3", "folk 5"};
    for (const auto& [entry, note] : session.radio.notes)
        CHECK(band.contains(note.like));
    RecommendationQuery query{.track = seed, .count = 20};
    query.of = SeedsOf::album;
    const auto list = session.ask(1, query);
    REQUIRE(list.songs.size() >= 10);
    for (const auto& song : list.songs)
        CHECK((song.track.title != "folk 1" && song.track.title != "folk 3"));
}

TEST_CASE("radio and its reasons are there again after a restart, and the session goes on") {
    EngineSession session;
    addSongs(session, 14);
    session.engine->radio().startRadio({.songs = {session.idOf("rock 0")}});
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->size() == 5 && session.radio.notes.size() >= 5; }));
    const auto planned = *session.queue.lists.automatic;
    const auto notes = session.radio.notes;
    session.engine.reset();
    session.radio = {};
    session.queue = {};
    session.start();
    session.engine->radio().setRadio({.startsByItself = true, .follows = true, .reach = RadioReach::close});
    REQUIRE(session.wait([&] { return session.radio.isOn && !session.radio.notes.empty(); }));
    CHECK(*session.queue.lists.automatic == planned);
    CHECK(session.radio.notes == notes);
    CHECK(session.radio.seed == "rock 0");
    session.engine->playback().next();
    REQUIRE(session.wait([&] { return session.queue.current && session.queue.current->song == planned[0].song; }));
    REQUIRE(session.wait([&] { return session.queue.lists.automatic->size() == 5; }));
    for (const QueueEntry& entry : *session.queue.lists.automatic)
        CHECK(entry.song != session.idOf("rock 0"));
}

TEST_CASE("a recommended song that is left after five seconds and before its half counts as skipped; another's does not") {
    EngineSession session;
    for (const char* name : {"rock one", "rock two", "rock three"})
        audio::writeAudio(session.music / (std::string(name) + ".wav"), test::tone(300.0, 30.0, 8000), 8000, 1);
    session.addAndWait(3);
    std::vector<QueueSong> songs;
    for (const char* name : {"rock one", "rock two", "rock three"})
        songs.push_back({.track = session.idOf(name), .file = {}, .artist = 0});
    const auto hearAndSkip = [&](const QueueContext& context, TrackId song) {
        session.engine->queue().playContext(songs, 0, context);
        REQUIRE(hear(session, [&] {
            return !session.playing.empty() && session.playing.back().item.track.id == song &&
                   session.playing.back().position > std::chrono::seconds(6);
        }));
        session.engine->playback().next();
        REQUIRE(hear(session, [&] { return session.playing.back().item.track.id != song; }));
    };
    hearAndSkip({.kind = QueueContext::Kind::library, .name = "Music", .id = 1}, songs[0].track);
    std::swap(songs[0], songs[1]);
    hearAndSkip({.kind = QueueContext::Kind::recommendation, .name = "rock one", .id = 0}, songs[0].track);
    REQUIRE(session.wait([&] { return !session.feedback.all.empty(); }));
    CHECK(session.feedback.all.size() == 1);
    CHECK(session.feedback.all.front().kind == FeedbackKind::skipped);
    CHECK(session.feedback.all.front().title == "rock two");
}

TEST_CASE("no song that the listener does not want is on a path") {
    EngineSession session;
    addSongs(session, 10);
    const auto from = session.idOf("rock 0");
    const auto to = session.idOf("folk 1");
    const auto before = pathOf(session, 1, {.from = from, .to = to, .songs = 5});
    REQUIRE(before.songs.size() == 5);
    const auto unwanted = before.songs[2].id;
    session.engine->feedback().say(FeedbackKind::notThisSong, unwanted);
    REQUIRE(session.wait([&] { return session.feedback.all.size() == 1; }));
    const auto after = pathOf(session, 2, {.from = from, .to = to, .songs = 5});
    CHECK(after.songs.size() == 5);
    CHECK(std::ranges::find(after.songs, unwanted, &Track::id) == after.songs.end());
}

TEST_CASE("a section of a song is a seed of its own") {
    using namespace std::chrono_literals;
    EngineSession session;
    addSongs(session, 6);
    const auto folk = session.idOf("folk 1");
    RecommendationQuery query{.track = folk, .count = 3};
    CHECK(session.ask(1, query).songs.front().track.title.starts_with("folk"));
    query.section = SongSpan{.start = 28s, .length = 10s}; // which sounds like rock
    const auto list = session.ask(2, query);
    REQUIRE(list.songs.size() == 3);
    CHECK(list.seed.id == folk);
    CHECK(list.songs.front().track.title.starts_with("rock"));
    for (const auto& song : list.songs)
        CHECK(song.track.id != folk);
    query.track = 0;
    query.seedFile = session.music / "folk 1.wav";
    CHECK(session.ask(3, query).songs.front().track.title.starts_with("rock"));
}

TEST_CASE("files are seeds beside others where they are in a library, and are named where they are not") {
    EngineSession session;
    addSongs(session, 8);
    RecommendationQuery query{.track = session.idOf("rock 0"), .count = 5};
    query.alsoFiles = {session.music / "rock 2.wav", "/nowhere/else.mp3"};
    query.againstFiles = {session.music / "folk 1.wav"};
    const auto list = session.ask(1, query);
    REQUIRE(list.also.size() == 1);
    CHECK(list.also[0].title == "rock 2");
    REQUIRE(list.against.size() == 1);
    CHECK(list.strangers == std::vector<std::filesystem::path>{"/nowhere/else.mp3"});
    for (const auto& song : list.songs)
        CHECK((song.track.title != "rock 2" && song.track.title != "folk 1"));
}

TEST_CASE("where two songs sound most alike is heard when it is asked for, and asked again it is remembered") {
    using namespace std::chrono_literals;
    EngineSession session;
    addSongs(session, 4);
    session.sql("UPDATE analysis SET preview_start_ms = 30000"); // one of the two excerpts
    const MomentsQuery query{.seed = session.idOf("rock 0"), .seedFile = {}, .section = {}, .song = session.idOf("folk 1")};
    session.engine->similar().findMoments(1, query);
    REQUIRE(session.wait([&] { return session.moments.contains(1); }));
    const auto found = session.moments[1];
    CHECK(found.problem.empty());
    CHECK(found.ofSeed.start == 0s);
    CHECK(found.ofSong.start == 30s);
    CHECK(found.ofSong.length == 30s);
    CHECK(found.similarity > 0.999F);
    session.engine->similar().findMoments(2, query);
    REQUIRE(session.wait([&] { return session.moments.contains(2); }));
    CHECK(session.moments[2].ofSong.start == 30s);
    session.engine->similar().findMoments(3, {.seed = query.seed, .seedFile = {}, .section = {}, .song = 99'999});
    REQUIRE(session.wait([&] { return session.moments.contains(3); }));
    CHECK(session.moments[3].problem == Message(MessageId::similarSongGone));
}

TEST_CASE("only the seed's library is listed where that is wanted") {
    EngineSession session;
    addSongs(session, 6);
    const auto other = session.folder / "other";
    std::filesystem::create_directories(other);
    audio::writeAudio(other / "rock far.wav", test::tone(700.0, 0.2, 8000), 8000, 1);
    session.engine->libraries().add(other);
    REQUIRE(session.wait([&] { return session.answered() == 7 && !session.progress.running && session.libraries.size() == 2; }));
    RecommendationQuery query{.track = session.idOf("rock 0"), .count = 10};
    const auto all = session.ask(1, query);
    CHECK(std::ranges::any_of(all.songs, [](const auto& song) { return song.track.title == "rock far"; }));
    query.rules.sameLibrary = true;
    const auto own = session.ask(2, query);
    CHECK(std::ranges::none_of(own.songs, [](const auto& song) { return song.track.title == "rock far"; }));
    CHECK(own.leftOut[Rule::otherLibrary] == 1);
}
