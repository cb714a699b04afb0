// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_store.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tree_print.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A few songs of the demo music, which takes less time to hear than all of it.
std::vector<fs::path> fewSongs(const fs::path& music, std::size_t count) {
    REQUIRE(test::segueCli({"demo", music}).exitCode == 0);
    std::vector<fs::path> songs;
    for (const auto& entry : fs::recursive_directory_iterator(music))
        if (entry.is_regular_file())
            songs.push_back(entry.path());
    std::ranges::sort(songs);
    for (std::size_t i = count; i < songs.size(); ++i)
        fs::remove(songs[i]);
    songs.resize(std::min(count, songs.size()));
    return songs;
}

/// As a listener's copy to another disk: with its times.
void copyTree(const fs::path& from, const fs::path& to) {
    fs::copy(from, to, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(from))
        fs::last_write_time(to / entry.path().lexically_relative(from), entry.last_write_time());
}

std::string succeed(const std::vector<std::string>& words) {
    const auto result = test::segueCli(words);
    INFO(words[0] << ": " << result.errors);
    REQUIRE(result.exitCode == 0);
    return result.output;
}

} // namespace

TEST_CASE("segue-cli: import --root takes names and folders with an equals sign in them, and each name once") {
    const test::TemporaryFolder folder;
    const auto database = folder / "segue.db", file = folder / "all.segue";
    {
        store::Database made(database, store::Access::write);
        store::LibraryStore(made).add("Rock=Pop", "/media/stick");
    }
    succeed({"export", file, "--db", database});
    fs::create_directories(folder / "a=b");
    fs::create_directories(folder / "c");
    const auto rootIn = [&](const std::string& where) {
        store::Database read(folder / where, store::Access::read);
        return store::LibraryStore(read).all().at(0).root;
    };
    const std::string here = (folder / "a=b").string(), other = (folder / "c").string();
    succeed({"import", file, "--db", folder / "one.db", "--root", "Rock=Pop=" + here});
    CHECK(rootIn("one.db") == fs::path(here));
    const auto twice =
        test::segueCli({"import", file, "--db", folder / "two.db", "--root", "Rock=Pop=" + here, "--root", "Rock=Pop=" + other});
    CHECK(twice.exitCode == 2);
    CHECK_THAT(twice.errors, Contains("twice"));
    const auto nowhere = test::segueCli({"import", file, "--db", folder / "two.db", "--root", "Rock=Pop=/none"});
    CHECK(nowhere.exitCode == 2);
}

TEST_CASE("segue-cli: an import can be stopped before it says how far it is, and then nothing has changed") {
    const test::TemporaryFolder folder;
    const auto there = folder / "there.db", here = folder / "here.db";
    { const store::Database made(there, store::Access::write); }
    SQLite::Database(there.string(), SQLite::OPEN_READWRITE) // takes far longer than a thread to start
        .exec("INSERT INTO listening (recording, added) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              "500000) "
              "SELECT 'recording-' || i, i FROM n");
    succeed({"export", folder / "all.segue", "--db", there});
    // A program starts with the signals blocked that its parent has blocked: so this one waits for it from the beginning.
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    REQUIRE(::pthread_sigmask(SIG_BLOCK, &interrupt, &before) == 0);
    test::Program import({"import", folder / "all.segue", "--db", here});
    REQUIRE(::pthread_sigmask(SIG_SETMASK, &before, nullptr) == 0);
    import.kill(SIGINT);
    const auto result = import.finish();
    INFO(result.errors);
    CHECK(result.exitCode == 1);
    CHECK_THAT(result.errors, Contains("Stopped; nothing has changed."));
    CHECK(SQLite::Database(here.string(), SQLite::OPEN_READWRITE).execAndGet("SELECT count(*) FROM listening").getInt() == 0);
}

TEST_CASE("segue-cli: music files are never written, and an export takes everything along to another computer") {
    const test::TemporaryFolder folder;
    const auto music = folder / "music", database = folder / "segue.db";
    const auto songs = fewSongs(music, 4);
    test::writeBytes(music / "broken.mp3", test::junk(3000));
    fs::permissions(songs[1], fs::perms::owner_read | fs::perms::group_read);
    const auto before = test::treePrint(music);

    // A day's worth.
    succeed({"scan", music, "--db", database});
    succeed({"scan", music, "--db", database}); // for changes
    const auto list = succeed({"similar", songs[0], "-n", "3", "--json", "--db", database, "--m3u8", folder / "list.m3u8"});
    succeed({"classify", songs[0], "--db", database});
    succeed({"embed", songs[0], "--output", folder / "songs.jsonl", "--db", database});
    succeed({"features", songs[0], "--seconds", "2", "--output", folder / "arrays"});
    succeed({"spectrogram", songs[0], "--output", folder / "spectrogram.png"});
    succeed({"models", "list", "--db", database});
    CHECK_THAT(succeed({"export", folder / "all.segue", "--db", database}), Contains("Exported to"));
    CHECK(test::segueCli({"export", songs[0], "--db", database}).exitCode == 2);
    CHECK(test::segueCli({"similar", songs[0], "--db", database, "--m3u8", songs[0]}).exitCode == 2);
    CHECK(test::segueCli({"import", songs[0], "--db", database}).exitCode == 1);
    CHECK(test::treePrint(music) == before);
    CHECK_THAT(test::readBytes(folder / "list.m3u8"), Contains("#EXTINF:") && Contains("\nmusic/"));

    // Elsewhere, where the folder has another name.
    const auto moved = folder / "moved", other = folder / "other.db";
    copyTree(music, moved);
    fs::rename(music, folder / "gone");
    CHECK(test::segueCli({"import", folder / "all.segue", "--db", other, "--root", "No such=" + moved.string()}).exitCode == 2);
    CHECK(test::segueCli({"import", folder / "all.segue", "--db", other, "--root", "no equals sign"}).exitCode == 2);
    CHECK_THAT(succeed({"import", folder / "all.segue", "--db", other, "--root", "Local Music #1=" + moved.string()}),
               Contains("Imported 5 songs (5 new) of 1 library.") && !Contains("offline"));
    auto there = json::parse(list);
    auto here = json::parse(succeed({"similar", moved / songs[0].lexically_relative(music), "-n", "3", "--json", "--db", other}));
    REQUIRE(here["recommendations"].size() == there["recommendations"].size());
    for (std::size_t i = 0; i < here["recommendations"].size(); ++i) {
        auto &one = here["recommendations"][i], &expected = there["recommendations"][i];
        CHECK(fs::path(one["path"]).lexically_relative(moved) == fs::path(expected["path"]).lexically_relative(music));
        one.erase("path");
        expected.erase("path");
        CHECK(one == expected);
    }
    CHECK_THAT(succeed({"scan", moved, "--db", other}), Contains("analysed now: 0, failed: 0, waveforms: 0"));
    CHECK_THAT(succeed({"import", folder / "all.segue", "--db", folder / "third.db"}), Contains("is offline"));
    CHECK(test::treePrint(folder / "gone") == before);
}
