// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "app/segue/instance_server.h"
#include "app/segue/instance_socket.h"

#include <QSignalSpy>
#include <QTest>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace segue::app;
using namespace std::chrono_literals;
using Action = InstanceOrder::Action;
using Outcome = InstanceClaim::Outcome;

namespace {

InstanceOrder exampleOrder() {
    return {.actions = {Action::raise, Action::playPause},
            .paths = {"/music/a b.mp3", std::string("/music/\xff\n\x01.flac")},
            .demo = true,
            .activationToken = "token-7"};
}

std::string freshName() {
    static int count = 0;
    return "segue-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
}

/// A stranger's socket, connected to the server of that name.
Descriptor callServer(const std::string& name) {
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, name.size());
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    REQUIRE(::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), length) == 0);
    return socket;
}

} // namespace

TEST_CASE("an order comes out as it went in, whatever bytes its paths have") {
    CHECK(decode(encode(exampleOrder())) == exampleOrder());
    CHECK(decode(encode(InstanceOrder{})) == InstanceOrder{});
}

TEST_CASE("what is no whole order is none") {
    const auto whole = encode(exampleOrder());
    for (std::size_t size = 0; size < whole.size(); ++size)
        if (const auto part = decode(whole.substr(0, size)))
            CHECK(encode(*part) == whole.substr(0, size)); // it ends between two fields
    CHECK_FALSE(decode(""));
    CHECK_FALSE(decode(std::string("segue-order-2\0", 14)));
    CHECK_FALSE(decode(std::string("segue-order-1\0action\0explode\0", 29)));
    CHECK_FALSE(decode(std::string(100'000, 'x')));
}

TEST_CASE("actions are known as the command line and as the desktop file write them") {
    for (const auto action : {Action::raise, Action::playPause, Action::next, Action::previous, Action::stop})
        CHECK(actionOf(nameOf(action)) == action);
    CHECK(actionOf("PlayPause") == Action::playPause);
    CHECK(actionOf("NEXT") == Action::next);
    CHECK_FALSE(actionOf("eject"));
}

TEST_CASE("a Segue starts for a file, a look or music, and not for what needs one that runs") {
    CHECK(InstanceOrder{}.mayStart());
    CHECK(InstanceOrder{.actions = {Action::playPause}}.mayStart());
    CHECK_FALSE(InstanceOrder{.actions = {Action::next}}.mayStart());
    CHECK_FALSE(InstanceOrder{.actions = {Action::previous, Action::stop}}.mayStart());
    CHECK(InstanceOrder{.actions = {Action::next}, .paths = {"/a"}}.mayStart());
}

TEST_CASE("databases have names of their own, by their paths as written") {
    CHECK(instanceName("/a/segue.db") == instanceName("/a/./segue.db"));
    CHECK(instanceName("/a/segue.db") != instanceName("/b/segue.db"));
    CHECK(instanceName(std::string(4'000, 'x')).size() < 100);
}

TEST_CASE("the first takes the name, the second hands its order over, and the name is free when the first is gone") {
    const auto name = freshName();
    auto first = claimInstance(name, {}, 1s);
    REQUIRE(first.outcome == Outcome::first);
    REQUIRE(first.socket.isOpen());
    std::optional<InstanceServer> server(std::move(first.socket));
    QSignalSpy orders(&*server, &InstanceServer::ordered);
    std::optional<InstanceClaim> second;
    std::jthread start([&] { second = claimInstance(name, exampleOrder(), 10s); });
    REQUIRE(QTest::qWaitFor([&] { return !orders.isEmpty(); }, 10'000));
    CHECK(orders[0][0].value<InstanceOrder>() == exampleOrder());
    start.join();
    CHECK(second->outcome == Outcome::handedOver);
    server.reset();
    CHECK(claimInstance(name, {}, 1s).outcome == Outcome::first);
}

TEST_CASE("of one that hangs it is said that it does not answer, and one that is ending is waited for") {
    const auto name = freshName();
    std::optional<InstanceClaim> first(claimInstance(name, {}, 1s));
    CHECK(claimInstance(name, {}, 300ms).outcome == Outcome::silent);
    pollfd waiting{first->socket.number(), POLLIN, 0};
    while (::poll(&waiting, 1, 0) == 1) // those who gave up
        ::close(::accept4(first->socket.number(), nullptr, nullptr, SOCK_CLOEXEC));
    std::optional<InstanceClaim> second;
    std::jthread start([&] { second = claimInstance(name, {}, 10s); });
    REQUIRE(::poll(&waiting, 1, 10'000) == 1);
    first.reset();
    start.join();
    CHECK(second->outcome == Outcome::first);
}

TEST_CASE("callers who say nonsense, nothing or too much keep nobody else from being heard") {
    const auto name = freshName();
    auto first = claimInstance(name, {}, 1s);
    InstanceServer server(std::move(first.socket));
    QSignalSpy orders(&server, &InstanceServer::ordered);
    std::vector<Descriptor> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(callServer(name));
        QCoreApplication::processEvents(); // it is let in: no more than a few may wait
    }
    auto wrong = callServer(name);
    CHECK(::send(wrong.number(), "what?", 5, MSG_NOSIGNAL) == 5);
    ::shutdown(wrong.number(), SHUT_WR);
    char answer[16] = {};
    const auto answered = [&] {
        return ::recv(wrong.number(), answer, sizeof answer, MSG_DONTWAIT | MSG_PEEK) == static_cast<ssize_t>(kOrderRefused.size());
    };
    CHECK(QTest::qWaitFor(answered, 10'000));
    CHECK(orders.isEmpty());
    std::optional<InstanceClaim> second;
    std::jthread start([&] { second = claimInstance(name, exampleOrder(), 10s); });
    CHECK(QTest::qWaitFor([&] { return orders.size() == 1; }, 10'000));
    start.join();
    std::optional<InstanceClaim> endless;
    InstanceOrder huge;
    huge.paths.emplace_back(std::string(InstanceServer::kLongest + 100'000, 'x'));
    std::atomic<bool> isOver = false;
    std::jthread flood([&] {
        endless = claimInstance(name, huge, 1s);
        isOver = true;
    });
    CHECK(QTest::qWaitFor([&] { return isOver.load(); }, 10'000));
    CHECK(orders.size() == 1);
}
