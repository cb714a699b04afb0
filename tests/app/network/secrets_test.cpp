// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/secret_file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace segue;

namespace {

unsigned modeOf(const std::filesystem::path& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

} // namespace

TEST_CASE("without a keyring a secret lies where the user alone can read it") {
    const test::TemporaryFolder folder;
    const auto store = app::makeSecretFiles(folder / "secrets");
    CHECK_FALSE(store->read("listenbrainz"));
    const auto before = ::umask(0);
    CHECK(store->write("listenbrainz", "one").empty());
    CHECK(store->write("listenbrainz", "two").empty());
    ::umask(before);
    CHECK(modeOf(folder / "secrets" / "listenbrainz") == 0600);
    CHECK(modeOf(folder / "secrets") == 0700);
    CHECK(app::makeSecretFiles(folder / "secrets")->read("listenbrainz") == "two");
    store->remove("listenbrainz");
    CHECK_FALSE(store->read("listenbrainz"));
    CHECK(std::filesystem::is_empty(folder / "secrets"));
}

TEST_CASE("a secret that cannot be kept is said so") {
    const test::TemporaryFolder folder;
    const auto store = app::makeSecretFiles("/proc/none/secrets");
    CHECK_FALSE(store->write("listenbrainz", "one").empty());
    CHECK_FALSE(store->read("listenbrainz"));
}
