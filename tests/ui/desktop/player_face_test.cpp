// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop is told of the player, without any bus.
#include <catch2/catch.hpp>

#include "tests/ui/example_queue.h"
#include "tests/ui/example_songs.h"
#include "ui/desktop/call_budget.h"
#include "ui/desktop/mpris_words.h"
#include "ui/desktop/player_face.h"
#include "ui/desktop/window_title.h"
#include "ui/words/format.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;

namespace {

playback::PlaybackStatus heard(EntryId entry, std::chrono::milliseconds position, std::uint64_t begun) {
    playback::PlaybackStatus status;
    status.state = playback::PlayState::paused; // no clock runs
    status.item.track = test::exampleSongs(20)[entry];
    status.item.entry = entry;
    status.position = position;
    status.length = 200s;
    status.begun = begun;
    status.hasNext = true;
    return status;
}

struct Face {
    PlayerFace face;
    QSignalSpy jumps{&face, &PlayerFace::jumped};
    QSignalSpy changes{&face, &PlayerFace::changed};
};

} // namespace

TEST_CASE("a jump is told after a seek near or far, and when a song begins anew, and not when another one begins") {
    Face f;
    f.face.takePlayback(heard(1, 0s, 1));
    CHECK(f.jumps.isEmpty());
    f.face.takePlayback(heard(1, 90s, 1));
    REQUIRE(f.jumps.size() == 1);
    CHECK(f.jumps[0][0].value<std::chrono::milliseconds>() == 90s);
    f.face.takePlayback(heard(1, 10s, 1));
    CHECK(f.jumps.size() == 2);
    f.face.expectJump(10'200ms);
    f.face.takePlayback(heard(1, 10'200ms, 1));
    CHECK(f.jumps.size() == 3);           // however short
    f.face.takePlayback(heard(1, 0s, 2)); // repeated
    CHECK(f.jumps.size() == 4);
    f.face.takePlayback(heard(2, 0s, 3));
    f.face.takePlayback(heard(2, 80ms, 3));
    f.face.takePlayback(heard(2, 160ms, 3));
    CHECK(f.jumps.size() == 4);
    auto over = heard(2, 0s, 3);
    over.state = playback::PlayState::stopped;
    f.face.takePlayback(over);
    CHECK(f.jumps.size() == 4);
}

TEST_CASE("nothing is told while only the position moves") {
    Face f;
    f.face.takePlayback(heard(1, 0s, 1));
    REQUIRE(f.changes.size() == 1);
    for (int i = 1; i < 50; ++i)
        f.face.takePlayback(heard(1, i * 100ms, 1));
    CHECK(f.changes.size() == 1);
    CHECK(f.face.position() == 4'900ms);
}

TEST_CASE("of a thousand seeks the first and the last are done") {
    Face f;
    f.face.takePlayback(heard(1, 0s, 1));
    QSignalSpy seeks(&f.face, &PlayerFace::seekWanted);
    for (int i = 0; i < 1'000; ++i)
        f.face.seekTo(std::chrono::milliseconds{i});
    REQUIRE(QTest::qWaitFor([&] { return seeks.size() == 2; }));
    CHECK(seeks[0][0].value<std::chrono::milliseconds>() == 0ms);
    CHECK(seeks[1][0].value<std::chrono::milliseconds>() == 999ms);
}

TEST_CASE("steps add up before the first is heard, and behind the end lies the next song, else the stop") {
    Face f;
    f.face.takePlayback(heard(1, 10s, 1));
    QObject::connect(&f.face, &PlayerFace::seekWanted, &f.face, &PlayerFace::expectJump);
    QSignalSpy seeks(&f.face, &PlayerFace::seekWanted);
    QSignalSpy nexts(&f.face, &PlayerFace::nextWanted);
    QSignalSpy stops(&f.face, &PlayerFace::stopWanted);
    f.face.seekBy(5s);
    f.face.seekBy(5s);
    f.face.seekBy(-1s);
    REQUIRE(QTest::qWaitFor([&] { return seeks.size() == 2; }));
    CHECK(seeks[1][0].value<std::chrono::milliseconds>() == 19s);
    CHECK(nexts.isEmpty());
    f.face.seekBy(std::chrono::microseconds::max());
    CHECK(nexts.size() == 1);
    auto last = heard(1, 10s, 1);
    last.hasNext = false;
    f.face.takePlayback(last);
    f.face.seekBy(500s);
    CHECK(nexts.size() == 1);
    CHECK(stops.size() == 1);
    f.face.seekBy(std::chrono::microseconds::min());
    REQUIRE(QTest::qWaitFor([&] { return seeks.size() == 3; }));
    CHECK(seeks[2][0].value<std::chrono::milliseconds>() == 0s);
}

TEST_CASE("of a queue of 200,000 songs the desktop is shown what lies around the one that plays, in order and each once") {
    QueueState queue;
    auto songs = std::make_shared<QueueEntries>();
    for (EntryId id = 1; id <= 200'000; ++id)
        songs->push_back({.id = id, .song = static_cast<std::int64_t>(id)});
    queue.lists.started = songs;
    queue.lists.place = 99;
    queue.current = (*songs)[99];
    queue.lists.added = std::make_shared<QueueEntries>(QueueEntries{{.id = 200'001, .song = 7}, {.id = 200'002, .song = -1}});
    queue.history = std::make_shared<QueueEntries>(songs->begin(), songs->begin() + 99);
    const auto excerpt = excerptOf(queue);
    CHECK(excerpt.current == 100);
    REQUIRE(excerpt.entries.size() == QueueExcerpt::kBefore + 1 + QueueExcerpt::kAfter);
    CHECK(excerpt.entries.front().id == 80);
    CHECK(excerpt.entries[20].id == 100);
    CHECK(excerpt.entries[21].id == 200'001);
    CHECK(excerpt.entries[23].id == 101);
    queue.repeat = RepeatMode::all;
    std::set<EntryId> seen;
    for (const auto& entry : excerptOf(queue).entries)
        CHECK(seen.insert(entry.id).second);
    CHECK(excerptOf(QueueState{}).entries.empty());
}

TEST_CASE("every entry of the queue has a path of its own, and no other path names one") {
    CHECK(trackPath(EntryId{12}).path() == "/io/github/segue_player/Segue/entry/12");
    CHECK(entryOf(trackPath(EntryId{12})) == EntryId{12});
    CHECK(entryOf(trackPath(std::numeric_limits<EntryId>::max())) == std::numeric_limits<EntryId>::max());
    CHECK(trackPath(EntryId{0}).path() == "/org/mpris/MediaPlayer2/TrackList/NoTrack");
    for (const char* path : {"/", "/org/mpris/MediaPlayer2/TrackList/NoTrack", "/io/github/segue_player/Segue/entry/0",
                             "/io/github/segue_player/Segue/entry/01", "/io/github/segue_player/Segue/entry/99999999999999999999",
                             "/io/github/segue_player/Segue/entry", "/io/github/segue_player/Segue/preview/3"})
        CHECK_FALSE(entryOf(QDBusObjectPath(path)));
    PlayerFacts preview;
    preview.track.path = "/music/a.mp3";
    preview.begun = 3;
    CHECK(trackPath(preview).path() == "/io/github/segue_player/Segue/preview/3");
    CHECK(trackPath(PlayerFacts{}) == trackPath(EntryId{0}));
}

TEST_CASE("a song's facts are written as MPRIS wants them") {
    Track track;
    track.path = "/music/50% \xff#.mp3"; // any bytes
    track.title = std::string("one\0two", 7);
    track.artist = "A, B";
    track.artists = "A\nB";
    track.album = "Album";
    track.genre = "Rock";
    track.rating = 4;
    track.trackNumber = 3;
    const auto map = metadataOf(trackPath(EntryId{5}), track, 1'500ms, "/run/user/1/c 1.jpg");
    CHECK(map["mpris:trackid"].value<QDBusObjectPath>() == trackPath(EntryId{5}));
    CHECK(map["mpris:length"].typeId() == QMetaType::LongLong);
    CHECK(map["mpris:length"].toLongLong() == 1'500'000);
    CHECK(map["mpris:artUrl"] == "file:///run/user/1/c%201.jpg");
    CHECK(map["xesam:url"] == "file:///music/50%25%20%FF%23.mp3");
    CHECK(pathOf(QUrl(map["xesam:url"].toString())) == track.path);
    CHECK(map["xesam:title"] == "onetwo");
    CHECK(map["xesam:artist"] == QStringList{"A", "B"});
    CHECK(map["xesam:genre"] == QStringList{"Rock"});
    CHECK(map["xesam:userRating"].toDouble() == Approx(0.8));
    CHECK_FALSE(map.contains("xesam:albumArtist"));
    track.title.clear();
    CHECK_FALSE(metadataOf(trackPath(EntryId{5}), track, 0ms, {})["xesam:title"].toString().isEmpty());
    CHECK(metadataOf(trackPath(EntryId{0}), {}, 0ms, {}).size() <= 2);
}

TEST_CASE("a burst of commands is carried out, a flood is not, and it is over when the flood is") {
    CallBudget budget;
    const CallBudget::Clock::time_point start{1s};
    int done = 0;
    for (int i = 0; i < 1'000; ++i)
        done += budget.take(start + i * 1ms) ? 1 : 0;
    CHECK(done >= 40);
    CHECK(done <= 60);
    CHECK(budget.take(start + 3s));
}

TEST_CASE("the window's title is song, artist and Segue while something is loaded") {
    PlayerFacts facts;
    CHECK(windowTitle(facts) == "Segue");
    facts.track.path = "/a.mp3";
    facts.track.title = "Song\nof [*] two";
    facts.track.artist = "Somebody";
    CHECK(windowTitle(facts) == "Segue");
    facts.state = playback::PlayState::paused;
    CHECK(windowTitle(facts) == QStringLiteral("Song of [*] two – Somebody – Segue"));
    CHECK(escapedTitle(windowTitle(facts)).contains("[*][*]"));
    facts.track.artist.clear();
    CHECK(windowTitle(facts) == QStringLiteral("Song of [*] two – Segue"));
}
