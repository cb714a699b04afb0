// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hanging_disk/hanging_disk.h"
#include "tests/hanging_disk/two_libraries.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <utility>

namespace segue::test {

/// A folder on a disk that answers until it hangs (hanging_disk.cpp). Left as it is it hangs no longer, so that nothing waits
/// for ever.
struct Disk {
    std::filesystem::path folder;
    explicit Disk(std::filesystem::path where)
        : folder(std::move(where)) {
        std::filesystem::create_directories(folder);
        segueSetHangingDisk(folder.c_str());
    }
    ~Disk() {
        answer();
        until([] { return segueWaitingForDisk() == 0; });
    }
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    void hang() const { writeBytes(file(), "x"); }
    void answer() const { std::filesystem::remove(file()); }
    [[nodiscard]] bool hangs() const { return std::filesystem::exists(file()); }
    [[nodiscard]] std::filesystem::path file() const { return folder.native() + ".hangs"; }
};

/// Such a disk with two songs on it, and room beside it.
struct DiskWithSongs {
    TemporaryFolder folder;
    std::filesystem::path top = std::filesystem::canonical(folder.path());
    Disk share{top / "share"};

    DiskWithSongs() {
        writeSong(share.folder, "rock3");
        writeSong(share.folder, "folk1");
    }
};

} // namespace segue::test
