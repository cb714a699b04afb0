// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/watch/inotify.h"
#include "engine/library/watch/mount_table.h"
#include "engine/words/track.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace segue::library {

/// Notices when a library's root comes or goes, without polling: the system reports when a folder on the way to it is
/// renamed, removed or made, and when something is mounted or unmounted.
///
/// Thread rule: one thread at a time.
class RootPresence final {
public:
    RootPresence();
    ~RootPresence();
    RootPresence(const RootPresence&) = delete;
    RootPresence& operator=(const RootPresence&) = delete;

    void set(LibraryId library, const std::filesystem::path& root);
    void forget(LibraryId library);

    /// Call when a descriptor is readable, and after set(). @return libraries whose root came, went or became another folder
    /// since the last call, or in which something was mounted
    [[nodiscard]] std::vector<LibraryId> changed();

    [[nodiscard]] int descriptor() const {
        return m_inotify ? m_inotify->descriptor() : -1;
    }                                                                  ///< poll for POLLIN; changed() may replace it
    [[nodiscard]] int mountDescriptor() const { return m_mountTable; } ///< poll for POLLPRI

private:
    using Identity = std::optional<std::pair<dev_t, ino_t>>; ///< none: not there, or not readable
    struct Root {
        std::filesystem::path path;
        Identity identity;
        std::vector<Mount> mounts;
    };
    [[nodiscard]] bool takeChanges(std::vector<LibraryId>& libraries);
    [[nodiscard]] static Root look(const std::filesystem::path& path, const std::vector<Mount>& mounts);
    void arm();
    void armPresent(const std::filesystem::path& root);
    void armAbsent(const std::filesystem::path& root);
    [[nodiscard]] bool isTold(); ///< whether a report concerns one of the roots

    std::map<LibraryId, Root> m_roots;
    std::unique_ptr<Inotify> m_inotify;                        ///< replaced when something changed: there are few watches
    std::unordered_map<int, std::vector<std::string>> m_names; ///< by watch: the entries that matter; the folder itself always does
    int m_mountTable;
};

} // namespace segue::library
