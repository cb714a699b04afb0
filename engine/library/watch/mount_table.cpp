// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/mount_table.h"

#include "engine/library/scan/scan_plan.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/vfs.h>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::uint32_t, 13> kRemoteMagic{
    0x6969,     // NFS
    0x517B,     // SMB
    0xFF534D42, // CIFS
    0xFE534D42, // SMB 2
    0x65735546, // FUSE
    0x01021997, // 9P
    0x00C36400, // Ceph
    0x5346414F, // OpenAFS
    0x6B414653, // kAFS
    0x73757245, // Coda
    0x0BD00BD0, // Lustre
    0x786F4256, // VirtualBox shared folders
    0xBACBACBC, // VMware shared folders
};
constexpr std::array<std::string_view, 14> kRemoteTypes{"nfs", "nfs4", "smbfs",  "smb3",   "cifs",   "9p",       "ceph",
                                                        "afs", "coda", "lustre", "vboxsf", "vmhgfs", "virtiofs", "ncpfs"};

/// Spaces and the like stand in the table as \040.
std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto isOctal = [](char c) { return c >= '0' && c <= '7'; };
        if (text[i] == '\\' && i + 3 < text.size() && isOctal(text[i + 1]) && isOctal(text[i + 2]) && isOctal(text[i + 3])) {
            result += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

std::vector<Mount> parseMounts(std::string_view text) {
    std::vector<Mount> mounts;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        // 36 35 98:0 /root /point options optional ... - type source options
        std::istringstream words(line);
        std::vector<std::string> word{std::istream_iterator<std::string>(words), {}};
        constexpr std::size_t kFixed = 6;
        const auto dash = std::find(word.begin() + static_cast<std::ptrdiff_t>(std::min(kFixed, word.size())), word.end(), "-");
        if (dash == word.end() || dash + 1 == word.end())
            continue;
        mounts.push_back({.point = unescaped(word[4]), .type = *(dash + 1), .device = word[2] + " " + word[3]});
    }
    return mounts;
}

std::vector<Mount> currentMounts() {
    std::ifstream file("/proc/self/mountinfo");
    return parseMounts(std::string(std::istreambuf_iterator<char>(file), {}));
}

std::vector<Mount> mountsOf(const fs::path& folder, const std::vector<Mount>& all) {
    std::vector<Mount> some;
    for (const auto& mount : all)
        if (mount.point == "/" || liesBelow(folder, mount.point) || liesBelow(mount.point, folder))
            some.push_back(mount);
    return some;
}

bool isRemoteType(std::string_view type) {
    // What a program serves (sshfs, rclone, a phone) changes behind the system's back; a disk behind one does not.
    return type == "fuse" || type.starts_with("fuse.") || std::ranges::find(kRemoteTypes, type) != kRemoteTypes.end();
}

bool isRemote(const fs::path& folder, const std::vector<Mount>& all) {
    const Mount* nearest = nullptr;
    for (const auto& mount : all) // of two at one place the later one is seen
        if ((mount.point == "/" || liesBelow(folder, mount.point)) &&
            (nearest == nullptr || mount.point.native().size() >= nearest->point.native().size()))
            nearest = &mount;
    if (nearest != nullptr)
        return isRemoteType(nearest->type);
    struct statfs status {};
    return ::statfs(folder.c_str(), &status) == 0 &&
           std::ranges::find(kRemoteMagic, static_cast<std::uint32_t>(status.f_type)) != kRemoteMagic.end();
}

} // namespace segue::library
