// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/folder_walk.h"
#include "engine/library/scan/partial_walk.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <unistd.h>

using namespace segue;
using namespace segue::library;
namespace fs = std::filesystem;

namespace {

std::set<std::string> namesIn(const WalkResult& walk) {
    std::set<std::string> names;
    for (const auto& file : walk.files)
        names.insert(file.path.native());
    return names;
}

void touch(const fs::path& file) {
    fs::create_directories(file.parent_path());
    test::writeBytes(file, "x");
}

} // namespace

TEST_CASE("every kind of music is found, whatever the case of its extension, and nothing else") {
    const test::TemporaryFolder folder;
    for (const char* name :
         {"a.mp3", "b.flac", "c.ogg", "d.opus", "e.m4a", "f.aac", "g.wav", "h.aiff", "i.wma", "j.ape", "k.wv", "l.mka", "M.MP3"})
        touch(folder / "music" / name);
    for (const char* name : {"cover.jpg", "notes.txt", "video.avi", ".hidden.mp3", "mp3"})
        touch(folder / "music" / name);
    touch(folder / "music/.hidden/x.mp3");
    CHECK(walkFolder(folder / "music", {}).files.size() == 13);
}

TEST_CASE("size and modification time come with each file") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "a.mp3", "12345");
    const auto walk = walkFolder(folder.path(), {});
    REQUIRE(walk.files.size() == 1);
    CHECK(walk.files[0].stamp.size == 5);
    CHECK(walk.files[0].stamp.modifiedNs > 0);
}

TEST_CASE("symbolic links are followed once, also in a circle") {
    const test::TemporaryFolder folder;
    touch(folder / "root/a/x.mp3");
    touch(folder / "outside/y.mp3");
    touch(folder / "single/z.mp3");
    fs::create_directory_symlink(folder / "root", folder / "root/a/circle");
    fs::create_directory_symlink(folder / "outside", folder / "root/first");
    fs::create_directory_symlink(folder / "outside", folder / "root/second");
    fs::create_symlink(folder / "root/a/x.mp3", folder / "root/again.mp3");
    fs::create_symlink(folder / "single/z.mp3", folder / "root/z.mp3");
    fs::create_symlink(folder / "nowhere.mp3", folder / "root/broken.mp3");
    const auto walk = walkFolder(folder / "root", {});
    auto names = namesIn(walk);
    CHECK(names.erase("a/x.mp3") == 1);
    CHECK(names.erase("z.mp3") == 1);
    REQUIRE(names.size() == 1);
    CHECK((*names.begin() == "first/y.mp3" || *names.begin() == "second/y.mp3"));
    REQUIRE(walk.skipped.size() == 1);
    CHECK(walk.skipped[0].path == "broken.mp3");
}

TEST_CASE("a missing root is said to be missing") {
    const test::TemporaryFolder folder;
    CHECK(walkFolder(folder / "none", {}).rootMissing);
    test::writeBytes(folder / "file", "x");
    CHECK(walkFolder(folder / "file", {}).rootMissing);
}

TEST_CASE("an unreadable folder is skipped with the system's reason, the rest is found") {
    constexpr uid_t kNobody = 65534; // root may read everything, so this is somebody else
    const test::TemporaryFolder folder;
    touch(folder / "closed/x.mp3");
    touch(folder / "open/y.mp3");
    fs::permissions(folder.path(), fs::perms{0755});
    fs::permissions(folder / "closed", fs::perms::none);
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        REQUIRE(::seteuid(kNobody) == 0);
    const auto walk = walkFolder(folder.path(), {});
    if (isRoot)
        REQUIRE(::seteuid(0) == 0);
    fs::permissions(folder / "closed", fs::perms::owner_all);
    CHECK(namesIn(walk) == std::set<std::string>{"open/y.mp3"});
    REQUIRE(walk.skipped.size() == 1);
    CHECK(walk.skipped[0].path == "closed");
    CHECK(walk.skipped[0].reason == "Permission denied");
}

TEST_CASE("names that are not UTF-8 are kept byte by byte") {
    const test::TemporaryFolder folder;
    const std::string name = "\xC4\xD6\xFF.mp3";
    touch(folder / name);
    CHECK(namesIn(walkFolder(folder.path(), {})) == std::set{name});
}

TEST_CASE("a walk that is asked to stop says that it did") {
    const test::TemporaryFolder folder;
    touch(folder / "a.mp3");
    std::stop_source stop;
    stop.request_stop();
    CHECK(walkFolder(folder.path(), stop.get_token()).stopped);
}

TEST_CASE("playlist files are found beside the music, by whatever walk, and are none") {
    const test::TemporaryFolder folder;
    for (const char* name : {"a.mp3", "list.m3u", "sub/LIST.M3U8", "sub/b.xspf", "sub/c.pls", "sub/.hidden.m3u", "sub/d.m3u.txt"})
        touch(folder / "music" / name);
    fs::create_symlink(folder / "music/list.m3u", folder / "music/sub/again.m3u");
    const auto walk = walkFolder(folder / "music", {});
    CHECK(walk.files.size() == 1);
    const std::set<fs::path> found(walk.playlists.begin(), walk.playlists.end());
    CHECK(found == std::set<fs::path>{"list.m3u", "sub/LIST.M3U8", "sub/b.xspf", "sub/c.pls"});
    const std::vector<TouchedFolder> touched{{.path = "sub", .deep = false}};
    CHECK(walkFolders(folder / "music", touched, {}).playlists.size() == 3);
}
