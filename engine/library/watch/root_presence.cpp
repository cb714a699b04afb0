// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/root_presence.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kSelf = IN_DELETE_SELF | IN_MOVE_SELF;
constexpr int kLooks = 3;
constexpr std::uint32_t kEntries = IN_CREATE | IN_MOVED_TO | IN_ATTRIB;

} // namespace

RootPresence::RootPresence()
    : m_mountTable(::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)) {}

RootPresence::~RootPresence() {
    if (m_mountTable >= 0)
        ::close(m_mountTable);
}

void RootPresence::set(LibraryId library, const fs::path& root) {
    if (const auto known = m_roots.find(library); known != m_roots.end() && known->second.path == root)
        return; // what happened to it since is reported later
    m_roots.insert_or_assign(library, look(root, currentMounts()));
    arm();
}

void RootPresence::forget(LibraryId library) {
    if (m_roots.erase(library) > 0)
        arm();
}

RootPresence::Root RootPresence::look(const fs::path& path, const std::vector<Mount>& mounts) {
    Root root{.path = path, .identity = {}, .mounts = mountsOf(path, mounts)};
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && ::eaccess(path.c_str(), R_OK | X_OK) == 0)
        root.identity = {status.st_dev, status.st_ino};
    return root;
}

std::vector<LibraryId> RootPresence::changed() {
    if (isTold())
        arm();
    std::vector<LibraryId> libraries;
    for (int look = 0; look < kLooks && takeChanges(libraries); ++look)
        arm(); // and look again: changes before this are not reported
    return libraries;
}

bool RootPresence::takeChanges(std::vector<LibraryId>& libraries) {
    const auto mounts = currentMounts();
    bool isChanged = false;
    for (auto& [library, root] : m_roots) {
        auto now = look(root.path, mounts);
        if (now.identity == root.identity && now.mounts == root.mounts)
            continue;
        root = std::move(now);
        isChanged = true;
        if (std::ranges::find(libraries, library) == libraries.end())
            libraries.push_back(library);
    }
    return isChanged;
}

bool RootPresence::isTold() {
    bool isTold = false;
    if (m_inotify)
        m_inotify->read([&](const FolderEvent& event) {
            const auto names = m_names.find(event.watch);
            isTold = isTold || event.name.empty() || names == m_names.end() ||
                     std::ranges::find(names->second, event.name) != names->second.end();
        });
    return isTold;
}

void RootPresence::arm() {
    m_names.clear();
    m_inotify = std::make_unique<Inotify>();
    for (const auto& [library, root] : m_roots)
        root.identity ? armPresent(root.path) : armAbsent(root.path);
}

void RootPresence::armPresent(const fs::path& root) {
    if (const auto added = m_inotify->add(root, kSelf | IN_ATTRIB); added.watch >= 0)
        m_names[added.watch];
    for (fs::path folder = root.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
        if (const auto added = m_inotify->add(folder, kSelf); added.watch >= 0)
            m_names[added.watch];
}

/// Watches the nearest folder on the way that exists; its reports say when the next folder appears.
void RootPresence::armAbsent(const fs::path& root) {
    bool isFound = false;
    for (fs::path next = root; next.has_relative_path(); next = next.parent_path()) {
        const auto added = m_inotify->add(next.parent_path(), isFound ? kSelf : kSelf | kEntries);
        if (added.watch < 0)
            continue;
        auto& names = m_names[added.watch];
        if (!std::exchange(isFound, true))
            names.push_back(next.filename().native());
    }
}

} // namespace segue::library
