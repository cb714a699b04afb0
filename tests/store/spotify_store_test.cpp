// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/spotify_store.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/small_disk.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace segue::store;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::sys_seconds kNoon{1'700'000'000s};

SpotifyEntry entry(const std::string& title, const std::string& artist = "Ann") {
    SpotifyEntry made;
    made.row.uri = "spotify:track:" + title;
    made.row.title = title;
    made.row.artist = artist;
    made.row.album = "Album of " + artist;
    return made;
}

SpotifyListFacts list(const std::string& key, SpotifyListKind kind = SpotifyListKind::playlist) {
    SpotifyListFacts facts;
    facts.key = key;
    facts.list.kind = kind;
    facts.list.name = kind == SpotifyListKind::playlist ? "Name of " + key : "";
    facts.list.count = 2;
    return facts;
}

struct SpotifyFixture {
    test::TemporaryFolder folder;
    fs::path sources = folder / "spotify";
    SpotifyStore store{sources, 1};

    /// Two liked songs and a playlist with one of them.
    void fill() {
        store.stageList(list("liked", SpotifyListKind::liked), 0);
        store.stageRows("liked", std::vector{entry("One"), entry("Two")});
        store.stageList(list("playlist 1"), 1);
        store.stageRows("playlist 1", std::vector{entry("Two")});
        store.swap();
    }
    std::vector<std::string> titles(std::size_t place) {
        std::vector<std::string> titles;
        for (const auto& row : store.rows(store.lists().at(place).list.id))
            titles.push_back(row.title);
        return titles;
    }
};

using Titles = std::vector<std::string>;

template <typename Work>
std::optional<ErrorKind> kindOf(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.kind();
    }
    return std::nullopt;
}

/// Whether these bytes are in any file of a folder.
bool isAnywhere(const fs::path& folder, const std::string& bytes) {
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file() && test::readBytes(file.path()).find(bytes) != std::string::npos)
            return true;
    return false;
}

} // namespace

TEST_CASE("a source of Spotify is found again as it was stored") {
    SpotifyFixture f;
    SpotifySource source{.id = 1,
                         .kind = SpotifyKind::account,
                         .name = "Caf\u00e9",
                         .account = "ann",
                         .clientId = "abc",
                         .state = SpotifyState::quotaUsed,
                         .problem = Message(MessageId::foreign, {"words"}),
                         .at = kNoon,
                         .until = kNoon + 1h,
                         .signInEnds = kNoon + 24h,
                         .secret = SpotifySecret::file,
                         .file = "/home/listener/my \xff.zip",
                         .skipped = {.episodes = 1, .nameless = 2, .twice = 3, .unreadable = 4, .other = 5}};
    f.store.setSource(source);
    const SpotifyAccountFacts facts{
        .accountId = "id", .authorized = kNoon, .blockedUntil = kNoon + 3h, .asked = {kNoon, kNoon + 1s}, .port = 65535};
    f.store.setAccount(facts);
    CHECK(f.store.source() == source);
    SpotifyStore again(f.sources, 1);
    CHECK(again.source() == source);
    CHECK(again.account() == facts);
    again.setAccount({}); // nobody was asked
    CHECK(again.account() == SpotifyAccountFacts{});
}

TEST_CASE("what is staged takes the place of everything at once, and not before") {
    SpotifyFixture f;
    f.fill();
    CHECK(f.titles(0) == Titles{"One", "Two"});
    CHECK(f.store.source().songs == 2);
    SpotifyStore other(f.sources, 1);

    f.store.stageList(list("liked", SpotifyListKind::liked), 0);
    f.store.stageRows("liked", std::vector{entry("Three")});
    f.store.stageRows("liked", std::vector{entry("Four"), entry("Five")});
    CHECK(f.store.stagedRows("liked") == 3);
    CHECK(f.titles(0) == Titles{"One", "Two"});
    CHECK(other.lists().size() == 2);

    f.store.swap();
    CHECK(f.titles(0) == Titles{"Three", "Four", "Five"});
    CHECK(other.lists().size() == 1);
    CHECK(other.source().songs == 3);
    CHECK(f.store.stagedRows("liked") == 0);
}

TEST_CASE("a row is kept with everything that was told of it, and what was told of matching beside it") {
    SpotifyFixture f;
    auto whole = entry("Title");
    whole.row.albumUri = "spotify:album:x";
    whole.row.duration = 215'000ms;
    whole.row.added = kNoon;
    whole.row.availability = SpotifyAvailability::unavailable;
    whole.isrc = "GBAYE0601498";
    f.store.stageList(list("liked", SpotifyListKind::liked), 0);
    f.store.stageRows("liked", std::vector{whole});
    f.store.swap();
    const auto id = f.store.lists().at(0).list.id;
    const auto kept = f.store.entries(id).at(0);
    CHECK(kept.isrc == whole.isrc);
    whole.row.id = kept.row.id;
    CHECK(kept.row == whole.row);
    CHECK(f.store.row(kept.row.id) == whole.row);
    CHECK_FALSE(f.store.row(kept.row.id + 1));
}

TEST_CASE("a list whose number of rows is not known stays so") {
    SpotifyFixture f;
    auto unknown = list("p");
    unknown.list.count.reset();
    unknown.list.state = SpotifyListState::notAvailable;
    unknown.snapshot = "snap";
    unknown.lookedThrough = kNoon;
    f.store.stageList(unknown, 3);
    f.store.swap();
    const auto kept = f.store.lists().at(0);
    CHECK_FALSE(kept.list.count.has_value());
    CHECK(kept.list.state == SpotifyListState::notAvailable);
    CHECK(kept.snapshot == "snap");
    CHECK(kept.lookedThrough == kNoon);
}

TEST_CASE("a stage outlives the program and can be changed, copied and dropped") {
    SpotifyFixture f;
    f.fill();
    f.store.setStageNote("sync 1");
    f.store.stageList(list("liked", SpotifyListKind::liked), 0);
    f.store.stageRows("liked", std::vector{entry("Three")});
    {
        SpotifyStore later(f.sources, 1);
        CHECK(later.stageNote() == "sync 1");
        REQUIRE(later.stagedLists().size() == 1);
        auto renamed = list("liked", SpotifyListKind::liked);
        renamed.list.count = 9;
        later.stageList(renamed, 0);
        CHECK(later.stagedRows("liked") == 1);
        CHECK(later.stagedLists().at(0).list.count == 9);
        later.clearStaged("liked");
        CHECK(later.stagedRows("liked") == 0);
        later.stageAsIs("playlist 1", 5);
        later.stageAsIs("playlist 1", 6); // twice is as once
        later.stageAsIs("no such list", 7);
        CHECK(later.stagedRows("playlist 1") == 1);
        CHECK(later.stagedLists().size() == 2);
    }
    f.store.swap();
    CHECK(f.titles(0).empty());
    CHECK(f.titles(1) == Titles{"Two"});
    CHECK(f.store.stageNote().empty());

    f.store.setStageNote("sync 1");
    f.store.stageList(list("other"), 0);
    f.store.dropStage();
    CHECK(f.store.stageNote().empty());
    CHECK(f.store.stagedLists().empty());
    CHECK(f.store.lists().size() == 2);
}

TEST_CASE("what is staged together is staged wholly or not at all") {
    SpotifyFixture f;
    CHECK_THROWS_AS(f.store.stageTogether([&] {
        f.store.stageList(list("liked", SpotifyListKind::liked), 0);
        f.store.stageRows("liked", std::vector{entry("One")});
        throw std::runtime_error("half way");
    }),
                    std::runtime_error);
    CHECK(f.store.stagedLists().empty());
    f.store.stageTogether([&] { f.store.stageList(list("liked", SpotifyListKind::liked), 0); });
    CHECK(f.store.stagedLists().size() == 1);
    CHECK(kindOf([&] { f.store.stageRows("never staged", std::vector{entry("One")}); }) == ErrorKind::usage);
}

TEST_CASE("a match holds for every row of its song, stays with it when everything is replaced, and goes with it") {
    SpotifyFixture f;
    f.fill();
    const auto two = f.store.rows(f.store.lists().at(0).list.id).at(1);
    f.store.setMatches(std::vector{SpotifyStore::Match{.row = two.id, .match = SpotifyMatch::strong, .tracks = {7}}});
    CHECK(f.store.source().here == 1);
    CHECK(f.store.rows(f.store.lists().at(1).list.id).at(0).tracks == std::vector<TrackId>{7});

    f.fill();
    auto row = f.store.rows(f.store.lists().at(0).list.id).at(1);
    CHECK(row.id != two.id); // no id ever means another row
    CHECK(row.match == SpotifyMatch::strong);
    CHECK(f.store.source().here == 1);

    f.store.changeMatches(
        std::vector{SpotifyStore::Match{.row = row.id, .match = SpotifyMatch::exact, .tracks = {8}, .isConfirmed = true}});
    row = *f.store.row(row.id);
    CHECK(row.isConfirmed);
    CHECK(row.tracks == std::vector<TrackId>{8});

    f.store.changeMatches(std::vector{SpotifyStore::Match{.isUnlinked = true, .song = SpotifyStore::songKey(row)}});
    row = *f.store.row(row.id);
    CHECK(row.isUnlinked);
    CHECK(row.tracks.empty());
    CHECK_FALSE(row.isConfirmed);

    f.store.setMatches({});
    CHECK(f.store.row(row.id)->match == SpotifyMatch::none);
    CHECK(f.store.source().here == 0);

    f.store.setMatches(std::vector{SpotifyStore::Match{.row = row.id, .match = SpotifyMatch::probable, .tracks = {8}}});
    CHECK(f.store.source().here == 0); // probable is not here
    f.store.swap();                    // nothing staged: nothing is left
    CHECK(f.store.lists().empty());
    f.fill();
    CHECK(f.store.rows(f.store.lists().at(0).list.id).at(1).match == SpotifyMatch::none);
}

TEST_CASE("albums are no songs") {
    SpotifyFixture f;
    f.store.stageList(list("albums", SpotifyListKind::albums), 0);
    f.store.stageRows("albums", std::vector{entry("One")});
    f.store.swap();
    f.store.setMatches(std::vector{SpotifyStore::Match{
        .row = f.store.rows(f.store.lists().at(0).list.id).at(0).id, .match = SpotifyMatch::strong, .tracks = {1}}});
    CHECK(f.store.source().songs == 0);
    CHECK(f.store.source().here == 0);
}

TEST_CASE("what the listener said of a song stays when everything is replaced") {
    SpotifyFixture f;
    f.store.answer({.song = "spotify:track:Two", .recording = "rec"});
    f.store.answer({.song = "spotify:track:Two", .recording = ""});
    f.store.answer({.song = "a\nb\nc", .recording = "track-7"});
    f.fill();
    REQUIRE(f.store.answers().size() == 2);
    CHECK(f.store.answers().at(1).recording.empty());
    f.store.forgetAnswer("spotify:track:Two");
    CHECK(f.store.answers().size() == 1);
    SpotifyRow nameless = entry("b", "a").row;
    nameless.uri.clear();
    nameless.album = "c";
    CHECK(SpotifyStore::songKey(nameless) == "a\nb\nc");
}

TEST_CASE("what was replaced is nowhere in the files, and what was removed has none") {
    SpotifyFixture f;
    f.store.stageList(list("liked", SpotifyListKind::liked), 0);
    f.store.stageRows("liked", std::vector{entry("CanaryTitle")});
    f.store.swap();
    CHECK(isAnywhere(f.sources, "CanaryTitle"));
    f.fill();
    CHECK_FALSE(isAnywhere(f.sources, "CanaryTitle"));

    { const SpotifyStore second(f.sources, 2); }
    CHECK(SpotifyStore::sources(f.sources) == std::vector<SpotifySourceId>{1, 2});
    SpotifyStore::remove(f.sources, 2);
    CHECK(SpotifyStore::sources(f.sources) == std::vector<SpotifySourceId>{1});
    { const auto closed = std::move(f.store); }
    SpotifyStore::remove(f.sources, 1);
    CHECK_FALSE(fs::exists(f.sources));
    SpotifyStore::remove(f.sources, 1); // nothing is there, and nothing happens
    CHECK(SpotifyStore::sources(f.sources).empty());
}

TEST_CASE("only files that a source is named by are sources, lowest first") {
    SpotifyFixture f;
    for (const char* name : {"10.db", "9.db", "0.db", "07.db", "-3.db", "x.db", "3.txt", "99999999999999999999.db", "2.db.old"})
        test::writeBytes(f.sources / name, "");
    CHECK(SpotifyStore::sources(f.sources) == std::vector<SpotifySourceId>{1, 9, 10});
}

TEST_CASE("a source that is opened for reading is not made and not changed") {
    SpotifyFixture f;
    f.fill();
    SpotifyStore reader(f.sources, 1, Access::read);
    CHECK(reader.source().songs == 2);
    CHECK_THROWS_AS(reader.setMatches({}), Error);
    CHECK_THROWS_AS(SpotifyStore(f.sources, 4, Access::read), Error);
    CHECK_FALSE(fs::exists(f.sources / "4.db"));
}

TEST_CASE("a file that is damaged, foreign or newer says so and is left as it is") {
    SpotifyFixture f;
    f.fill();
    const auto file = f.sources / "2.db";
    const auto opening = [&] { return kindOf([&] { static_cast<void>(SpotifyStore(f.sources, 2).lists()); }); };

    test::writeBytes(file, test::junk(9000));
    CHECK(opening() == ErrorKind::damaged);
    CHECK(test::readBytes(file) == test::junk(9000));

    fs::remove(file);
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE other (id INTEGER)");
    CHECK(opening() == ErrorKind::damaged);

    fs::remove(file);
    { const SpotifyStore made(f.sources, 2); }
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("DELETE FROM source");
    CHECK(opening() == ErrorKind::damaged);

    fs::remove(file);
    { const SpotifyStore made(f.sources, 2); }
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    CHECK(opening() == ErrorKind::newer);
}

TEST_CASE("values that Segue does not write are damage, never another value") {
    SpotifyFixture f;
    f.fill();
    const auto damage = [&](const char* sql) {
        SQLite::Database((f.sources / "1.db").string(), SQLite::OPEN_READWRITE).exec(sql);
        return kindOf([&] {
            static_cast<void>(f.store.source());
            f.titles(0);
        });
    };
    CHECK(damage("UPDATE source SET state = 200") == ErrorKind::damaged);
    CHECK(damage("UPDATE source SET state = 1; UPDATE list SET kind = -1") == ErrorKind::damaged);
    CHECK(damage("UPDATE list SET kind = 0; UPDATE row SET availability = 3") == ErrorKind::damaged);
    CHECK(damage("UPDATE row SET availability = 0") == std::nullopt);
}

TEST_CASE("on a full disk what was there stays whole") {
    const test::TemporaryFolder folder;
    const auto disk = test::SmallDisk::mount(folder / "disk", std::size_t{1} << 20U);
    if (disk == nullptr) {
        WARN("no disk can be mounted here");
        return;
    }
    const auto sources = disk->path() / "spotify";
    SpotifyStore store(sources, 1);
    store.stageList(list("liked", SpotifyListKind::liked), 0);
    store.stageRows("liked", std::vector{entry("One")});
    store.swap();
    store.stageList(list("liked", SpotifyListKind::liked), 0);
    const auto failed = kindOf([&] {
        for (int page = 0; page < 1000; ++page)
            store.stageRows("liked", std::vector<SpotifyEntry>(50, entry(std::string(500, 'x'))));
    });
    CHECK(failed == ErrorKind::noSpace);
    CHECK(store.rows(store.lists().at(0).list.id).at(0).title == "One");
}

TEST_CASE_METHOD(SpotifyFixture, "the songs of a staged list are known, and a list can be taken off the stage with its rows") {
    fill();
    CHECK(store.stagedSongs("liked").empty()); // what is there is not staged
    store.stageList(list("liked", SpotifyListKind::liked), 0);
    store.stageRows("liked", std::vector{entry("Two"), entry("One"), entry("Two")});
    CHECK(store.stagedSongs("liked") == Titles{"spotify:track:One", "spotify:track:Two"});
    store.unstage("liked");
    CHECK(store.stagedLists().empty());
    CHECK(store.stagedRows("liked") == 0);
    store.unstage("liked");
    CHECK(titles(0) == Titles{"One", "Two"});
}

TEST_CASE_METHOD(SpotifyFixture, "an account that was asked nothing is kept as that") {
    const SpotifyAccountFacts facts{.accountId = "ann", .authorized = kNoon, .blockedUntil = kNoon, .asked = {}, .port = 8888};
    store.setAccount(facts);
    CHECK(store.account() == facts);
}

TEST_CASE("a file of before Spotify's player is brought up to date, and read as it is by whoever only reads") {
    SpotifyFixture f;
    f.fill();
    const auto file = f.sources / "2.db";
    { const SpotifyStore made(f.sources, 2); }
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("DROP TABLE player; PRAGMA user_version = 1");
    {
        SpotifyStore reading(f.sources, 2, Access::read);
        CHECK(reading.player() == SpotifyPlayerFacts());
        CHECK_FALSE(SQLite::Database(file.string()).tableExists("player"));
    }
    {
        SpotifyStore store(f.sources, 2);
        CHECK(store.player() == SpotifyPlayerFacts());
        store.allowPlayer(true);
    }
    CHECK(SQLite::Database(file.string()).execAndGet("PRAGMA user_version").getInt() == 2);
    CHECK(SpotifyStore(f.sources, 2, Access::read).player().isWanted);
}

TEST_CASE("what is known of Spotify's player is written one by one, whatever else is written meanwhile") {
    SpotifyFixture f;
    SpotifyStore one(f.sources, 3), two(f.sources, 3);
    const std::vector<std::chrono::sys_seconds> asked{std::chrono::sys_seconds(std::chrono::seconds{100}),
                                                      std::chrono::sys_seconds(std::chrono::seconds{200})};
    one.allowPlayer(true);
    two.setPlayerAsked(asked);
    one.setPlayerGranted("a b");
    two.setPlayerBlocked(asked[1]);
    two.setAccount({.accountId = "x", .asked = {asked[0]}});
    CHECK(one.player() == SpotifyPlayerFacts{.isWanted = true, .granted = "a b", .blockedUntil = asked[1], .asked = asked});
    one.allowPlayer(false);
    CHECK_FALSE(two.player().isWanted);
    CHECK(two.player().granted == "a b");
}
