// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/folder_walk.h"
#include "engine/library/watch/folder_watch.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <unistd.h>

using namespace segue;
using namespace segue::library;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A watch on a real folder, and what it told.
struct Fixture {
    test::TemporaryFolder folder;
    fs::path root = fs::canonical(folder.path()) / "music";
    std::mutex mutex;
    std::condition_variable told;
    std::vector<TouchedFolder> touched;
    std::vector<LibraryId> looks;
    std::unique_ptr<FolderWatch> watch;

    Fixture() { fs::create_directories(root); }
    ~Fixture() { watch.reset(); }

    Watching start(FolderWatchOptions options = {}) {
        watch = std::make_unique<FolderWatch>(std::move(options), FolderWatchEvents{.changed =
                                                                                        [this](FolderChanges changes) {
                                                                                            const std::lock_guard lock(mutex);
                                                                                            touched.insert(touched.end(),
                                                                                                           changes.folders.begin(),
                                                                                                           changes.folders.end());
                                                                                            told.notify_all();
                                                                                        },
                                                                                    .look =
                                                                                        [this](LibraryId library) {
                                                                                            const std::lock_guard lock(mutex);
                                                                                            looks.push_back(library);
                                                                                            told.notify_all();
                                                                                        }});
        return cover();
    }
    Watching cover(LibraryId id = 1) { return watch->cover({.id = id, .name = "Music", .root = root}); }

    bool isTouched(const fs::path& where, bool deep = false) {
        return wait([&] {
            return std::ranges::any_of(touched, [&](const TouchedFolder& one) { return one.path == where && (one.deep || !deep); });
        });
    }
    bool isLookedAt(std::size_t times = 1) {
        return wait([&] { return looks.size() >= times; });
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return told.wait_for(lock, 60s, condition);
    }
    void forgetTold() {
        const std::lock_guard lock(mutex);
        touched.clear();
        looks.clear();
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "a song that comes, changes or goes is told with its folder") {
    fs::create_directories(root / "a/b");
    REQUIRE(start() == Watching::atOnce);
    test::writeBytes(root / "a/b/x.mp3", "x");
    CHECK(isTouched("a/b"));
    forgetTold();
    test::writeBytes(root / "a/b/x.mp3", "xx");
    CHECK(isTouched("a/b"));
    forgetTold();
    fs::rename(root / "a/b/x.mp3", root / "a/y.mp3");
    CHECK(isTouched("a"));
    CHECK(isTouched("a/b"));
    forgetTold();
    fs::remove(root / "a/y.mp3");
    CHECK(isTouched("a"));
}

TEST_CASE_METHOD(Fixture, "folders that come are watched, with all that was put into them before anybody could") {
    start();
    fs::create_directories(root / "new/deep/deeper");
    CHECK(isTouched("new", true));
    forgetTold();
    test::writeBytes(root / "new/deep/deeper/x.mp3", "x");
    CHECK(isTouched("new/deep/deeper"));
}

TEST_CASE_METHOD(Fixture, "a folder that is renamed is told under both names, and watched under the new one") {
    fs::create_directories(root / "old/deep");
    start();
    fs::rename(root / "old", root / "new");
    CHECK(isTouched("old", true));
    CHECK(isTouched("new", true));
    forgetTold();
    test::writeBytes(root / "new/deep/x.mp3", "x");
    CHECK(isTouched("new/deep"));
    const std::lock_guard lock(mutex);
    CHECK(std::ranges::none_of(touched, [](const TouchedFolder& one) { return one.path.native().starts_with("old"); }));
}

TEST_CASE_METHOD(Fixture, "a real file that somebody has open is told when it is closed") {
    start({.written = 1h});
    const int file = ::open((root / "x.mp3").c_str(), O_CREAT | O_WRONLY, 0644);
    REQUIRE(file >= 0);
    REQUIRE(::write(file, "x", 1) == 1);
    test::writeBytes(root / "y.mp3", "y"); // told: by then it was seen that x is being written
    REQUIRE(isTouched(""));
    CHECK(watch->unfinished(1) == std::set<fs::path>{"x.mp3"});
    forgetTold();
    ::close(file);
    CHECK(isTouched(""));
    CHECK(watch->unfinished(1).empty());
}

TEST_CASE_METHOD(Fixture, "a song that is linked into the folder is told, although nobody closes it") {
    test::writeBytes(folder / "aside.mp3", "x");
    start();
    fs::create_hard_link(folder / "aside.mp3", root / "hard.mp3");
    CHECK(isTouched(""));
    forgetTold();
    fs::create_directories(folder / "album");
    fs::create_directory_symlink(folder / "album", root / "linked");
    CHECK(isTouched("linked", true));
    forgetTold();
    test::writeBytes(folder / "album/x.mp3", "x");
    CHECK(isTouched("linked"));
}

TEST_CASE_METHOD(Fixture, "a link to a folder of the library is not told, and that folder keeps its own name") {
    fs::create_directories(root / "real");
    start();
    fs::create_directory_symlink("real", root / "link");
    test::writeBytes(root / "real/x.mp3", "x");
    CHECK(wait([&] { return !touched.empty(); }));
    const std::lock_guard lock(mutex);
    CHECK(std::ranges::all_of(touched, [](const TouchedFolder& one) { return one.path == "real"; }));
}

TEST_CASE_METHOD(Fixture, "a folder that two links lead to is told under the name that a whole walk finds it by") {
    fs::create_directories(folder / "album");
    test::writeBytes(folder / "album/x.mp3", "x");
    fs::create_directory_symlink(folder / "album", root / "first");
    fs::create_directory_symlink(folder / "album", root / "second");
    const auto walk = walkFolder(root, {});
    REQUIRE(walk.files.size() == 1);
    start();
    test::writeBytes(folder / "album/y.mp3", "y");
    CHECK(wait([&] { return !touched.empty(); }));
    const std::lock_guard lock(mutex);
    CHECK(touched[0].path == fs::path(walk.files[0].path).parent_path());
}

TEST_CASE_METHOD(Fixture, "pictures, texts and hidden files are not told") {
    start();
    test::writeBytes(root / "cover.jpg", "x");
    test::writeBytes(root / ".x.mp3.part", "x");
    fs::create_directories(root / "after");
    REQUIRE(isTouched("after", true));
    const std::lock_guard lock(mutex);
    CHECK(touched.size() == 1);
}

TEST_CASE_METHOD(Fixture, "a root that goes and comes back is told, however it went") {
    start();
    SECTION("itself") {
        fs::rename(root, folder / "unplugged");
        REQUIRE(isLookedAt());
        CHECK(cover() != Watching::none);
        forgetTold();
        fs::rename(folder / "unplugged", root);
        CHECK(isLookedAt());
    }
    SECTION("with the folder around it") {
        root = fs::canonical(folder.path()) / "media/drive/music";
        fs::create_directories(root);
        cover();
        test::writeBytes(root / "x.mp3", "x");
        REQUIRE(isTouched("")); // it knows of the new root
        forgetTold();
        fs::rename(folder / "media", folder / "elsewhere");
        REQUIRE(isLookedAt());
        forgetTold();
        fs::create_directories(folder / "media"); // on the way to it
        fs::rename(folder / "elsewhere/drive", folder / "media/drive");
        CHECK(isLookedAt());
    }
    SECTION("removed and made again") {
        fs::remove_all(root);
        REQUIRE(isLookedAt());
        forgetTold();
        fs::create_directories(root);
        REQUIRE(isLookedAt());
        cover();
        forgetTold();
        test::writeBytes(root / "x.mp3", "x");
        CHECK(isTouched(""));
    }
}

TEST_CASE_METHOD(Fixture, "what went elsewhere with an old root is not told once there is a new one") {
    fs::create_directories(root / "album");
    start();
    fs::rename(root, folder / "elsewhere");
    fs::create_directories(root);
    REQUIRE(isLookedAt());
    cover();
    forgetTold();
    test::writeBytes(folder / "elsewhere/album/x.mp3", "x");
    test::writeBytes(root / "y.mp3", "y");
    REQUIRE(isTouched(""));
    const std::lock_guard lock(mutex);
    CHECK(touched.size() == 1);
}

TEST_CASE_METHOD(Fixture, "where there are more folders than can be watched, the library is looked through now and then") {
    for (const char* name : {"a", "b", "c"})
        fs::create_directories(root / name);
    REQUIRE(start({.mostFolders = 3, .period = 10ms}) == Watching::periodicFolders);
    CHECK(isLookedAt(2));
    CHECK(watch->watching(1) == Watching::periodicFolders);
}

TEST_CASE_METHOD(Fixture, "a folder that comes when there is no more room makes its library periodic, and is not overlooked") {
    REQUIRE(start({.mostFolders = 2, .period = 10ms}) == Watching::atOnce);
    fs::create_directories(root / "a/b");
    CHECK(isLookedAt());
    CHECK(wait([&] { return watch->watching(1) == Watching::periodicFolders; }));
}

TEST_CASE_METHOD(Fixture, "a folder on the network is looked through now and then") {
    CHECK(start({.period = 10ms, .isRemote = [](const fs::path&) { return true; }}) == Watching::periodicNetwork);
    CHECK(isLookedAt(2));
}

TEST_CASE_METHOD(Fixture, "when nobody wants to know of changes, only that the root comes or goes is told") {
    REQUIRE(start({.wanted = false}) == Watching::none);
    test::writeBytes(root / "x.mp3", "x");
    fs::rename(root, folder / "unplugged");
    CHECK(isLookedAt());
    const std::lock_guard lock(mutex);
    CHECK(touched.empty());
}

TEST_CASE_METHOD(Fixture, "a folder that lies in two libraries is told to both, one that is forgotten to nobody") {
    fs::create_directories(root / "inner");
    start();
    watch->cover({.id = 2, .name = "Inner", .root = root / "inner"});
    test::writeBytes(root / "inner/x.mp3", "x");
    CHECK(isTouched("inner"));
    CHECK(isTouched(""));
    watch->forget(1);
    forgetTold();
    test::writeBytes(root / "inner/y.mp3", "y");
    CHECK(isTouched(""));
    const std::lock_guard lock(mutex);
    CHECK(std::ranges::none_of(touched, [](const TouchedFolder& one) { return one.path == "inner"; }));
}

TEST_CASE_METHOD(Fixture, "what it costs to watch 20,000 folders", "[.bench]") {
    constexpr int kArtists = 2000, kAlbums = 9;
    for (int artist = 0; artist < kArtists; ++artist)
        for (int album = 0; album < kAlbums; ++album)
            fs::create_directories(root / ("Some Artist " + std::to_string(artist)) / ("A Typical Album " + std::to_string(album)));
    const auto memory = [] {
        std::ifstream status("/proc/self/statm");
        long total = 0, resident = 0;
        status >> total >> resident;
        return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
    };
    const auto processor = [] { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    const double memoryBefore = memory();
    double before = processor();
    REQUIRE(start() == Watching::atOnce);
    std::printf("%d folders: %.1f ms CPU, %.1f MB\n", kArtists * (kAlbums + 1) + 1, processor() - before, memory() - memoryBefore);
    before = processor();
    static_cast<void>(cover());
    std::printf("again: %.1f ms CPU\n", processor() - before);
    before = processor();
    fs::rename(root / "Some Artist 7", root / "Renamed");
    REQUIRE(isTouched("Renamed", true));
    std::printf("a folder renamed: %.1f ms CPU\n", processor() - before);
    before = processor();
    static_cast<void>(wait([until = std::chrono::steady_clock::now() + 5s] { return std::chrono::steady_clock::now() > until; }));
    std::printf("idle for a minute: %.3f ms CPU\n", processor() - before);
}

TEST_CASE("what an event throws ends no watch: it is told, and everything is looked at") {
    test::TemporaryFolder folder;
    const auto root = fs::canonical(folder.path());
    std::mutex mutex;
    std::condition_variable told;
    Message problem;
    std::size_t changes = 0;
    FolderWatch watch({}, {.changed =
                               [&](const FolderChanges&) {
                                   const std::lock_guard lock(mutex);
                                   told.notify_all();
                                   if (++changes == 1)
                                       throw std::bad_alloc();
                               },
                           .look = [](LibraryId) {},
                           .problem =
                               [&](const Message& what) {
                                   const std::lock_guard lock(mutex);
                                   problem = what;
                                   told.notify_all();
                               }});
    REQUIRE(watch.cover({.id = 1, .name = "Music", .root = root}) == Watching::atOnce);
    test::writeBytes(root / "x.mp3", "x");
    std::unique_lock lock(mutex);
    REQUIRE(told.wait_for(lock, 60s, [&] { return !problem.empty() && changes >= 2; }));
    CHECK(problem.id() == MessageId::outOfMemory);
    lock.unlock();
    watch.stop();
}
