// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Two libraries; the songs of the first have moved.
struct Listener {
    test::TemporaryFolder folder;
    fs::path top = fs::canonical(folder.path());
    std::string file = folder / "segue.db";

    Listener() {
        store::Database database(folder / "segue.db", store::Access::write);
        store::LibraryStore libraries(database);
        for (const char* name : {"Music", "Jazz"}) {
            const auto id = libraries.add(name, top / name);
            for (const char* song : {"1.mp3", "2.mp3", "3.mp3"})
                store::TrackStore(database, {})
                    .save({.library = id, .path = top / name / song, .title = song}, top / name, {5, 1}); // bytes
        }
        fs::create_directories(top / "elsewhere");
        for (const char* song : {"1.mp3", "2.mp3", "4.mp3"})
            test::writeBytes(top / "elsewhere" / song, song);
    }

    [[nodiscard]] test::ProgramResult run(std::vector<std::string> words) const {
        words.insert(words.begin(), "libraries");
        words.insert(words.end(), {"--db", file});
        return test::segueCli(words);
    }
    [[nodiscard]] json list() const { return json::parse(run({"list", "--json"}).output); }
};

} // namespace

TEST_CASE("libraries are listed, as lines and as JSON") {
    const Listener listener;
    CHECK_THAT(listener.run({"list"}).output, Contains("1  Music: 3 songs, 0 missing") && Contains("2  Jazz"));
    CHECK(listener.list().at(1).at("name") == "Jazz");
}

TEST_CASE("a library is located by name or number, and keeps its songs") {
    const Listener listener;
    const auto result = listener.run({"locate", "Music", listener.top / "elsewhere"});
    INFO(result.errors);
    CHECK(result.exitCode == 0);
    const auto library = listener.list().at(0);
    CHECK(library.at("folder") == (listener.top / "elsewhere").string());
    CHECK(library.at("songs") == 3);
    CHECK(library.at("missing") == 1);
}

TEST_CASE("a folder with other songs is refused unless the listener is sure; so are names that are none") {
    const Listener listener;
    fs::create_directories(listener.top / "empty");
    const auto doubtful = listener.run({"locate", "1", listener.top / "empty"});
    CHECK(doubtful.exitCode == 1);
    CHECK_THAT(doubtful.errors, Contains("0 of the 3") && Contains("--anyway"));
    CHECK(listener.run({"locate", "1", listener.top / "empty", "--anyway"}).exitCode == 0);
    CHECK(listener.run({"locate", "Rock", listener.top / "empty"}).exitCode == 1);
    CHECK(listener.run({"locate", "1", listener.top / "nowhere"}).exitCode == 1);
    CHECK(listener.run({"locate", "2", listener.top / "empty", "--anyway"}).exitCode != 0); // it is a library already
}

TEST_CASE("a library is removed and its files stay") {
    const Listener listener;
    CHECK(listener.run({"remove", "Music"}).exitCode == 0);
    CHECK(listener.list().size() == 1);
    CHECK(fs::exists(listener.top / "elsewhere/1.mp3"));
}
