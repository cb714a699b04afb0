// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/qt_http.h"
#include "app/network/secret_file.h"
#include "engine/service/scrobble/scrobble_jobs.h"
#include "engine/store/library_store.h"
#include "engine/store/listen_store.h"
#include "engine/store/love_store.h"
#include "engine/store/track_store.h"
#include "tests/app/network/fake_listens.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <optional>

using namespace segue;
using namespace std::chrono_literals;
using playback::PlayState;
using State = ScrobblingChanged::State;

namespace {

/// A keyring that waits for the listener, who closes its dialog then.
class ShutKeyring final : public TokenStore {
public:
    explicit ShutKeyring(std::filesystem::path folder)
        : m_files(app::makeSecretFiles(std::move(folder))) {}
    std::optional<Secret> read(const std::string& name) override { return m_files->read(name); }
    Kept write(const std::string&, const std::string&) override {
        m_closed.get_future().wait();
        return {.place = Place::nowhere, .why = "dismissed"};
    }
    Kept writeKeyring(const std::string& name, const std::string& secret) override { return write(name, secret); }
    Kept writeFile(const std::string& name, const std::string& secret) override { return m_files->writeFile(name, secret); }
    void remove(const std::string& name) override { m_files->remove(name); }
    void close() { m_closed.set_value(); }

private:
    std::unique_ptr<TokenStore> m_files;
    std::promise<void> m_closed;
};

const std::string kRecordingA = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae", kRecordingB = "00000000-7e6a-48da-86a9-c1c07a0f47ae";

/// Segue from the player's reports to the wire, which can end and start anew.
struct Fixture {
    test::TemporaryFolder folder;
    test::FakeListens server;
    std::shared_ptr<Http> http = app::makeQtHttp(5s);
    std::unique_ptr<TokenStore> tokens = app::makeSecretFiles(folder / "secrets");
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<ScrobblingChanged> told;
    std::vector<Message> notices;
    EventEmitter emitter{[this](const Event& event) {
        const std::lock_guard lock(mutex);
        if (const auto* state = std::get_if<ScrobblingChanged>(&event))
            told.push_back(*state);
        if (const auto* notice = std::get_if<Notice>(&event))
            notices.push_back(notice->message);
        changed.notify_all();
    }};
    std::optional<store::Writer> writer;
    std::optional<store::Database> reader;
    std::optional<ScrobbleJobs> room;
    std::uint64_t begun = 0;
    bool isDiskAway = false; ///< guarded

    std::optional<std::string> recordingOf(const std::filesystem::path& song) {
        const std::lock_guard lock(mutex);
        if (isDiskAway)
            return std::nullopt;
        return song.filename() == "a" ? kRecordingA : song.filename() == "b" ? kRecordingB : std::string();
    }

    Fixture() { begin(); }
    ~Fixture() { end(); }

    void begin() {
        told.clear();
        writer.emplace(store::Database(folder / "segue.db", store::Access::write));
        reader.emplace(folder / "segue.db", store::Access::read);
        room.emplace(*reader, emitter,
                     ScrobbleRooms{.writer = &*writer,
                                   .http = http.get(),
                                   .tokens = tokens.get(),
                                   .version = "1.0",
                                   .recordingOf = [this](const std::filesystem::path& song,
                                                         const std::stop_token&) { return recordingOf(song); },
                                   .firstRetry = 20ms});
        room->setServer(server.address());
    }
    void end() {
        room.reset();
        writer.reset();
    }
    void restart() {
        end();
        begin();
    }

    [[nodiscard]] bool becomes(const std::function<bool(const ScrobblingChanged&)>& wanted) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 10s, [&] { return !told.empty() && wanted(told.back()); });
    }
    [[nodiscard]] bool becomes(State state, std::size_t waiting = 0) {
        return becomes([=](const auto& now) { return now.state == state && now.waiting == waiting; });
    }
    void turnOn() {
        room->setToken(" good\n");
        REQUIRE(becomes(State::on));
    }
    /// So much of a song of half a minute, told in steps that the clock allows.
    void hear(const std::string& title, std::chrono::milliseconds time = 16s) {
        playback::PlaybackStatus status{.state = PlayState::playing, .length = 30s, .begun = ++begun};
        status.item.track = {.path = "/music/" + title, .title = title, .artist = "Artist"};
        for (; status.position <= time; status.position += 500ms)
            room->take(status);
    }
    std::size_t stored() { return store::ListenStore(*reader).count() + store::LoveStore(*reader).count(); }
    [[nodiscard]] bool isSent() {
        return becomes([this](const auto&) { return stored() == 0; });
    }
};

/// Three songs: the first two are known recordings, the third's tags tell nothing.
struct LoveFixture : Fixture {
    std::vector<TrackId> songs;

    LoveFixture() {
        writer
            ->run([this](store::Database& database) {
                const auto library = store::LibraryStore(database).add("Local Music #1", "/music");
                for (const char* name : {"a", "b", "untold"})
                    songs.push_back(
                        store::TrackStore(database, {})
                            .save({.library = library, .path = std::string("/music/") + name, .title = name}, "/music", {100, 1}));
            })
            .get();
        room->setLoves(true);
    }
    /// As a rating of five stars, or of less after that.
    void love(std::size_t song, bool isLoved = true) {
        writer->run([&](store::Database& database) { room->noteLove(database, songs[song], isLoved); }).get();
    }
    using Loves = std::vector<std::pair<std::string, int>>;
    [[nodiscard]] bool areTold(const Loves& loves) {
        return server.comesTrue([&](const auto& s) { return s.loves == loves; });
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "nothing is recorded or asked before a token is given") {
    REQUIRE(becomes(State::off));
    hear("a");
    room->tryNow();
    room->tell();
    turnOn();
    hear("b");
    CHECK(server.comesTrue([](const auto& s) { return s.titles == std::vector<std::string>{"b"}; }));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "what plays is told at once, and what was heard for half of it when it was") {
    turnOn();
    CHECK(told.back().user == "me");
    hear("a", 14s);
    CHECK(server.comesTrue([](const auto& s) { return s.playing == std::vector<std::string>{"a"}; }));
    hear("b");
    CHECK(server.comesTrue([](const auto& s) { return s.titles == std::vector<std::string>{"b"}; }));
    CHECK(isSent());
    CHECK(becomes(State::on));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "a server that is broken gets each listen once, when it works again") {
    turnOn();
    for (int i = 0; i < 3; ++i)
        server.answerOnce({.status = 500, .body = "<html>"});
    hear("a");
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 1; }));
    CHECK(server.repeated == 0);
    CHECK(becomes(State::on));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "a listen whose answer is lost is sent again as the same listen") {
    turnOn();
    server.answerOnce({.isTaken = true, .hangsUp = true});
    hear("a");
    CHECK(server.comesTrue([](const auto& s) { return s.repeated >= 1; }));
    CHECK(server.listens.size() == 1);
    CHECK(becomes(State::on));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "listens wait on the disk while nobody answers, through a restart, and go in their order") {
    turnOn();
    room->setServer("http://127.0.0.1:9"); // nobody listens there
    for (const char* title : {"a", "b", "c"})
        hear(title);
    REQUIRE(becomes(State::waiting, 3));
    end();
    CHECK(stored() == 3);
    begin();
    CHECK(server.comesTrue([](const auto& s) { return s.titles == std::vector<std::string>{"a", "b", "c"}; }));
    CHECK(isSent());
    CHECK(becomes(State::on));
    CHECK(server.repeated == 0);
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "a server that wants to be left alone is left alone for as long as it says") {
    turnOn();
    hear("first");
    REQUIRE(server.comesTrue([](const auto& s) { return s.titles.size() == 1; }));
    server.answerOnce({.status = 429, .headers = "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset-In: 1\r\n"});
    hear("second");
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 2; }));
    REQUIRE(server.requests.size() > server.throttled + 1);
    CHECK(server.requests[server.throttled + 1] - server.requests[server.throttled] >= 950ms);
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "a token that is refused stops everything, keeps what was heard, and says so") {
    room->setToken("bad");
    REQUIRE(becomes(State::refused));
    hear("a");
    REQUIRE(becomes(State::refused, 1));
    const auto before = server.requests.size();
    hear("b");
    REQUIRE(becomes(State::refused, 2));
    CHECK(server.requests.size() == before);
    turnOn();
    CHECK(server.comesTrue([](const auto& s) { return s.titles == std::vector<std::string>{"a", "b"}; }));
    server.answerOnce({.status = 401});
    hear("c");
    CHECK(becomes([](const auto& now) { return now.state == State::refused; }));
    room->tryNow();
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 3; }));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(Fixture, "one listen that the server refuses does not keep back the others") {
    turnOn();
    room->setServer("http://127.0.0.1:9");
    for (const char* title : {"a", "bad", "c"})
        hear(title);
    REQUIRE(becomes(State::waiting, 3));
    server.refuseTitle("bad");
    room->setServer(server.address());
    CHECK(server.comesTrue([](const auto& s) { return s.titles == std::vector<std::string>{"a", "c"}; }));
    CHECK(becomes(State::on));
    const std::lock_guard lock(mutex);
    CHECK(std::ranges::count(notices, MessageId::scrobbleListenRefused, &Message::id) == 1);
}

TEST_CASE_METHOD(Fixture, "the token survives a restart, and is gone when it is forgotten, with what waited") {
    turnOn();
    restart();
    REQUIRE(becomes(State::on));
    hear("a");
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 1; }));
    room->setServer("http://127.0.0.1:9");
    hear("b");
    REQUIRE(becomes(State::waiting, 1));
    room->setToken("");
    REQUIRE(becomes(State::off));
    CHECK(stored() == 0);
    restart();
    REQUIRE(becomes(State::off));
    hear("c");
    CHECK(stored() == 0);
}

TEST_CASE_METHOD(
    Fixture, "while the keyring's dialog is open that is said, and one that is closed leaves no file behind unless it is wanted") {
    using Token = ScrobblingChanged::Token;
    end();
    auto shut = std::make_unique<ShutKeyring>(folder / "secrets");
    auto& keyring = *shut;
    tokens = std::move(shut);
    begin();
    room->setToken("good");
    REQUIRE(becomes(State::keyring));
    keyring.close();
    REQUIRE(becomes([](const auto& now) { return now.state == State::on && now.token == Token::unstored; }));
    CHECK_FALSE(std::filesystem::exists(folder / "secrets" / "listenbrainz"));
    room->keepTokenInFile();
    REQUIRE(becomes([](const auto& now) { return now.state == State::on && now.token == Token::inFile; }));
    CHECK(std::filesystem::exists(folder / "secrets" / "listenbrainz"));
    restart();
    room->tell();
    CHECK(becomes([](const auto& now) { return now.state == State::on && now.token == Token::inFile; }));
}

TEST_CASE_METHOD(Fixture, "a redirection is not followed: the token is for one server") {
    const test::FakeListens other;
    turnOn();
    server.answerOnce({.status = 307, .headers = "Location: " + other.address() + "/1/submit-listens\r\n"});
    hear("a");
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 1; }));
    CHECK(other.requests.empty());
}

TEST_CASE_METHOD(LoveFixture, "a song of a known recording is loved, and no longer, in the order in which it was said") {
    turnOn();
    love(0);
    CHECK(areTold({{kRecordingA, 1}}));
    love(2); // nobody knows which recording this is
    love(1);
    CHECK(areTold({{kRecordingA, 1}, {kRecordingB, 1}}));
    love(0, false);
    CHECK(areTold({{kRecordingA, 1}, {kRecordingB, 1}, {kRecordingA, 0}}));
    CHECK(isSent());
    CHECK(becomes(State::on));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(LoveFixture,
                 "nothing is said of loved songs unless that is wanted, and what waits is forgotten when it is no longer") {
    turnOn();
    room->setLoves(false);
    love(0);
    hear("after");
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 1; }));
    CHECK(isSent());
    CHECK(server.loves.empty());
    room->setLoves(true);
    room->setServer("http://127.0.0.1:9");
    love(0);
    REQUIRE(becomes(State::waiting, 1));
    room->setLoves(false);
    REQUIRE(becomes([](const auto& now) { return now.waiting == 0; }));
    restart();
    room->setLoves(true);
    love(1);
    CHECK(areTold({{kRecordingB, 1}}));
}

TEST_CASE_METHOD(LoveFixture,
                 "loved songs wait on the disk while nobody answers, through a restart, and of each the last word counts") {
    turnOn();
    room->setServer("http://127.0.0.1:9");
    love(0);
    love(1);
    love(0, false);
    hear("c");
    REQUIRE(becomes(State::waiting, 3));
    end();
    CHECK(stored() == 3);
    begin();
    CHECK(areTold({{kRecordingB, 1}, {kRecordingA, 0}}));
    CHECK(server.comesTrue([](const auto& s) { return s.titles == std::vector<std::string>{"c"}; }));
    CHECK(isSent());
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(LoveFixture, "what a broken server was told of a loved song is told again, and what a busy one was told later") {
    turnOn();
    server.answerLoveOnce({.status = 500, .body = "<html>"});
    server.answerLoveOnce({.isTaken = true, .hangsUp = true}); // its answer is lost
    love(0);
    CHECK(areTold({{kRecordingA, 1}, {kRecordingA, 1}})); // the same again, which changes nothing
    CHECK(isSent());
    server.answerLoveOnce({.status = 429, .headers = "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset-In: 1\r\n"});
    love(1);
    CHECK(areTold({{kRecordingA, 1}, {kRecordingA, 1}, {kRecordingB, 1}}));
    REQUIRE(server.requests.size() > server.throttled + 1);
    CHECK(server.requests[server.throttled + 1] - server.requests[server.throttled] >= 950ms);
    CHECK(becomes(State::on));
    CHECK(server.faults.empty());
}

TEST_CASE_METHOD(LoveFixture,
                 "a token that is refused keeps loved songs, and a server that takes none of them keeps back no listen") {
    turnOn();
    server.answerLoveOnce({.status = 401});
    love(0);
    REQUIRE(becomes(State::refused, 1));
    room->tryNow();
    CHECK(areTold({{kRecordingA, 1}}));
    CHECK(becomes(State::on));
    server.answerLoveOnce({.status = 404, .body = "<html>"});
    love(1);
    CHECK(becomes([this](const auto& now) { return now.state == State::on && stored() == 0; }));
    hear("c");
    CHECK(server.comesTrue([](const auto& s) { return s.titles.size() == 1; }));
    CHECK(server.loves.size() == 1);
    CHECK(server.faults.empty());
    const std::lock_guard lock(mutex);
    CHECK(std::ranges::count(notices, MessageId::scrobbleLoveRefused, &Message::id) == 1);
}

TEST_CASE_METHOD(LoveFixture,
                 "a loved song on a disk that is away is told at the next start with that disk, one that left its library never") {
    turnOn();
    {
        const std::lock_guard lock(mutex);
        isDiskAway = true;
    }
    love(0);
    love(1);
    REQUIRE(becomes(State::on, 2));
    CHECK(server.loves.empty());
    writer->run([this](store::Database& database) { store::TrackStore(database, {}).remove(std::vector{songs[1]}); }).get();
    {
        const std::lock_guard lock(mutex);
        isDiskAway = false;
    }
    restart();
    CHECK(areTold({{kRecordingA, 1}}));
    CHECK(isSent());
    CHECK(becomes(State::on));
}
