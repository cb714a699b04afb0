// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of Spotify reaches what Segue knows of the listener's own music: its rules forbid that it is analysed or fed to a
// network.
#include "engine/store/spotify_store.h"
#include "tests/engine/engine_session.h"
#include "tests/support/files.h"
#include "tests/support/spotify_export.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

using namespace segue;
using test::EngineSession;
namespace fs = std::filesystem;

namespace {

/// Every file below the folder that has these bytes.
std::vector<fs::path> filesWith(const fs::path& folder, const std::string& bytes) {
    std::vector<fs::path> found;
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file() && test::readBytes(file.path()).find(bytes) != std::string::npos)
            found.push_back(file.path());
    return found;
}

/// How many rows each table of the database has.
std::map<std::string, int> sizesOf(const fs::path& file) {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY, 10'000);
    std::map<std::string, int> sizes;
    SQLite::Statement names(database, "SELECT name FROM sqlite_master WHERE type = 'table'");
    while (names.executeStep()) {
        const auto name = names.getColumn(0).getString();
        sizes[name] = database.execAndGet("SELECT count(*) FROM \"" + name + '"').getInt();
    }
    return sizes;
}

struct SpotifyEngine : EngineSession {
    SpotifyChanged spotify;
    std::size_t edits = 0;

    /// Lets the sources be noted too.
    void restart() {
        engine.reset();
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false, // rows that come meanwhile
                                                        .resumeAtStart = false,
                                                        .sink = test::makeManualSink(crank)},
                                          [this](Event event) {
                                              {
                                                  const std::lock_guard lock(mutex);
                                                  if (auto* told = std::get_if<SpotifyChanged>(&event))
                                                      spotify = *told;
                                                  edits += std::holds_alternative<SpotifyEdited>(event) ? 1 : 0;
                                              }
                                              note(std::move(event));
                                          });
    }
};

} // namespace

TEST_CASE("no row of Spotify reaches songs, features, embeddings, seeds, lists, queue, playlists or statistics") {
    SpotifyEngine session;
    for (const char* name : {"a", "b", "c"})
        session.song(name, name[0] == 'a' ? 300.0 : name[0] == 'b' ? 500.0 : 700.0);
    session.addAndWait(3);
    session.restart();
    const auto database = session.folder / "segue.db";
    const auto before = sizesOf(database);
    const auto own = session.idOf("a");
    const auto file = session.folder / "YourLibrary.json";
    test::writeBytes(file, test::spotifyLibrary({"a", "CanaryTitle"}, "CanaryArtist", "CanaryAlbum"));

    session.engine->spotify().importData(file, 0);
    REQUIRE(session.wait(
        [&] { return session.edits >= 2 && !session.spotify.sources.empty() && session.spotify.sources[0].songs == 2; }));
    fs::remove(file);
    // The listener ties a row to a song of theirs, and asks what sounds like that.
    const auto edits = session.edits;
    store::SpotifyStore kept(fs::path(database.string() + ".spotify"), 1, store::Access::read);
    const auto row = kept.rows(kept.lists().at(0).list.id).at(0);
    session.engine->spotify().confirm(1, row.id, own);
    REQUIRE(session.wait([&] { return session.edits > edits; }));
    const auto answer = session.ask(1, {.track = own, .count = 10});
    CHECK(answer.songs.size() <= 2); // of the listener's own
    session.engine->playlists().list();
    session.engine->libraries().list();
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return !session.progress.running; }));

    for (const auto& found : filesWith(session.folder.path(), "Canary")) {
        INFO(found);
        CHECK(found.parent_path() == fs::path(database.string() + ".spotify"));
    }
    for (const auto& [table, rows] : sizesOf(database)) {
        INFO(table);
        CHECK(rows == before.at(table));
    }
    for (const auto& [id, track] : session.rows)
        CHECK(track.artist.find("Canary") == std::string::npos);

    session.engine->spotify().remove(1);
    REQUIRE(session.wait([&] { return session.spotify.sources.empty(); }));
    CHECK(filesWith(session.folder.path(), "Canary").empty());
    CHECK_FALSE(fs::exists(database.string() + ".spotify"));
}

TEST_CASE("a source is there after a restart, beside its database") {
    SpotifyEngine session;
    session.restart();
    const auto file = session.folder / "YourLibrary.json";
    test::writeBytes(file, test::spotifyLibrary({"One"}));
    session.engine->spotify().importData(file, 0);
    REQUIRE(session.wait([&] { return session.edits >= 2; }));
    session.restart();
    {
        const std::lock_guard lock(session.mutex);
        session.spotify = {};
    }
    session.engine->spotify().list();
    REQUIRE(session.wait([&] { return session.spotify.sources.size() == 1; }));
    CHECK(session.spotify.sources[0].state == SpotifyState::imported);
    CHECK(session.spotify.sources[0].songs == 1);
}
