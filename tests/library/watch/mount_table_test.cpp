// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/mount_table.h"

#include <catch2/catch.hpp>

using namespace segue::library;

namespace {

constexpr const char* kTable = R"(22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /proc rw,nosuid - proc proc rw
41 22 8:17 / /media/usb\040stick rw,nosuid master:3 propagate_from:2 - vfat /dev/sdb1 rw
42 22 0:50 / /mnt/nas rw shared:9 - nfs4 server:/music rw,vers=4.2
43 22 0:51 / /home/me/phone rw - fuse.sshfs me@phone: rw
44 22 8:33 / /mnt/windows rw - fuseblk /dev/sdc1 rw
45 42 0:53 / /mnt/nas/more rw - nfs4 server:/more rw

nonsense - and more
)";

} // namespace

TEST_CASE("the mount table is read, spaces in names included, nonsense left out") {
    const auto mounts = parseMounts(kTable);
    REQUIRE(mounts.size() == 7);
    CHECK(mounts[2].point == "/media/usb stick");
    CHECK(mounts[2].type == "vfat");
    CHECK(mounts[3].type == "nfs4");
    CHECK(parseMounts("").empty());
    CHECK(parseMounts("\\0 \\04 - -\n- -").empty());
}

TEST_CASE("mounts on the way to a folder and below it decide what is seen there") {
    const auto mounts = parseMounts(kTable);
    CHECK(mountsOf("/home/me", mounts).size() == 2);             // root, phone
    CHECK(mountsOf("/mnt/nas/more/albums", mounts).size() == 3); // root, nas, more
    CHECK(mountsOf("/mnt/nasty", mounts).size() == 1);
}

TEST_CASE("file systems of the network and of programs are remote, those of disks are not") {
    const auto mounts = parseMounts(kTable);
    CHECK_FALSE(isRemote("/home/me/Music", mounts));
    CHECK_FALSE(isRemote("/media/usb stick/Music", mounts));
    CHECK_FALSE(isRemote("/mnt/windows/Music", mounts));
    CHECK(isRemote("/mnt/nas/Music", mounts));
    CHECK(isRemote("/home/me/phone", mounts));
    for (const char* type : {"nfs", "cifs", "smb3", "9p", "fuse.rclone"})
        CHECK(isRemoteType(type));
    for (const char* type : {"ext4", "btrfs", "vfat", "tmpfs", "overlay", "zfs"})
        CHECK_FALSE(isRemoteType(type));
}

TEST_CASE("what is mounted here can be read") {
    CHECK_FALSE(currentMounts().empty());
    CHECK_FALSE(isRemote("/nowhere", {})); // neither table nor folder
}
