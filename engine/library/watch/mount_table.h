// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace segue::library {

/// A line of /proc/self/mountinfo (proc(5)).
struct Mount {
    std::filesystem::path point;
    std::string type;   ///< "ext4", "nfs4", "fuse.sshfs"
    std::string device; ///< major:minor; tells two mounts at the same place apart
    bool operator==(const Mount&) const = default;
};

/// Lines that make no sense are left out.
[[nodiscard]] std::vector<Mount> parseMounts(std::string_view text);
[[nodiscard]] std::vector<Mount> currentMounts(); ///< empty: the system does not list them

/// The mounts that decide what is seen in a folder and below it: those on the way to it, at it and below it.
[[nodiscard]] std::vector<Mount> mountsOf(const std::filesystem::path& folder, const std::vector<Mount>& all);

/// Whether the system reports no changes that others make there: on a file system of the network or of another program.
[[nodiscard]] bool isRemoteType(std::string_view type);
/// The same for the file system that a folder lies on, also when the mounts are not known.
[[nodiscard]] bool isRemote(const std::filesystem::path& folder, const std::vector<Mount>& all);

} // namespace segue::library
