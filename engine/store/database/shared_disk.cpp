// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/shared_disk.h"

#include <algorithm>
#include <array>
#include <linux/magic.h>
#include <sys/vfs.h>

namespace segue::store {

namespace {

constexpr std::array<long, 9> kShared{NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC, CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, AFS_SUPER_MAGIC,
                                      CODA_SUPER_MAGIC, V9FS_MAGIC,      FUSE_SUPER_MAGIC, CEPH_SUPER_MAGIC};

} // namespace

bool isSharedFileSystem(long type) { return std::ranges::find(kShared, type) != kShared.end(); }

bool isOnSharedDisk(const std::filesystem::path& file) {
    struct statfs status {};
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    if (::statfs(file.c_str(), &status) != 0 && ::statfs(folder.c_str(), &status) != 0)
        return false;
    return isSharedFileSystem(status.f_type);
}

} // namespace segue::store
