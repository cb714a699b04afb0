// SPDX-License-Identifier: GPL-3.0-or-later
//
// Getting a network that others published, from the click to the folder of bundles, against a server that does what servers do.
#include "app/network/network_parts.h"
#include "app/network/qt_fetch.h"
#include "tests/app/network/offer_fixture.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/small_disk.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <spawn.h>
#include <sys/wait.h>

using namespace segue;
using test::OfferFixture;
using State = NetworkOffer::State;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCut = 300'000;

// Qt may ask a second time by itself where a connection ended early, even late: requests are counted from below, or from far above,
// and their order says nothing.

std::string headerOf(const test::WireRequest& request, const std::string& name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string() : found->second;
}

/// Where a request goes on; 0: it is for all.
std::size_t startOf(const test::WireRequest& request) {
    const auto range = headerOf(request, "range");
    return range.empty() ? 0 : std::stoul(range.substr(std::string("bytes=").size()));
}

/// The first answer stops in the middle, with the connection open.
void stallFirst(test::FakeOrigin& origin) {
    origin.twist([](std::size_t number, const auto&, auto& answer) {
        if (number == 0)
            answer.stallsAfter = kCut;
    });
}

bool isAskedFrom(test::FakeOrigin& origin, std::size_t first, const std::string& etag) {
    return std::ranges::any_of(
        origin.asked(), [&](const auto& request) { return startOf(request) == first && headerOf(request, "if-range") == etag; });
}

/// The connection breaks in the middle, when all that was sent has reached the disk: what is under way then may be lost.
void cut(OfferFixture& fixture, test::WireAnswer& answer) {
    answer.cutAfter = kCut;
    answer.beforeEnd = [&fixture] { static_cast<void>(fixture.isOnDisk(kCut)); };
}

void cutFirst(OfferFixture& fixture) {
    fixture.origin.twist([&fixture](std::size_t number, const auto&, auto& answer) {
        if (number == 0)
            cut(fixture, answer);
    });
}

} // namespace

TEST_CASE_METHOD(OfferFixture, "looking at what is offered asks no server anything") {
    const auto offer = now();
    CHECK(offer.state == State::offered);
    CHECK(offer.bytes == bytes.size());
    CHECK(offer.hosts == std::vector<std::string>{"a.example"});
    CHECK(offer.received == 0);
    CHECK(told.back().mayFetch);
    CHECK(told.back().own.sameGenreAt10 == 0.650);
    CHECK(origin.asked().empty());
    CHECK(leftovers().empty());
}

TEST_CASE_METHOD(OfferFixture, "a network is fetched, checked and added, and nothing is left beside it") {
    CHECK(get().state == State::installed);
    REQUIRE(isInstalled());
    CHECK(leftovers().empty());
    CHECK(notices.back().message.id() == MessageId::downloadReady);
    const auto asked = origin.asked();
    REQUIRE(!asked.empty());
    CHECK(headerOf(asked[0], "range").empty());
    CHECK(headerOf(asked[0], "accept-encoding") == "identity");
    CHECK(headerOf(asked[0], "cookie").empty());
    CHECK(headerOf(asked[0], "user-agent") == "Segue");
    CHECK_THAT(test::readBytes(own / "artist-siamese 1" / "MODEL_CARD.md"),
               Contains("Segue fetched it when you asked for it, from https://a.example/networks/artist.npz"));
    CHECK(now().state == State::installed);
    bool wasTried = false;
    for (const auto& event : told)
        wasTried = wasTried || event.offers.front().state == State::trying;
    CHECK(wasTried);
    fs::remove_all(own / "artist-siamese 1");
    CHECK(now().state == State::offered);
}

TEST_CASE_METHOD(OfferFixture, "a server that is not there is said by its name, and nothing is left") {
    {
        const test::LoopbackServer gone([](const auto&) { return test::WireAnswer{}; });
        base = "http://127.0.0.1:" + std::to_string(gone.port());
    }
    start();
    const auto offer = get();
    CHECK(offer.state == State::offered);
    CHECK(offer.problem.id() == MessageId::downloadUnreachable);
    CHECK_THAT(test::said(offer.problem), Contains("127.0.0.1"));
    CHECK(offer.received == 0);
    CHECK_FALSE(isInstalled());
}

TEST_CASE_METHOD(OfferFixture, "a server that refuses is said with its answer") {
    for (const int status : {404, 500}) {
        origin.twist(
            [status](std::size_t, const auto&, auto& answer) { answer = {.status = status, .body = "<html>sorry</html>"}; });
        const auto offer = get();
        CHECK(offer.problem.id() == MessageId::downloadRefused);
        CHECK_THAT(test::said(offer.problem), Contains(std::to_string(status)));
        CHECK(offer.state == State::offered);
        CHECK_FALSE(origin.asked().empty());
    }
    CHECK_FALSE(fs::exists(part()));
}

TEST_CASE_METHOD(OfferFixture, "a file with another hash is removed, and nothing is added") {
    auto other = bytes;
    other[other.size() / 2] ^= 1;
    origin.put(kPath, {.bytes = other});
    const auto offer = get();
    CHECK(offer.problem.id() == MessageId::downloadDiffers);
    CHECK_THAT(test::said(offer.problem), Contains("SHA-256"));
    CHECK(leftovers() == std::vector<std::string>{".artist-siamese.download"}); // empty
    CHECK_FALSE(isInstalled());
    origin.put(kPath, {.bytes = bytes});
    CHECK(get().state == State::installed);
}

TEST_CASE_METHOD(OfferFixture, "a connection that is cut in the middle is taken up where it ended") {
    cutFirst(*this);
    CHECK(get().state == State::installed);
    CHECK(isAskedFrom(origin, kCut, "\"first\""));
}

TEST_CASE_METHOD(OfferFixture, "a server that always cuts is given up, and what came stays for the next click") {
    origin.twist([this](std::size_t number, const auto&, auto& answer) {
        if (number == 0)
            cut(*this, answer);
        else
            answer.cutAfter = 0;
    });
    const auto offer = get();
    CHECK(offer.problem.id() == MessageId::downloadUnreachable);
    CHECK(origin.asked().size() >= 2);
    CHECK(origin.asked().size() <= 16);
    CHECK(now().received == kCut);
    origin.twist({});
    CHECK(get().state == State::installed);
    CHECK(isAskedFrom(origin, kCut, "\"first\""));
}

TEST_CASE_METHOD(OfferFixture, "a server that cuts and has no marks of its files is not asked for ever") {
    origin.put(kPath, {.bytes = bytes, .etag = "W/\"weak\""});
    origin.twist([this](std::size_t, const auto&, auto& answer) { cut(*this, answer); });
    CHECK(get().problem.id() == MessageId::downloadUnreachable);
    CHECK(origin.asked().size() <= 16);
    for (const auto& request : origin.asked())
        CHECK(startOf(request) == 0);
}

TEST_CASE_METHOD(OfferFixture, "a file that changed between two attempts is fetched anew") {
    origin.put(kPath, {.bytes = std::string(bytes.size(), 'x')}); // as it was before
    origin.twist([this](std::size_t number, const auto&, auto& answer) {
        if (number == 0)
            cut(*this, answer);
        else
            answer = {.body = bytes, .headers = {{"ETag", "\"second\""}}}; // If-Range no longer holds
    });
    CHECK(get().state == State::installed);
    CHECK(origin.asked().size() >= 2);
}

TEST_CASE_METHOD(OfferFixture, "a server that ignores If-Range is asked anew by its mark") {
    origin.put(kPath, {.bytes = std::string(bytes.size(), 'x')});
    origin.twist([this](std::size_t number, const auto& request, auto& answer) {
        if (number == 0)
            cut(*this, answer);
        else if (request.headers.contains("range"))
            answer.headers["ETag"] = "\"second\"";
        else
            answer = {.body = bytes, .headers = {{"ETag", "\"second\""}}};
    });
    origin.put(kPath, {.bytes = bytes});
    CHECK(get().state == State::installed);
    CHECK(origin.asked().size() >= 3);
}

TEST_CASE_METHOD(OfferFixture, "a server without ranges gives all of it again") {
    origin.put(kPath, {.bytes = bytes, .hasRanges = false});
    cutFirst(*this);
    CHECK(get().state == State::installed);
    CHECK(isAskedFrom(origin, kCut, "\"first\""));
}

TEST_CASE_METHOD(OfferFixture, "a range that was not asked for is not taken") {
    origin.twist([this](std::size_t number, const auto& request, auto& answer) {
        if (number == 0)
            cut(*this, answer);
        else if (request.headers.contains("range"))
            answer.headers["Content-Range"] = "bytes 0-" + std::to_string(bytes.size() - 1) + "/" + std::to_string(bytes.size());
    });
    CHECK(get().state == State::installed);
    CHECK(isAskedFrom(origin, kCut, "\"first\""));
    CHECK(origin.asked().size() >= 3);
}

TEST_CASE_METHOD(OfferFixture, "more than was promised is not taken, and neither is what never ends") {
    origin.put(kPath, {.bytes = bytes + "and more"});
    CHECK(get().problem.id() == MessageId::downloadDiffers);
    CHECK_FALSE(fs::exists(part()));
    origin.twist([](std::size_t, const auto&, auto& answer) {
        answer.body = std::string(100'000, 'x');
        answer.isEndless = true;
    });
    CHECK(get().problem.id() == MessageId::downloadDiffers);
    CHECK_FALSE(fs::exists(part()));
    for (const auto& event : told)
        CHECK(event.offers.front().received <= bytes.size());
    origin.twist([this](std::size_t, const auto&, auto& answer) { answer = {.body = bytes.substr(0, 1000)}; }); // and less
    CHECK(get().problem.id() == MessageId::downloadDiffers);
    CHECK_FALSE(isInstalled());
}

TEST_CASE_METHOD(OfferFixture, "how much has come is told while it comes") {
    stallFirst(origin);
    jobs->get(kName);
    waitFor(kCut);
    const auto offer = now();
    CHECK(offer.state == State::fetching);
    CHECK(offer.received == kCut);
    CHECK(offer.bytes == bytes.size());
}

TEST_CASE_METHOD(OfferFixture, "cancelling ends it at once and removes what came") {
    stallFirst(origin);
    jobs->get(kName);
    waitFor(kCut);
    jobs->cancel(kName);
    REQUIRE(wait([&] { return told.back().offers.front().state == State::offered; }));
    CHECK(told.back().offers.front().received == 0);
    CHECK(leftovers().empty());
    CHECK(notices.empty());
    CHECK(get().state == State::installed);
    for (const auto& request : origin.asked())
        CHECK(startOf(request) == 0);
}

TEST_CASE_METHOD(OfferFixture, "pressing Get again while a cancelled one ends begins anew") {
    stallFirst(origin);
    jobs->get(kName);
    jobs->get(kName); // twice is once
    waitFor(kCut);
    jobs->cancel(kName);
    CHECK(get().state == State::installed);
    CHECK(origin.asked().size() >= 2);
}

TEST_CASE_METHOD(OfferFixture, "when Segue ends in the middle, the next click of the next start goes on") {
    stallFirst(origin);
    jobs->get(kName);
    waitFor(kCut);
    jobs->stop();
    const auto before = origin.asked().size();
    start();
    CHECK(now().received == kCut);
    CHECK(origin.asked().size() == before); // by itself nothing goes on
    CHECK(get().state == State::installed);
    CHECK(isAskedFrom(origin, kCut, "\"first\""));
    CHECK(leftovers().empty());
}

/// What the test below kills: it never ends by itself.
TEST_CASE("a Segue that fetches until it is killed", "[.killed]") {
    OfferFixture fixture;
    fixture.own = std::getenv("SEGUE_TEST_OWN");
    fixture.base = std::getenv("SEGUE_TEST_BASE");
    fixture.start();
    fixture.jobs->get(OfferFixture::kName);
    static_cast<void>(fixture.wait([] { return false; }));
}

TEST_CASE_METHOD(OfferFixture, "when Segue is killed in the middle, the next click of the next start goes on") {
    stallFirst(origin);
    ::setenv("SEGUE_TEST_OWN", own.c_str(), 1);
    ::setenv("SEGUE_TEST_BASE", base.c_str(), 1);
    std::string program = "/proc/self/exe", wanted = "[.killed]";
    char* const words[]{program.data(), wanted.data(), nullptr};
    pid_t child = 0;
    REQUIRE(::posix_spawn(&child, fs::read_symlink(program).c_str(), nullptr, nullptr, words, ::environ) == 0);
    waitFor(kCut);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CHECK(now().received == kCut);
    CHECK(get().state == State::installed);
    CHECK(isAskedFrom(origin, kCut, "\"first\""));
    CHECK(leftovers().empty());
}

TEST_CASE_METHOD(OfferFixture, "a disk that is full is said, and nothing of the network is left on it") {
    const auto disk = test::SmallDisk::mount(folder / "disk", 600'000);
    if (!disk) {
        WARN("skipped: no right to mount");
        return;
    }
    own = disk->path() / "own";
    start();
    const auto offer = get();
    CHECK(offer.problem.id() == MessageId::downloadNoRoom);
    CHECK_THAT(test::said(offer.problem), Contains("MB"));
    CHECK(leftovers().empty());
}

TEST_CASE_METHOD(OfferFixture, "a disk that is full only when the network is added is said likewise") {
    const auto disk = test::SmallDisk::mount(folder / "disk", bytes.size() + 100'000);
    if (!disk) {
        WARN("skipped: no right to mount");
        return;
    }
    own = disk->path() / "own";
    start();
    CHECK(get().problem.id() == MessageId::downloadNoRoom);
    CHECK(leftovers().empty());
}

TEST_CASE_METHOD(OfferFixture, "a folder that cannot be written to is said before anything is asked") {
    fs::create_directories(folder / "locked");
    fs::permissions(folder / "locked", fs::perms::owner_read | fs::perms::owner_exec);
    own = folder / "locked" / "own";
    const test::AsNobody nobody;
    start();
    CHECK(get().problem.id() == MessageId::folderCannotBeMade);
    CHECK(origin.asked().empty());
}

TEST_CASE_METHOD(OfferFixture, "a library that is open for reading only gets no networks, and asks nobody") {
    isReadOnly = true;
    start();
    const auto offer = get();
    CHECK(offer.problem.id() == MessageId::downloadUnusable);
    CHECK_THAT(test::said(offer.problem), Contains("/nowhere/segue.db"));
    CHECK_FALSE(told.back().mayFetch);
    CHECK(origin.asked().empty());
}

TEST_CASE_METHOD(OfferFixture, "a network whose name is taken is not fetched") {
    auto spec = test::scriptedSpec();
    spec.name = kName;
    test::writeBundle(own / "mine", spec);
    CHECK(now().state == State::installed);
    const auto offer = get();
    CHECK_THAT(test::said(offer.problem), Contains("Another network with the name artist-siamese and version 1 is installed"));
    CHECK(origin.asked().empty());
}

TEST_CASE_METHOD(OfferFixture, "a network that fails its trial is not added, and is said with the reason") {
    trialSays = Message("It hears nothing.");
    const auto offer = get();
    CHECK(offer.state == State::offered);
    CHECK_THAT(test::said(offer.problem), Contains("artist-siamese cannot be added. It hears nothing."));
    CHECK(leftovers().empty());
}

TEST_CASE_METHOD(OfferFixture, "a network is added from a file as it is published") {
    test::writeBytes(folder / "mine.npz", bytes);
    jobs->addPublished(folder / "mine.npz");
    REQUIRE(wait([&] { return !notices.empty() && !told.back().isAdding; }));
    CHECK(notices.back().message.id() == MessageId::networkReady);
    CHECK(isInstalled());
    CHECK(leftovers().empty());
    CHECK(origin.asked().empty());
    notices.clear();
    test::writeBytes(folder / "nonsense.npz", test::junk(1000));
    jobs->addPublished(folder / "nonsense.npz");
    REQUIRE(wait([&] { return !notices.empty() && !told.back().isAdding; }));
    CHECK(notices.back().level == Notice::Level::error);
}

TEST_CASE_METHOD(OfferFixture, "redirections are followed on this computer only, and not for ever") {
    origin.put("/elsewhere", {.bytes = bytes});
    const auto leadTo = [this](const std::string& where) {
        origin.twist([where](std::size_t, const auto& request, auto& answer) {
            if (request.path == kPath)
                answer = {.status = 302, .headers = {{"Location", where}}};
        });
    };
    for (const char* far : {"http://a.example/x", "https://a.example/x", "file:///etc/passwd", "http://localhost:1/x", ""}) {
        leadTo(far);
        const auto offer = get();
        CHECK(offer.problem.id() == MessageId::downloadUnreachable);
        CHECK(origin.asked().size() <= 12);
    }
    leadTo(kPath);
    CHECK(get().problem.id() == MessageId::downloadUnreachable);
    CHECK(origin.asked().size() >= 6);
    leadTo("/elsewhere");
    CHECK(get().state == State::installed);
}

TEST_CASE("a server that says nothing is given up") {
    test::FakeOrigin origin;
    origin.twist([](std::size_t, const auto&, auto& answer) { answer.isSilent = true; });
    struct Nothing final : FetchSink {
        bool begin(const FetchHead&) override { return true; }
        bool take(std::span<const char>) override { return true; }
    } sink;
    const auto end = app::makeQtFetch(std::chrono::milliseconds(50))->fetch(origin.address() + "/x", {}, sink, {});
    CHECK_FALSE(end.isWhole);
    CHECK_FALSE(end.problem.empty());
    CHECK_FALSE(app::makeQtFetch()->fetch("http://a.example/x", {}, sink, {}).problem.empty());
}

TEST_CASE("what a sink throws comes out of the fetching") {
    test::FakeOrigin origin;
    origin.put("/x", {.bytes = std::string(1'000'000, 'x')});
    struct Full final : FetchSink {
        bool begin(const FetchHead&) override { return true; }
        bool take(std::span<const char>) override { throw Error(ErrorKind::noSpace, "full"); }
    } sink;
    CHECK_THROWS_AS(app::makeQtFetch()->fetch(origin.address() + "/x", {}, sink, {}), Error);
}

TEST_CASE("only a server on this computer may stand for those of the networks") {
    const test::TemporaryFolder folder;
    ::setenv("SEGUE_TOKEN_STORE", "memory", 1);
    for (const char* far :
         {"http://a.example", "https://a.example", "http://localhost:80", "http://127.0.0.1.a.example:80", "nonsense"}) {
        ::setenv("SEGUE_NETWORKS_BASE", far, 1);
        CHECK_THROWS_AS(app::makeNetwork(folder.path()), Error);
    }
    ::setenv("SEGUE_NETWORKS_BASE", "http://127.0.0.1:4321", 1);
    CHECK(app::makeNetwork(folder.path()).networks == "http://127.0.0.1:4321");
    ::unsetenv("SEGUE_NETWORKS_BASE");
    CHECK(app::makeNetwork(folder.path()).networks.empty());
    ::unsetenv("SEGUE_TOKEN_STORE");
}
