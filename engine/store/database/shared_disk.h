// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace segue::store {

/// Whether a kind of file system (statfs: f_type) belongs to another computer or to a program: NFS, SMB, AFS, FUSE and the
/// like. Pure.
[[nodiscard]] bool isSharedFileSystem(long type);

/// Whether a file, or the folder it will be made in, lies on such a file system. False where the system does not say.
[[nodiscard]] bool isOnSharedDisk(const std::filesystem::path& file);

} // namespace segue::store
