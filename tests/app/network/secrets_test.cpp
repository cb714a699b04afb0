// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/keyring.h"
#include "app/network/secret_file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <QCoreApplication>

#include <cstdlib>
#include <future>
#include <sys/stat.h>

using namespace segue;

namespace {

using Place = TokenStore::Place;

unsigned modeOf(const std::filesystem::path& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

/// On another thread, while the application's goes on: so the engine does it.
template <typename Job>
auto elsewhere(Job job) {
    auto outcome = std::async(std::launch::async, job);
    while (outcome.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    return outcome.get();
}

} // namespace

TEST_CASE("without a keyring a secret lies where the user alone can read it") {
    const test::TemporaryFolder folder;
    const auto store = app::makeSecretFiles(folder / "secrets");
    CHECK_FALSE(store->read("listenbrainz"));
    const auto before = ::umask(0);
    CHECK(store->write("listenbrainz", "one").place == Place::file);
    CHECK(store->write("listenbrainz", "two").place == Place::file);
    ::umask(before);
    CHECK(modeOf(folder / "secrets" / "listenbrainz") == 0600);
    CHECK(modeOf(folder / "secrets") == 0700);
    CHECK(app::makeSecretFiles(folder / "secrets")->read("listenbrainz")->words == "two");
    store->remove("listenbrainz");
    CHECK_FALSE(store->read("listenbrainz"));
    CHECK(std::filesystem::is_empty(folder / "secrets"));
}

TEST_CASE("a secret that cannot be kept is said so") {
    const test::TemporaryFolder folder;
    const auto store = app::makeSecretFiles("/proc/none/secrets");
    const auto kept = store->write("listenbrainz", "one");
    CHECK(kept.place == Place::nowhere);
    CHECK_FALSE(kept.why.empty());
    CHECK_FALSE(store->read("listenbrainz"));
}

TEST_CASE("where no keyring answers, a secret is kept in a file all the same") {
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/segue", 1);
    const test::TemporaryFolder folder;
    const auto store = app::makeKeyring(app::makeSecretFiles(folder / "secrets"));
    CHECK_FALSE(elsewhere([&] { return store->read("listenbrainz"); }));
    CHECK(elsewhere([&] { return store->write("listenbrainz", "one"); }).place == Place::file);
    const auto found = elsewhere([&] { return store->read("listenbrainz"); });
    REQUIRE(found);
    CHECK(found->words == "one");
    CHECK(found->place == Place::file);
    elsewhere([&] { return store->remove("listenbrainz"), true; });
    CHECK_FALSE(elsewhere([&] { return store->read("listenbrainz"); }));
}

// Hidden, since it needs a desktop's keyring: dbus-run-session -- sh -c 'echo | gnome-keyring-daemon --unlock; network_test
// "[keyring]"'
TEST_CASE("with a keyring a secret lies there, and in no file", "[.keyring]") {
    const test::TemporaryFolder folder;
    const auto open = [&] { return app::makeKeyring(app::makeSecretFiles(folder / "secrets")); };
    CHECK(elsewhere([&] { return open()->write("listenbrainz", "one"); }).place == Place::keyring);
    CHECK_FALSE(std::filesystem::exists(folder / "secrets" / "listenbrainz"));
    CHECK(elsewhere([&] { return open()->read("listenbrainz"); })->words == "one");
    elsewhere([&] { return open()->remove("listenbrainz"), true; });
    CHECK_FALSE(elsewhere([&] { return open()->read("listenbrainz"); }));
}
