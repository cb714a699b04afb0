// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/partial_walk.h"
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

    std::set<std::string> walk(std::vector<TouchedFolder> folders) const {
        return names(walkFolders(folder.path(), folders, {}));
    }

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
    const auto whole = Tree::names(walkFolder(tree.folder.path(), {}));
    CHECK(whole.size() == 5);
    CHECK(tree.walk({{"", true}}) == whole);
    CHECK(tree.walk({{"", false}, {"one", false}, {"one/two", false}, {"linked", true}}) == whole);
}
