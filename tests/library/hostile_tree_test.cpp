// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/folder_walk.h"
#include "engine/library/scan/partial_walk.h"
#include "tests/support/bounded_run.h"
#include "tests/support/files.h"
#include "tests/support/small_disk.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace segue;
using namespace segue::library;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

bool holds(const WalkResult& walk, const fs::path& path) {
    return std::ranges::any_of(walk.files, [&](const FoundFile& file) { return file.path == path; });
}

/// Folders inside one another, deeper than any path can name, with a song in the first and the last. Removes itself, as
/// nothing that goes by paths could.
class DeepTree final {
public:
    DeepTree(const fs::path& root, int depth)
        : m_root(root) {
        int folder = ::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        for (int i = 0; i < depth; ++i) {
            if (i == 0 || i == depth - 1)
                ::close(::openat(folder, "song.mp3", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
            REQUIRE(::mkdirat(folder, "d", 0700) == 0);
            const int next = ::openat(folder, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            ::close(folder);
            folder = next;
        }
        ::close(folder);
    }
    ~DeepTree() { static_cast<void>(!std::system(("rm -rf '" + m_root.string() + "/d'").c_str())); }
    DeepTree(const DeepTree&) = delete;
    DeepTree& operator=(const DeepTree&) = delete;

private:
    fs::path m_root;
};

} // namespace

TEST_CASE("folders ten thousand deep are walked as far as a path reaches, and the rest is said") {
    const test::TemporaryFolder folder;
    const DeepTree tree(folder.path(), 10'000);
    CHECK(test::runBounded(300, 60s, [&] { static_cast<void>(walkFolder(folder.path(), {})); }) == test::BoundedEnd::well);
    const auto walk = walkFolder(folder.path(), {});
    CHECK(holds(walk, "song.mp3"));
    CHECK_FALSE(walk.rootMissing);
    CHECK((walk.files.size() == 2 || !walk.skipped.empty()));
}

TEST_CASE("links in circles, to themselves and to nowhere end, and every song is found once") {
    const test::TemporaryFolder folder;
    fs::create_directories(folder / "a/b");
    test::writeBytes(folder / "a/b/song.mp3", "x");
    fs::create_directory_symlink("..", folder / "a/b/up");
    fs::create_directory_symlink(folder.path(), folder / "a/root");
    fs::create_symlink("self.mp3", folder / "self.mp3");
    fs::create_symlink("second.mp3", folder / "first.mp3");
    fs::create_symlink("first.mp3", folder / "second.mp3");
    fs::create_symlink("/nowhere/song.mp3", folder / "broken.mp3");
    for (int i = 0; i < 100; ++i) // each leads to the next, all into the same folder
        fs::create_directory_symlink(i == 99 ? fs::path("a") : fs::path("l" + std::to_string(i + 1)),
                                     folder / ("l" + std::to_string(i)));
    const auto walk = walkFolder(folder.path(), {});
    CHECK(walk.files.size() == 1);
    CHECK(walk.skipped.size() == 4); // the four that lead nowhere
}

TEST_CASE("pipes, sockets and devices among the music are passed over and never opened") {
    const test::TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "pipe.mp3").c_str(), 0600) == 0);
    fs::create_symlink("pipe.mp3", folder / "to pipe.mp3");
    if (::mknod((folder / "device.mp3").c_str(), S_IFCHR | 0600, makedev(1, 5)) != 0) // zeros without end
        WARN("no device: only root can make one");
    fs::create_symlink("/dev/zero", folder / "zero.mp3");
    fs::create_directory_symlink("/dev/fd", folder / "descriptors");
    test::writeBytes(folder / "song.mp3", "x");
    CHECK(test::runBounded(300, 60s, [&] { static_cast<void>(walkFolder(folder.path(), {})); }) == test::BoundedEnd::well);
    const auto walk = walkFolder(folder.path(), {});
    CHECK(holds(walk, "song.mp3"));
    for (const char* name : {"pipe.mp3", "to pipe.mp3", "device.mp3", "zero.mp3"})
        CHECK_FALSE(holds(walk, name));
}

TEST_CASE("names of 255 bytes and names in no encoding are found as they are") {
    const test::TemporaryFolder folder;
    const std::string longest = std::string(251, 'n') + ".mp3";
    for (const std::string& name : {longest, std::string("\xFF\xFE\x80.mp3"), std::string("caf\xE9.flac"),
                                    std::string("a\nb\t\"'$`.ogg"), std::string("%s%n.wav")}) {
        test::writeBytes(folder / name, "x");
        CHECK(holds(walkFolder(folder.path(), {}), name));
    }
}

TEST_CASE("a folder that may not be read is said to be, and the others are walked") {
    const test::TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::all);
    for (const char* name : {"open", "closed"}) {
        fs::create_directories(folder / name);
        test::writeBytes(folder / (std::string(name) + "/song.mp3"), "x");
        fs::permissions(folder / name, fs::perms::all);
    }
    fs::permissions(folder / "closed", fs::perms::none);
    WalkResult walk;
    {
        const test::AsNobody rights;
        walk = walkFolder(folder.path(), {});
    }
    fs::permissions(folder / "closed", fs::perms::all);
    CHECK(holds(walk, "open/song.mp3"));
    CHECK_FALSE(holds(walk, "closed/song.mp3"));
    REQUIRE(walk.skipped.size() == 1);
    CHECK(walk.skipped[0].path == "closed");
}

TEST_CASE("times from before 1970 and from the far future are times, and the same ones whoever looks") {
    const test::TemporaryFolder folder;
    std::vector<std::int64_t> stamps;
    for (const std::int64_t seconds :
         {std::int64_t{-2'000'000'000}, std::int64_t{0}, std::int64_t{4'000'000'000}, std::int64_t{15'000'000'000}}) {
        test::writeBytes(folder / "song.mp3", "x");
        const std::array<timespec, 2> times{timespec{seconds, 5}, timespec{seconds, 5}};
        REQUIRE(::utimensat(AT_FDCWD, (folder / "song.mp3").c_str(), times.data(), 0) == 0);
        const auto walk = walkFolder(folder.path(), {});
        REQUIRE(walk.files.size() == 1);
        const auto alone = listFolder(folder.path(), {});
        REQUIRE(alone.files.size() == 1);
        CHECK(alone.files[0].stamp.modifiedNs == walk.files[0].stamp.modifiedNs);
        stamps.push_back(walk.files[0].stamp.modifiedNs);
    }
    CHECK(std::ranges::is_sorted(stamps));
    CHECK(stamps.front() < 0);
    CHECK(stamps.back() > 0);
}
