// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/watch/change_collector.h"
#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <set>

namespace segue::library {

struct FolderWatchOptions {
    bool wanted = true;                                                ///< setWanted() changes it
    std::size_t mostFolders = std::numeric_limits<std::size_t>::max(); ///< most folders to watch, besides the system's own limit
    std::chrono::milliseconds period = std::chrono::minutes(5);        ///< between scans of libraries that cannot be watched
    std::chrono::milliseconds written =
        ChangeCollector::kWritten; ///< a file that nobody closes is complete when it has not changed for this long
    std::function<bool(const std::filesystem::path&)> isRemote; ///< none: the system is asked
};

/// Called on the watch's thread; must not throw.
struct FolderWatchEvents {
    std::function<void(FolderChanges)> changed; ///< scan these folders
    std::function<void(LibraryId)> look;        ///< scan the whole library: its root came or went, or a period is over
    /// Something went wrong. A scan of all libraries is asked for, since changes may have been missed.
    std::function<void(const Message&)> problem = [](const Message&) {};
};

/// Reports what changes in the libraries' folders. Where the system reports changes, it does so at once; where it does not
/// (on a network, or with more folders than it watches), it asks for a scan every few minutes. Without changes it does
/// nothing. Roots that come or go are reported in any case.
///
/// Thread rule: any thread; events come on a thread of its own, and none after stop().
class FolderWatch final {
public:
    FolderWatch(FolderWatchOptions options, FolderWatchEvents events);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// Call before a scan of a library: changes from now on are reported. Blocks while it lists the folders.
    Watching cover(const Library& library);
    void forget(LibraryId library);
    void setWanted(bool wanted); ///< whether changes are reported; each library's next cover() applies it
    [[nodiscard]] Watching watching(LibraryId library) const; ///< may wait for a cover()
    /// Files that are being written, relative to the root; they are reported when they are complete.
    [[nodiscard]] std::set<std::filesystem::path> unfinished(LibraryId library) const;
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::library
