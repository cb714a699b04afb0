// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/watch/inotify.h"
#include "engine/words/track.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace segue::library {

/// Which folders of the libraries the system watches. A folder that lies in two libraries has two places and one watch.
///
/// Thread rule: one thread at a time.
class WatchedFolders final {
public:
    struct Place {
        LibraryId library = 0;
        std::filesystem::path folder; ///< relative to the library's root
        bool operator==(const Place&) const = default;
    };

    /// @param most largest number of watches, besides the system's own limit
    explicit WatchedFolders(std::size_t most)
        : m_most(most) {}

    /// Watches this folder of a library and all below it. Each is watched before it is listed, so that no change is missed in
    /// between. @return false if there is no room for all of them
    [[nodiscard]] bool cover(LibraryId library, const std::filesystem::path& root, const std::filesystem::path& folder);
    void drop(LibraryId library, const std::filesystem::path& folder); ///< and all folders below it
    void forgetWatch(int watch);                                       ///< the system has ended this watch
    [[nodiscard]] std::vector<Place> placesOf(int watch) const;
    [[nodiscard]] bool covers(const Place& place) const;
    [[nodiscard]] std::size_t count() const { return m_places.size(); }
    [[nodiscard]] Inotify& inotify() { return m_inotify; }

private:
    void put(int watch, const Place& place);
    void take(int watch, const Place& place); ///< removes a place, and the watch with its last place
    enum class Added { fresh, known, notThere, noRoom };
    [[nodiscard]] Added add(const std::filesystem::path& root, const Place& place, std::set<int>& seen);

    std::size_t m_most;
    Inotify m_inotify;
    std::unordered_map<int, std::vector<Place>> m_places;
    std::map<LibraryId, std::map<std::string, int>> m_watches; ///< sorted by folder, so that those below a folder follow it
};

} // namespace segue::library
