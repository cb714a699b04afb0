// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two scripted networks of different opinion: see model_session.h.
#include "tests/service/model/model_session.h"

#include "engine/words/error.h"

using namespace segue;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

using ModelChangeSession = test::ModelSession;

/// A session in mid-change: of four songs "second" has heard two and stands before the gate.
struct Changing : ModelChangeSession {
    Changing() {
        start();
        scan({"folk1", "folk2", "gate2", "rock1", "rock2"});
        REQUIRE(likeRock1() == "rock2");
        engine->models().use("second");
        REQUIRE(waitForStep(2, 5));
    }
    void openGate() {
        engine->background().pause(); // ends the process that stands there
        REQUIRE(wait([&] { return progress.paused; }));
        open("gate2");
        engine->background().resume();
    }
};

} // namespace

TEST_CASE("while another network listens the old one is compared with, and the new one takes over when it is complete") {
    Changing session;
    CHECK(session.likeRock1() == "rock2");
    const auto models = session.listed();
    CHECK(models.inUse == "scripted/1");
    CHECK(models.listening == "second/1");
    CHECK(models.canGoBack);
    CHECK(session.engine->models().card().name == "scripted");
    CHECK(session.row("rock1").heardGenre == "Rock");
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    CHECK(session.likeRock1() == "folk1");
    CHECK(session.engine->models().card().text == "# second");
    CHECK(session.row("rock1").heardGenre == "Folk");
    CHECK(session.row("rock1").features->tempoBpm == 120.F); // the recording's, not measured again
    CHECK(session.waitForNotice("second, version 1 heard from now on"));
    const auto after = session.listed();
    REQUIRE(after.kept.size() == 1);
    CHECK(after.kept[0].id == "scripted/1");
    CHECK(after.kept[0].recordings == 5);
    CHECK(after.kept[0].bytes == 5 * 4 * sizeof(float));
    CHECK_FALSE(after.canGoBack);
}

TEST_CASE("in mid-change radio, paths and the map go by the network in use, and by the new one when it has taken over") {
    Changing session;
    auto radio = session.radioFromRock1();
    CHECK(radio.size() == 5); // of which the new one has heard two
    CHECK(radio["rock2"] > 0.99F);
    CHECK(radio["folk1"] < 0.99F);
    const auto rock = session.idOf("rock1"), folk = session.idOf("folk2");
    session.engine->paths().findPath(++session.request, {.from = rock, .to = folk, .songs = 3});
    REQUIRE(session.wait([&] { return session.paths.contains(session.request); }));
    CHECK(session.paths[session.request].songs.size() == 3);
    session.engine->map().loadMap(++session.request);
    REQUIRE(session.wait([&] { return session.map.state == MapLoaded::State::ready; }));
    CHECK(session.map.points.size() == 5);
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    CHECK(session.likeRock1() == "folk1"); // answered when the last song's embedding is among them
    radio = session.radioFromRock1();
    CHECK(radio["folk1"] > 0.99F);
    CHECK(radio["rock2"] < 0.5F);
    session.map = {};
    session.engine->map().loadMap(++session.request);
    REQUIRE(session.wait([&] { return session.map.state == MapLoaded::State::ready; }));
    CHECK(session.map.points.size() == 5);
}

TEST_CASE("networks whose embeddings have the same size are not mixed either") {
    ModelChangeSession session;
    test::writeBundle(session.models / "second", test::secondSpec(2));
    session.start();
    session.scan({"folk1", "gate2", "rock1", "rock2"});
    session.engine->models().use("second/1");
    REQUIRE(session.waitForStep(1, 4));
    CHECK(session.likeRock1() == "rock2");
}

TEST_CASE("a change that is given up leaves the old network listening") {
    Changing session;
    session.engine->models().keep();
    REQUIRE(session.waitForUse("scripted/1"));
    session.song("rock3");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 6 && !session.progress.running; }));
    CHECK(session.row("rock3").heardGenre == "Rock");
    const auto models = session.listed();
    REQUIRE(models.kept.size() == 1);
    CHECK(models.kept[0].recordings == 2); // kept for the next time
}

TEST_CASE("a change goes on after a restart, with what was heard before") {
    Changing session;
    session.start();
    REQUIRE(session.waitForStep(2, 5));
    CHECK(session.likeRock1() == "rock2");
    CHECK(session.listed().listening == "second/1");
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    session.start();
    CHECK(session.likeRock1() == "folk1");
    CHECK(session.listed().inUse == "second/1");
}

TEST_CASE("a network that heard all before is in use at once") {
    Changing session;
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    session.engine->models().use("scripted");
    REQUIRE(session.waitForUse("scripted/1"));
    CHECK(session.likeRock1() == "rock2");
}

TEST_CASE("songs that come in mid-change say that they wait, and files outside are heard by the network in use") {
    Changing session;
    session.song("rock3");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 6; }));
    CHECK_THAT(segue::test::said(session.ask({.track = session.idOf("rock3")}).problem),
               Contains("second, version 1 has heard all songs"));
    audio::writeAudio(session.folder / "rock9.wav", test::tone(200, 0.2, 8000), 8000, 1);
    const auto answer = session.ask({.seedFile = session.folder / "rock9.wav"});
    CHECK(answer.seed.heardGenre == "Rock");
    REQUIRE_FALSE(answer.songs.empty());
    CHECK(answer.songs[0].track.title.starts_with("rock"));
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    CHECK(session.ask({.seedFile = session.folder / "rock9.wav"}).seed.heardGenre == "Folk");
}

TEST_CASE("failures count as answers, but a network that hears nothing does not take over") {
    ModelChangeSession session;
    session.start();
    session.scan({"broken1", "rock1", "rock2"});
    session.engine->models().use("second");
    REQUIRE(session.waitForUse("second/1"));
    CHECK(session.waitForNotice("could not hear 1 of 3"));
    auto deaf = test::scriptedSpec();
    deaf.name = "deaf";
    test::writeBundle(session.models / "deaf", deaf);
    session.engine->models().use("deaf");
    CHECK(session.waitForNotice("could not hear any"));
    REQUIRE(session.waitForUse("second/1"));
    CHECK(session.row("rock1").state == AnalysisState::done);
}

TEST_CASE("what another network heard can be removed; what is in use cannot") {
    Changing session;
    session.engine->models().forget("second/1");
    CHECK(session.waitForNotice("What second, version 1 heard is in use"));
    session.engine->models().forget("scripted/1");
    CHECK(session.waitForNotice("What scripted, version 1 heard is in use"));
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    session.engine->models().forget("scripted/1");
    REQUIRE(session.wait([&] { return session.now->kept.empty(); }));
    CHECK(session.likeRock1() == "folk1");
}

TEST_CASE("a new version that comes with Segue takes over by itself, without the old one's folder") {
    ModelChangeSession session;
    session.start();
    session.scan({"gate2", "rock1", "rock2", "song1"});
    session.engine.reset();
    fs::remove_all(session.models / "scripted");
    session.preferred = "second";
    session.start();
    REQUIRE(session.waitForStep(0, 4));
    CHECK(session.likeRock1() == "rock2");
    CHECK(session.row("rock1").heardGenre == "Rock");
    CHECK(session.engine->models().card().text == "# scripted"); // the card is kept with what it heard
    const auto models = session.listed();
    CHECK(models.inUse == "scripted/1");
    CHECK(models.installed.back().id == "scripted/1");
    CHECK(models.installed.back().folder.empty());
    CHECK_FALSE(models.canGoBack);
    audio::writeAudio(session.folder / "rock9.wav", test::tone(200, 0.2, 8000), 8000, 1);
    CHECK_THAT(segue::test::said(session.ask({.seedFile = session.folder / "rock9.wav"}).problem), Contains("no longer installed"));
    session.engine->models().keep();
    CHECK(session.waitForNotice("no longer installed"));
    session.open("gate2");
    session.start();
    REQUIRE(session.waitForNotice("from now on"));
    CHECK(session.likeRock1() == "song1");
}

TEST_CASE("another network under the same name and version is told from the one that listened") {
    ModelChangeSession session;
    session.start();
    session.scan({"gate2", "rock1", "rock2"});
    session.engine.reset();
    test::writeBundle(session.models / "scripted", test::scriptedSpec(), 2); // trained anew, version not raised
    session.start(true);
    CHECK_THAT(segue::test::said(session.ask({.seedFile = session.folder / "rock9.wav"}).problem), Contains("no longer installed"));
    session.start();
    REQUIRE(session.waitForNotice("from now on"));
    const auto models = session.listed();
    CHECK(models.inUse == "scripted/1");
    REQUIRE(models.kept.size() == 1);
    CHECK(models.kept[0].id.starts_with("scripted/1@"));
    CHECK(models.kept[0].recordings == 3);
}

TEST_CASE("a network named at the start is used for that run, and the choice stays") {
    Changing session;
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    session.isFixed = true;
    session.start();
    CHECK(session.likeRock1() == "rock2");
    session.engine->models().use("second");
    CHECK(session.waitForNotice("one network only"));
    session.isFixed = false;
    session.start();
    CHECK(session.likeRock1() == "folk1");
}

TEST_CASE("a listener's own network is added, used and removed") {
    ModelChangeSession session;
    auto mine = test::secondSpec();
    mine.version = 7;
    test::writeBundle(session.folder / "given", mine);
    session.start();
    session.scan({"folk1", "rock1", "rock2"});
    session.engine->models().add(session.folder / "given");
    REQUIRE(session.wait([&] { return session.now && !session.now->isChecking && session.now->installed.size() == 3; }));
    const auto added = session.listed().installed.back();
    CHECK(added.id == "second/7");
    CHECK(added.isOwn);
    session.engine->models().use("second/7");
    REQUIRE(session.waitForUse("second/7"));
    CHECK(session.likeRock1() == "folk1");
    session.engine->models().removeBundle(added.folder);
    CHECK(session.waitForNotice("is in use"));
    session.engine->models().use("scripted");
    REQUIRE(session.waitForUse("scripted/1"));
    session.engine->models().removeBundle(added.folder);
    REQUIRE(session.wait([&] { return session.now->installed.size() == 2; }));
    CHECK_FALSE(fs::exists(added.folder));
    CHECK(session.listed().kept.size() == 1); // until that is removed too
}

TEST_CASE("a chosen network that is gone or broken gives way with a sentence") {
    Changing session;
    session.openGate();
    REQUIRE(session.waitForUse("second/1"));
    session.engine.reset();
    SECTION("gone") { fs::remove_all(session.models / "second"); }
    SECTION("broken") { test::writeBytes(session.models / "second/weights.safetensors", "x"); }
    session.start();
    CHECK(session.waitForNotice("Segue listens with scripted, version 1 instead."));
}

TEST_CASE("a broken network of the listener's own is refused with the reason") {
    ModelChangeSession session;
    session.start();
    auto spec = test::secondSpec();
    spec.name = "mine";
    const auto refusal = [&] {
        const auto before = session.notices.size();
        session.engine->models().add(session.folder / "given");
        REQUIRE(session.wait([&] { return session.notices.size() > before; }));
        CHECK(session.listed().installed.size() == 2);
        return session.lastNotice();
    };
    CHECK_THAT(refusal(), Contains("There is no network in"));
    spec.architecture = "unheard-of";
    test::writeBundle(session.folder / "given", spec);
    CHECK_THAT(refusal(), Contains("does not know networks of the architecture \"unheard-of\""));
    spec.architecture = "dies";
    test::writeBundle(session.folder / "given", spec);
    CHECK_THAT(refusal(), Contains("ended while it was tried"));
    spec.architecture = "scripted";
    test::writeBundle(session.folder / "given", spec);
    fs::remove(session.folder / "given/weights.safetensors");
    CHECK_THAT(refusal(), Contains("weights.safetensors is missing"));
    session.engine->models().use("mine");
    CHECK(session.waitForNotice("There is no network mine"));
}

TEST_CASE("an engine may end at any moment of a change") {
    ModelChangeSession session;
    session.start();
    ModelChangeSession::Titles names;
    for (int i = 0; i < 12; ++i)
        names.push_back("rock" + std::to_string(i));
    session.scan(names);
    for (int round = 0; round < 6; ++round) {
        session.engine->models().use(round % 2 == 0 ? "second" : "scripted");
        if (round % 3 == 1)
            REQUIRE(session.wait([&] { return session.now.has_value(); }));
        session.start();
    }
    session.engine->models().use("second");
    REQUIRE(session.waitForUse("second/1"));
    CHECK(session.row("rock3").heardGenre == "Folk");
}
