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
    std::string device; ///< major:minor, which tells one mount from the next at the same place
    bool operator==(const Mount&) const = default;
};

/// Lines that make no sense are left out.
[[nodiscard]] std::vector<Mount> parseMounts(std::string_view text);
[[nodiscard]] std::vector<Mount> currentMounts(); ///< empty: they cannot be known here

/// Those that decide what is seen in a folder and below it: on the way to it, at it, below it.
[[nodiscard]] std::vector<Mount> mountsOf(const std::filesystem::path& folder, const std::vector<Mount>& all);

/// Whether the system tells about no changes that others make there: a file system of the network or of another program.
[[nodiscard]] bool isRemoteType(std::string_view type);
/// Likewise, of the folder's own file system, also when the mounts cannot be known.
[[nodiscard]] bool isRemote(const std::filesystem::path& folder, const std::vector<Mount>& all);

} // namespace segue::library
