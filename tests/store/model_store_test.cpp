// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/model_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;

namespace {

constexpr AnalysisVersions kModelNow{1, 1};

/// Two songs, both heard by the network "old", the first also by "new", whose embeddings are longer.
struct ModelFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    ModelStore models{database};
    AnalysisStore before{database, "old/1"}, after{database, "new/1"};
    LibraryId library = LibraryStore(database).add("L", "/music");
    TrackId first = add("a"), second = add("b");

    ModelFixture() {
        before.save(first, analysisOf("one", {0.6F, 0.8F}, "Rock"), 1);
        before.save(second, analysisOf("two", {0.8F, 0.6F}, "Folk"), 1);
        after.save(first, analysisOf("one", {0.F, 1.F, 0.F}, "Pop"), 1);
    }
    TrackId add(const std::string& name) {
        return TrackStore(database, "").save({.library = library, .path = "/music/" + name, .title = name}, "/music", {1, 1});
    }
    static StoredAnalysis analysisOf(const std::string& identity, std::vector<float> embedding, const std::string& genre) {
        return {.identity = identity,
                .embedding = std::move(embedding),
                .probabilities = {1.F},
                .heardGenre = genre,
                .heardProbability = 0.5F,
                .features = SoundFeatures{}};
    }
    std::vector<EmbeddedTrack> rows(const AnalysisStore& store) {
        std::vector<EmbeddedTrack> all;
        store.forEach([&](EmbeddedTrack row) { all.push_back(std::move(row)); });
        return all;
    }
};

} // namespace

TEST_CASE_METHOD(ModelFixture, "what two networks heard never mixes, whatever the sizes of their embeddings") {
    REQUIRE(rows(before).size() == 2);
    REQUIRE(rows(after).size() == 1);
    CHECK(rows(before)[0].embedding == std::vector{0.6F, 0.8F});
    CHECK(rows(before)[0].model == "old/1");
    CHECK(rows(after)[0].embedding == std::vector{0.F, 1.F, 0.F});
    CHECK(rows(after)[0].model == "new/1");
    CHECK(before.waiting(kModelNow).empty());
    CHECK(after.waiting(kModelNow) == std::vector{second});
    CHECK(TrackStore(database, "old/1").find(first)->heardGenre == "Rock");
    CHECK(TrackStore(database, "new/1").find(first)->heardGenre == "Pop");
}

TEST_CASE_METHOD(ModelFixture, "what one network failed at another one tries, and its rows stay as they were") {
    after.saveFailure(second, {"unsupported", "Too much for this network.", 1});
    CHECK(after.waiting(kModelNow).empty());
    CHECK(after.counts().failed == 1);
    CHECK(before.counts().failed == 0);
    CHECK(TrackStore(database, "new/1").find(second)->problem == "Too much for this network.");
    CHECK(TrackStore(database, "old/1").find(second)->state == AnalysisState::done);
    const AnalysisStore third(database, "third/1");
    CHECK(third.waiting(kModelNow) == std::vector{first, second});
}

TEST_CASE_METHOD(ModelFixture, "the choice of networks is kept") {
    CHECK(models.choice().chosen.empty());
    CHECK(models.choice().inUse.empty());
    models.setChosen("new/1");
    models.setInUse("old/1");
    CHECK(models.choice().chosen == "new/1");
    CHECK(models.choice().inUse == "old/1");
}

TEST_CASE_METHOD(ModelFixture, "networks are known with what they left, and forgotten without touching another's") {
    models.save({"old/1", "{}", "# Old"});
    CHECK(models.find("old/1")->card == "# Old");
    CHECK_FALSE(models.find("new/1"));
    auto left = models.hearings();
    REQUIRE(left.size() == 2);
    CHECK(left[0].model == "new/1");
    CHECK(left[0].recordings == 1);
    CHECK(left[0].bytes == 16); // three numbers and a probability
    CHECK(left[0].failed == 0);
    CHECK(left[1].recordings == 2);
    before.saveFailure(second, {"badFile", "It is broken.", 1});
    CHECK(models.hearings()[0].failed == 0);
    CHECK(models.hearings()[1].failed == 1);
    CHECK(models.heardGenres("old/1") == std::vector<std::string>{"Folk", "Rock"});
    CHECK(models.embeddingSize("new/1") == 3);
    CHECK(models.embeddingSize("third/1") == 0);

    models.forget("old/1");
    CHECK_FALSE(models.find("old/1"));
    CHECK(models.hearings().size() == 1);
    CHECK(after.find(first)->heardGenre == "Pop");
    CHECK(after.hasFeatures(second, 1)); // the recording's, not the network's
}

TEST_CASE_METHOD(ModelFixture, "a renamed network takes everything along") {
    models.save({"old/1", "{}", "# Old"});
    models.setInUse("old/1");
    models.setChosen("old/1");
    before.saveFailure(second, {"io", "gone", 1});
    models.rename("old/1", "old/1@abc");
    CHECK(models.choice().inUse == "old/1@abc");
    CHECK(models.choice().chosen == "old/1@abc");
    CHECK(models.find("old/1@abc")->card == "# Old");
    CHECK(rows(before).empty());
    CHECK(AnalysisStore(database, "old/1@abc").counts().done == 2);
    CHECK(AnalysisStore(database, "old/1@abc").counts().failed == 1);
    CHECK(after.counts().done == 1);
}
