// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/partial_walk.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <set>

using namespace segue;
using namespace segue::library;
namespace fs = std::filesystem;

namespace {

struct Tree {
    test::TemporaryFolder folder;

    explicit Tree(std::initializer_list<const char*> files) {
        for (const char* file : files) {
            fs::create_directories((folder / file).parent_path());
            test::writeBytes(folder / file, file);
        }
    }

    std::set<std::string> walk(std::vector<TouchedFolder> folders) const { return names(walkFolders(folder.path(), folders, {})); }

    static std::set<std::string> names(const WalkResult& walk) {
        std::set<std::string> names;
        for (const auto& file : walk.files)
            CHECK(names.insert(file.path.native()).second);
        return names;
    }
};

using Names = std::set<std::string>;

} // namespace

TEST_CASE("a touched folder is listed alone, or with all that is below it") {
    const Tree tree{"a.mp3", "one/b.mp3", "one/two/c.mp3", "three/d.mp3"};
    CHECK(tree.walk({{"one", false}}) == Names{"one/b.mp3"});
    CHECK(tree.walk({{"one", true}}) == Names{"one/b.mp3", "one/two/c.mp3"});
    CHECK(tree.walk({{"", false}}) == Names{"a.mp3"});
    CHECK(tree.walk({{"one/two", false}, {"one", true}, {"one", false}}) == Names{"one/b.mp3", "one/two/c.mp3"});
}

TEST_CASE("a folder that is gone holds nothing, and is no trouble") {
    const Tree tree{"a.mp3"};
    const auto walk = walkFolders(tree.folder.path(), std::vector<TouchedFolder>{{"gone", true}, {"a.mp3", true}}, {});
    CHECK(walk.files.empty());
    CHECK(walk.skipped.empty());
    CHECK_FALSE(walk.rootMissing);
}

TEST_CASE("all folders one by one find what a whole walk finds") {
    const Tree tree{"a.mp3", "one/b.MP3", "one/.hidden.mp3", "one/notes.txt", "one/two/c.flac", ".trash/x.mp3"};
    const Tree outside{"album/y.mp3", "z.mp3"};
    fs::create_directory_symlink(outside.folder / "album", tree.folder / "linked");
    fs::create_symlink(outside.folder / "z.mp3", tree.folder / "one/z.mp3");
    fs::create_symlink(tree.folder / "a.mp3", tree.folder / "one/again.mp3");
    fs::create_directory_symlink(tree.folder.path(), tree.folder / "one/two/circle");
    fs::create_directory_symlink("one", tree.folder / "another one"); // a sibling's other name
    fs::create_directory_symlink("one/two", tree.folder / "two");
    const auto whole = Tree::names(walkFolder(tree.folder.path(), {}));
    CHECK(whole == Names{"a.mp3", "one/b.MP3", "one/two/c.flac", "one/z.mp3", "linked/y.mp3"});
    CHECK(tree.walk({{"", true}}) == whole);
    CHECK(tree.walk({{"", false}, {"one", false}, {"one/two", false}, {"linked", true}}) == whole);
}

TEST_CASE("what is listed under its own name is not listed under a link's, in whichever order a folder tells them") {
    const Tree tree{};
    Names songs;
    for (int i = 0; i < 20; ++i) { // the system has an order of its own
        const auto name = "real" + std::to_string(i);
        if (i % 2 == 0)
            fs::create_directory_symlink(name, tree.folder / ("link" + std::to_string(i)));
        fs::create_directories(tree.folder / name);
        test::writeBytes(tree.folder / name / "song.mp3", "x");
        songs.insert(name + "/song.mp3");
        if (i % 2 != 0)
            fs::create_directory_symlink(name, tree.folder / ("link" + std::to_string(i)));
    }
    CHECK(Tree::names(walkFolder(tree.folder.path(), {})) == songs);
    CHECK(tree.walk({{"", true}}) == songs);
}

TEST_CASE("a link to what is hidden inside the root is followed: it is found nowhere else") {
    const Tree tree{"a.mp3", ".store/album/b.mp3", ".store/c.mp3"};
    fs::create_directory_symlink(".store/album", tree.folder / "album");
    fs::create_symlink(".store/c.mp3", tree.folder / "c.mp3");
    const Names songs{"a.mp3", "album/b.mp3", "c.mp3"};
    CHECK(Tree::names(walkFolder(tree.folder.path(), {})) == songs);
    CHECK(tree.walk({{"", true}}) == songs);
}
