// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scripted networks together: see model_session.h. "third" hears as "scripted" does.
#include "engine/inference/together.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/service/model/model_session.h"

#include <numeric>
#include <utility>

using namespace segue;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

/// What the analyzer was asked to hear since, by song.
struct TogetherSession : test::ModelSession {
    TogetherSession() {
        auto third = test::scriptedSpec();
        third.name = "third";
        test::writeBundle(models / "third", third);
        forgetRequests();
    }
    void forgetRequests() const { test::writeBytes(folder / "requests", ""); }
    /// How many songs were heard since, whole or without their sound features.
    [[nodiscard]] std::size_t asked() const {
        const auto text = test::readBytes(folder / "requests");
        std::size_t count = 0, from = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos; from = end + 1, end = text.find('\n', from))
            count += text.compare(from, 8, "analysis") == 0 || text.compare(from, 9, "embedding") == 0 ? 1 : 0;
        return count;
    }
    void together(const std::vector<NetworkShare>& parts) { engine->models().useTogether("Mix", parts); }
    void openGate() {
        engine->background().pause(); // ends the process that stands there
        REQUIRE(wait([&] { return progress.paused; }));
        open("gate2");
        engine->background().resume();
    }
    std::optional<PartProgress> part(const std::string& id) {
        static_cast<void>(listed());
        const std::lock_guard lock(mutex);
        if (steps.empty())
            return std::nullopt;
        const auto& parts = steps.back().parts;
        const auto found = std::ranges::find(parts, id, &PartProgress::id);
        return found == parts.end() ? std::nullopt : std::optional(*found);
    }
    bool waitForPart(const std::string& id, std::size_t done) {
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        while (std::chrono::steady_clock::now() < deadline)
            if (const auto at = part(id); at && at->done == done && at->isListening)
                return true;
        return false;
    }
    float likeness(const std::string& seed, const std::string& song) {
        RecommendationQuery query{.track = idOf(seed), .count = 10};
        query.scope = Scope::wholeLibrary;
        query.rules.isPlain = true;
        engine->similar().recommend(++request, query);
        REQUIRE(wait([&] { return answers.contains(request); }));
        const std::lock_guard lock(mutex);
        for (const auto& one : answers[request].songs)
            if (one.track.title == song)
                return one.similarity;
        return -1.F;
    }
};

/// "scripted" has heard five songs and is in use; of two together "second" has heard two and stands before the gate.
struct ChangingTogether : TogetherSession {
    ChangingTogether() {
        start();
        scan({"folk1", "folk2", "gate2", "rock1", "rock2"});
        forgetRequests();
        together({{"scripted", 1.0}, {"second", 3.0}});
        REQUIRE(waitForPart("second/1", 2));
    }
};

} // namespace

TEST_CASE("several networks together: only what was not heard is heard, then songs are compared by all of them") {
    ChangingTogether session;
    const auto meanwhile = session.listed();
    CHECK(meanwhile.inUse == "scripted/1");
    CHECK(meanwhile.listening == "Mix/1");
    CHECK(meanwhile.canGoBack);
    CHECK(meanwhile.songs == 5);
    CHECK(session.likeRock1() == "rock2");
    const auto first = session.part("scripted/1");
    REQUIRE(first);
    CHECK(first->done == 5);
    CHECK_FALSE(first->isListening);
    session.openGate();
    REQUIRE(session.waitForUse("Mix/1"));
    CHECK(session.asked() == 6);           // five by the second, of which the gate twice
    CHECK(session.likeRock1() == "folk1"); // (0.96 + 3 * 1) / 4, and with rock2 (1 + 3 * 0) / 4
    CHECK(session.likeness("rock1", "folk1") == Approx(0.99).margin(0.001));
    CHECK(session.likeness("rock1", "rock2") == Approx(0.25).margin(0.001));
    CHECK(session.row("rock1").heardGenre == "Rock"); // as the first hears it
    CHECK(session.waitForNotice("Mix, version 1 heard from now on"));
    const auto after = session.listed();
    CHECK(after.kept.empty());
    CHECK(after.installed.back().together.size() == 2);
    CHECK(session.engine->models().card().name == "Mix");
    session.start();
    CHECK(session.likeRock1() == "folk1");
    CHECK(session.listed().inUse == "Mix/1");
}

TEST_CASE("a part that is added is the only one that listens, and one that is taken out costs nothing") {
    ChangingTogether session;
    session.openGate();
    REQUIRE(session.waitForUse("Mix/1"));
    session.forgetRequests();
    session.together({{"scripted", 1.0}, {"second", 3.0}, {"third", 1.0}});
    REQUIRE(session.waitForUse("Mix/2"));
    CHECK(session.asked() == 5); // by the third
    session.forgetRequests();
    session.together({{"third", 1.0}, {"second", 1.0}});
    REQUIRE(session.waitForUse("Mix/3"));
    CHECK(session.asked() == 0);
    const auto models = session.listed();
    REQUIRE(models.kept.size() == 1);
    CHECK(models.kept[0].id == "scripted/1");                                       // kept for the next time
    CHECK(std::ranges::count(models.installed, "Mix", &InstalledModel::name) == 1); // earlier versions are of no use
    session.engine->models().use("scripted");
    REQUIRE(session.waitForUse("scripted/1"));
    CHECK(session.asked() == 0);
    CHECK(session.likeRock1() == "rock2");
}

TEST_CASE("a change to several together goes on after a restart, can be given up, and is paused as any other") {
    ChangingTogether session;
    session.start();
    REQUIRE(session.waitForPart("second/1", 2));
    CHECK(session.likeRock1() == "rock2");
    CHECK(session.listed().listening == "Mix/1");
    session.engine->background().pause();
    REQUIRE(session.wait([&] { return session.progress.paused; }));
    CHECK(session.part("second/1")->done == 2);
    session.engine->background().resume();
    session.engine->models().keep();
    REQUIRE(session.waitForUse("scripted/1"));
    session.song("rock3");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 6 && !session.progress.running; }));
    CHECK(session.row("rock3").heardGenre == "Rock");
    session.open("gate2");
    session.forgetRequests();
    session.engine->models().use("Mix");
    REQUIRE(session.waitForUse("Mix/1"));
    CHECK(session.asked() == 4); // the gate, rock1, rock2 and rock3, by the second
}

TEST_CASE("networks that are part of what listens can be neither removed nor forgotten") {
    ChangingTogether session;
    test::writeBundle(session.own / "mine", [] {
        auto mine = test::scriptedSpec();
        mine.name = "mine";
        return mine;
    }());
    session.together({{"second", 1.0}, {"mine", 1.0}});
    REQUIRE(session.wait([&] { return session.now && session.now->listening == "Mix/2"; }));
    session.engine->models().removeBundle(session.own / "mine");
    CHECK(session.waitForNotice("mine, version 1 is in use"));
    session.engine->models().forget("second/1");
    CHECK(session.waitForNotice("What second, version 1 heard is in use"));
    CHECK(fs::exists(session.own / "mine/model.json"));
}

TEST_CASE("a part whose folder is gone is told; what it heard counts, and new songs do without it") {
    ChangingTogether session;
    session.openGate();
    REQUIRE(session.waitForUse("Mix/1"));
    session.engine.reset();
    fs::remove_all(session.models / "second");
    session.start();
    CHECK(session.waitForNotice("Mix, version 1 is not whole: second, version 1"));
    CHECK(session.likeRock1() == "folk1");
    session.song("rock3");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 6 && !session.progress.running; }));
    CHECK(session.likeness("rock3", "rock1") == Approx(0.5).margin(0.01)); // by a quarter of what Mix goes by
    session.engine->models().use("Mix");
    CHECK(session.waitForNotice("Add that network again"));
}

TEST_CASE("several together of which one is not here are not used, and those that are refused change nothing") {
    TogetherSession session;
    session.start();
    session.scan({"folk1", "rock1", "rock2"});
    session.together({{"scripted", 1.0}});
    CHECK(session.waitForNotice("at least two"));
    session.together({{"scripted", 1.0}, {"scripted/1", 2.0}});
    CHECK(session.waitForNotice("named twice"));
    session.together({{"scripted", 1.0}, {"nobody", 2.0}});
    CHECK(session.waitForNotice("no network nobody"));
    CHECK(session.listed().listening == "scripted/1");
    CHECK(session.likeRock1() == "rock2");
}

TEST_CASE("a part that hears nothing does not take over with the others; songs that one cannot hear are no matter") {
    TogetherSession session;
    auto deaf = test::scriptedSpec();
    deaf.name = "deaf";
    test::writeBundle(session.models / "deaf", deaf);
    session.start();
    session.scan({"broken1", "rock1", "rock2"});
    session.together({{"scripted", 1.0}, {"deaf", 1.0}});
    CHECK(session.waitForNotice("deaf, version 1 could not hear any"));
    REQUIRE(session.waitForUse("scripted/1"));
    session.together({{"scripted", 1.0}, {"second", 1.0}});
    REQUIRE(session.waitForUse("Mix/2"));
    CHECK(session.waitForNotice("could not hear 1 of 3"));
    CHECK(session.likeness("rock1", "rock2") == Approx(0.5).margin(0.001));
}

TEST_CASE("new songs are heard by the first of several, then by the others, and files outside by all") {
    ChangingTogether session;
    session.openGate();
    REQUIRE(session.waitForUse("Mix/1"));
    session.forgetRequests();
    session.song("rock3");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 6; }));
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (session.asked() < 2 && std::chrono::steady_clock::now() < deadline)
        static_cast<void>(session.listed());
    CHECK(session.asked() == 2);
    REQUIRE(session.wait([&] { return !session.progress.running; }));
    const auto until = std::chrono::steady_clock::now() + 60s;
    while (session.likeness("rock3", "rock2") < 0.99F && std::chrono::steady_clock::now() < until)
        ;
    CHECK(session.likeness("rock3", "rock2") == Approx(1.F).margin(0.001)); // both end alike, to the second
    audio::writeAudio(session.folder / "rock91.wav", test::tone(200, 0.2, 8000), 8000, 1);
    const auto answer = session.ask({.seedFile = session.folder / "rock91.wav"});
    REQUIRE_FALSE(answer.songs.empty());
    CHECK(answer.seed.heardGenre == "Rock");
    CHECK(answer.songs[0].track.title == "rock1");
}

TEST_CASE("a library of enough songs standardises what its networks say, and fewer songs leave it as it is") {
    const test::TemporaryFolder folder;
    test::writeBundle(folder / "models/one", [] {
        auto one = test::scriptedSpec();
        one.name = "one";
        return one;
    }());
    test::writeBundle(folder / "models/other", [] {
        auto other = test::secondSpec(4);
        other.name = "other";
        return other;
    }());
    inference::ModelLibrary library(folder / "models", folder / "own");
    const auto mix = library.addTogether(
        "Mix", {{.model = "one", .weight = 1.0, .constants = {}}, {.model = "other", .weight = 1.0, .constants = {}}});
    store::Database database(folder / "many.db", store::Access::write);
    const auto music = store::LibraryStore(database).add("Local Music #1", "/music");
    int songs = 0;
    const auto addSongs = [&](int until) {
        for (; songs < until; ++songs) {
            const auto name = std::to_string(songs) + ".mp3";
            const auto track = store::TrackStore(database, "one/1")
                                   .save({.library = music, .path = "/music/" + name, .title = name}, "/music", {100, 1});
            const float far = songs % 2 == 0 ? 0.1F : -0.1F;
            for (const auto& [model, embedding] :
                 {std::pair<std::string, std::vector<float>>{"one/1", {1.F, far}}, {"other/1", {1.F, far, 1.F, 0.F}}})
                store::AnalysisStore(database, model)
                    .save(track,
                          {.identity = "recording " + name, .embedding = embedding, .probabilities = {1.F}, .heardGenre = "Rock"},
                          1);
        }
    };
    addSongs(499);
    EmbeddingSpace space(mix, database, library);
    CHECK(space.spec.embeddingSize == 6);
    CHECK(space.lead().id == "one/1");
    CHECK(space.spec.labels == test::scriptedSpec().labels);
    space.load(database, {});
    CHECK(space.recommender->size() == 499);
    const auto likeness = [&] {
        const auto a = space.embedded(database, 1)->embedding, b = space.embedded(database, 2)->embedding;
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    };
    CHECK(likeness() > 0.98); // what all songs have in common
    addSongs(500);
    space.settle(database, {});
    CHECK(space.recommender->size() == 500);
    CHECK(likeness() < -0.98);
    REQUIRE(space.recommender->seed(1));
    CHECK(space.recommender->seed(1)->embedding.size() == 6);
    CHECK(EmbeddingSpace("Mix/1", database, library).parts.size() == 2);
}
