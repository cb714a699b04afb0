// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hanging_disk/two_libraries.h"
#include "tests/support/hanging_fuse.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <memory>
#include <string>

namespace segue::test {

/// A file system that can hang with two songs on it, and room beside it; without one where none may be mounted. It goes
/// before its folder does.
struct FuseWithSongs {
    TemporaryFolder folder;
    std::filesystem::path top = std::filesystem::canonical(folder.path());
    std::filesystem::path shown = top / "shown"; ///< what it shows, on a disk that answers
    std::filesystem::path share = top / "share"; ///< where it is mounted
    std::string whyNot;
    std::unique_ptr<HangingFuse> fuse; ///< null: see whyNot

    FuseWithSongs() {
        std::filesystem::create_directories(shown);
        writeSong(shown, "rock3");
        writeSong(shown, "folk1");
        fuse = HangingFuse::mount(HANGING_FUSE, shown, share, whyNot);
    }
    /// What was left behind comes to its end before the file system goes.
    ~FuseWithSongs() {
        if (!fuse)
            return;
        fuse->answer();
        until([this] { return fuse->waiting() == 0; });
    }
    FuseWithSongs(const FuseWithSongs&) = delete;
    FuseWithSongs& operator=(const FuseWithSongs&) = delete;
};

} // namespace segue::test
