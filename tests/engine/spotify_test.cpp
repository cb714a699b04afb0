// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of Spotify reaches what Segue knows of the listener's own music: its rules forbid that it is analysed or fed to a
// network.
#include "engine/spotify/http.h"
#include "engine/spotify/token_store.h"
#include "engine/store/spotify_store.h"
#include "tests/engine/engine_session.h"
#include "tests/support/files.h"
#include "tests/support/spotify_export.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

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

/// Spotify's Web API as far as its player needs it, in this process.
class PlayerStub final : public Http {
public:
    std::function<bool()> isOwnHeard;

    HttpAnswer ask(const HttpRequest& request, const std::stop_token&) override {
        if (request.url.ends_with("/api/token"))
            return {.status = 200, .body = R"({"access_token":"a","expires_in":3600})"};
        const std::lock_guard lock(m_mutex);
        if (request.method == HttpRequest::Method::get)
            return {.status = 200,
                    .body =
                        std::string(R"({"device":{"id":"d1","name":"Kitchen"},"item":{"name":"x","type":"track"},"is_playing":)") +
                        (m_isPlaying ? "true}" : "false}")};
        const auto order = request.url.substr(request.url.rfind('/') + 1);
        m_isPlaying = order == "play";
        m_orders.push_back(order + (isOwnHeard() ? " while Segue's own was heard" : ""));
        return {.status = 204};
    }
    [[nodiscard]] std::vector<std::string> orders() const {
        const std::lock_guard lock(m_mutex);
        return m_orders;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_orders;
    bool m_isPlaying = false;
};

class OneToken final : public TokenStore {
public:
    std::optional<Secret> read(const std::string&) override { return Secret{.words = "r", .place = Place::file}; }
    Kept write(const std::string&, const std::string&) override { return {.place = Place::file}; }
    Kept writeKeyring(const std::string&, const std::string&) override { return {.place = Place::file}; }
    Kept writeFile(const std::string&, const std::string&) override { return {.place = Place::file}; }
    void remove(const std::string&) override {}
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

TEST_CASE("Segue's own player and Spotify's are never heard together") {
    EngineSession session;
    audio::writeAudio(session.music / "long.wav", test::tone(300, 60, 8000), 8000, 1);
    session.addAndWait(1);
    const auto song = session.row("long");
    const auto folder = fs::path((session.folder / "segue.db").string() + ".spotify");
    {
        store::SpotifyStore account(folder, 1);
        account.setSource({.id = 1,
                           .kind = SpotifyKind::account,
                           .clientId = "client",
                           .state = SpotifyState::upToDate,
                           .at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
                           .secret = SpotifySecret::file});
        account.setAccount({.accountId = "ann"});
        account.allowPlayer(true);
        account.setPlayerGranted("user-read-playback-state user-modify-playback-state");
    }
    const auto stub = std::make_shared<PlayerStub>();
    stub->isOwnHeard = [&] { // what reaches the sound device
        const auto sound = session.crank->pull(512);
        return std::ranges::any_of(sound, [](float one) { return one != 0.F; });
    };
    session.engine.reset();
    session.engine = std::make_unique<Engine>(EngineOptions{.database = session.folder / "segue.db",
                                                            .modelFolder = session.folder / "bundle",
                                                            .analyzer = SCRIPTED_ANALYZER,
                                                            .workers = 1,
                                                            .outlines = false,
                                                            .resumeAtStart = false,
                                                            .sink = test::makeManualSink(session.crank),
                                                            .http = stub,
                                                            .tokens = std::make_shared<OneToken>()},
                                              [&](Event event) { session.note(std::move(event)); });
    session.engine->queue().playContext({{.track = song.id}}, 0, {});
    REQUIRE(session.wait([&] { return !session.playing.empty() && session.playing.back().state == playback::PlayState::playing; }));
    std::jthread device([&](const std::stop_token& stop) { // time goes on for the sound device, about as fast as for others
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        while (!stopped.wait_for(lock, stop, std::chrono::milliseconds(1), [&stop] { return stop.stop_requested(); }))
            static_cast<void>(session.crank->pull(64));
    });
    session.engine->spotifyPlayer().order(
        1, {.kind = SpotifyOrder::Kind::play, .play = {.context = {}, .uris = {"spotify:track:abc"}}});
    REQUIRE(session.wait([&] { return session.playing.back().state == playback::PlayState::paused; }));
    const auto asked = [&](std::size_t count) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (stub->orders().size() < count && std::chrono::steady_clock::now() < end)
            std::this_thread::yield();
        return stub->orders();
    };
    CHECK(asked(1) == std::vector<std::string>{"play"});
    session.engine->playback().resume();
    CHECK(asked(2).size() == 2);
    CHECK(asked(2).back().starts_with("pause"));
    device.request_stop();
    device.join();
    session.engine.reset();
}
