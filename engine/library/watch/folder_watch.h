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
    std::size_t mostFolders = std::numeric_limits<std::size_t>::max(); ///< watched at most, beside the system's own limit
    std::chrono::milliseconds period = std::chrono::minutes(5);        ///< of folders that cannot be watched
    std::chrono::milliseconds written =
        ChangeCollector::kWritten; ///< a file that nobody closes is complete when it did not change for so long
    std::function<bool(const std::filesystem::path&)> isRemote; ///< none: the system is asked
};

/// Called on the watch's thread; must not throw.
struct FolderWatchEvents {
    std::function<void(FolderChanges)> changed; ///< look through these folders
    std::function<void(LibraryId)> look;        ///< look through the whole library: its root came or went, or a period is over
    /// Something went wrong; all libraries are asked to be looked through, since something may have been missed.
    std::function<void(const Message&)> problem = [](const Message&) {};
};

/// Tells what changes in the libraries' folders: at once where the system does, by asking for a look every few minutes
/// where it does not (on a network, or when there are more folders than it watches). Without changes it does nothing.
/// That a root comes or goes is told in any case.
///
/// Thread rule: any thread; events come on one of its own, and not after stop().
class FolderWatch final {
public:
    FolderWatch(FolderWatchOptions options, FolderWatchEvents events);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// Call before a library is looked through: what changes from now on is told. Blocks while it lists the folders.
    Watching cover(const Library& library);
    void forget(LibraryId library);
    void setWanted(bool wanted); ///< whether changes are told; applied to each library by its next cover()
    [[nodiscard]] Watching watching(LibraryId library) const; ///< may wait for a cover()
    /// Files that somebody is writing, relative to the root; told when they are complete.
    [[nodiscard]] std::set<std::filesystem::path> unfinished(LibraryId library) const;
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::library
