// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/spotify_export.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_file.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Two songs in a library, an export, and the real program.
struct SpotifyListener {
    test::TemporaryFolder folder;
    fs::path zip = folder / "my_spotify_data.zip";

    SpotifyListener() {
        store::Database database(folder / "segue.db", store::Access::write);
        const auto library = store::LibraryStore(database).add("Music", "/music");
        for (const char* title : {"One", "Other"})
            store::TrackStore(database, {})
                .save({.library = library,
                       .path = "/music/" + std::string(title) + ".mp3",
                       .title = title,
                       .artist = "Ann",
                       .album = "Album",
                       .duration = std::chrono::seconds(200)},
                      "/music", {1, 1});
        test::writeZip(zip, {{"A/YourLibrary.json", test::spotifyLibrary({"One", "Two"})},
                             {"A/Playlist1.json", test::spotifyPlaylist("Mine", {"Two"})}});
    }

    [[nodiscard]] test::ProgramResult run(std::vector<std::string> words) const {
        words.insert(words.begin(), "spotify");
        words.insert(words.end(), {"--db", (folder / "segue.db").native()});
        return test::segueCli(words);
    }
    std::string must(const std::vector<std::string>& words) const {
        const auto result = run(words);
        INFO(result.errors);
        REQUIRE(result.exitCode == 0);
        return result.output;
    }
    json rows(const std::string& list) const { return json::parse(must({"show", "1", list, "--json"})); }
};

} // namespace

TEST_CASE_METHOD(SpotifyListener, "the command line imports what Spotify sends, and tells what is in it and what is here") {
    CHECK_THAT(must({"import", zip.native()}), Contains("1  Spotify #1: imported, 2 songs, 1 of them in your libraries"));
    const auto list = json::parse(must({"list", "--json"}));
    REQUIRE(list.size() == 1);
    CHECK(list[0]["songs"] == 2);
    CHECK(list[0]["in_libraries"] == 1);
    CHECK(list[0]["lists"].size() == 3);
    CHECK(list[0]["lists"][2]["name"] == "Mine");
    CHECK_THAT(must({"show", "1"}), Contains("1  liked: 2 rows") && Contains("3  Mine: 1 rows"));
    const auto liked = rows("liked");
    REQUIRE(liked.size() == 2);
    CHECK(liked[0]["match"] == "strong");
    CHECK(liked[0]["songs"] == json{"/music/One.mp3"});
    CHECK(liked[1]["match"] == "none");
    CHECK(rows("3")[0]["title"] == "Two");
    CHECK_THAT(must({"wanted", "1"}), Contains("Ann - Album\n    Two\n"));
    must({"wanted", "1", "--output", (folder / "wanted.csv").native()});
    CHECK_THAT(test::readBytes(folder / "wanted.csv"), Contains("\"Two\""));
}

TEST_CASE_METHOD(SpotifyListener, "the command line takes answers, names and leave") {
    must({"import", zip.native()});
    must({"rename", "1", "Mine"});
    CHECK_THAT(must({"list"}), Contains("1  Mine: imported"));
    const auto row = [&] { return std::to_string(rows("liked")[1]["row"].get<int>()); };
    must({"confirm", "1", row(), "/music/Other.mp3"});
    CHECK(rows("liked")[1]["confirmed"] == true);
    CHECK(rows("liked")[1]["songs"] == json{"/music/Other.mp3"});
    CHECK(rows("3")[0]["confirmed"] == true); // the same song elsewhere
    must({"unlink", "1", row()});
    CHECK(rows("liked")[1]["unlinked"] == true);
    CHECK_THAT(must({"import", zip.native(), "--into", "1"}), Contains("1  Mine: imported"));
    CHECK(rows("liked")[1]["unlinked"] == true);
    must({"remove", "1"});
    CHECK(json::parse(must({"list", "--json"})).empty());
    CHECK_FALSE(fs::exists(folder / "segue.db.spotify"));
}

TEST_CASE_METHOD(SpotifyListener, "the command line says what is wrong, and keeps nothing of it") {
    const auto refused = [&](const std::vector<std::string>& words, int exitCode = 1) {
        const auto result = run(words);
        CHECK(result.exitCode == exitCode);
        return result.errors;
    };
    constexpr int kWrongUsage = 2;
    CHECK_THAT(refused({"import", (folder / "gone.zip").native()}), Contains("gone.zip"));
    test::writeBytes(folder / "bad.json", R"({"tracks":[)");
    CHECK_THAT(refused({"import", (folder / "bad.json").native()}), Contains("damaged or not whole"));
    CHECK(json::parse(must({"list", "--json"})).empty());
    CHECK_FALSE(fs::exists(folder / "segue.db.spotify"));
    must({"import", zip.native()});
    CHECK_THAT(refused({"import", zip.native(), "--into", "4"}, kWrongUsage), Contains("There is no Spotify #4."));
    CHECK_THAT(refused({"show", "4"}, kWrongUsage), Contains("There is no Spotify #4."));
    CHECK_THAT(refused({"show", "1", "Nothing"}, kWrongUsage), Contains("There is no list Nothing."));
    CHECK_THAT(refused({"confirm", "1", "999", "/music/One.mp3"}, kWrongUsage), Contains("There is no row 999"));
    CHECK_THAT(refused({"import", (folder / "bad.json").native(), "--into", "1"}), Contains("damaged or not whole"));
    CHECK(rows("liked").size() == 2);
}
