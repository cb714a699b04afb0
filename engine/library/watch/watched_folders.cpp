// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/watched_folders.h"

#include "engine/library/scan/partial_walk.h"

#include <algorithm>
#include <iterator>
#include <sys/inotify.h>
#include <utility>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kMask =
    IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB; ///< unmounts are told in any case

} // namespace

WatchedFolders::Added WatchedFolders::add(const fs::path& root, const Place& place, std::set<int>& seen) {
    if (m_places.size() >= m_most)
        return Added::noRoom;
    const auto added = m_inotify.add(root / place.folder, kMask);
    if (added.refusal != Inotify::Refusal::none)
        return added.refusal == Inotify::Refusal::noRoom ? Added::noRoom : Added::notThere;
    if (!seen.insert(added.watch).second)
        return Added::known; // a link led here before
    put(added.watch, place);
    return Added::fresh;
}

void WatchedFolders::put(int watch, const Place& place) {
    auto& watches = m_watches[place.library];
    const auto folder = watches.find(place.folder.native());
    if (folder != watches.end() && folder->second != watch)
        take(folder->second, place); // another folder had that name
    auto& places = m_places[watch];
    // Forget where this library knew the folder before it was renamed.
    for (const Place& old : places)
        if (old.library == place.library)
            watches.erase(old.folder.native());
    std::erase_if(places, [&](const Place& old) { return old.library == place.library; });
    places.push_back(place);
    watches[place.folder.native()] = watch;
}

void WatchedFolders::take(int watch, const Place& place) {
    m_watches[place.library].erase(place.folder.native());
    const auto entry = m_places.find(watch);
    if (entry == m_places.end())
        return;
    std::erase(entry->second, place);
    if (!entry->second.empty())
        return;
    m_inotify.remove(watch);
    m_places.erase(entry);
}

bool WatchedFolders::cover(LibraryId library, const fs::path& root, const fs::path& folder) {
    std::set<int> seen;
    std::vector<fs::path> waiting{folder};
    while (!waiting.empty()) {
        const Place place{library, std::move(waiting.back())};
        waiting.pop_back();
        const auto added = add(root, place, seen);
        if (added == Added::noRoom)
            return false;
        if (added != Added::fresh)
            continue;
        auto below = listFolder(root, place.folder, true).folders;
        // In the order of a whole walk: of two links to one folder both take the first.
        waiting.insert(waiting.end(), std::make_move_iterator(below.rbegin()), std::make_move_iterator(below.rend()));
    }
    if (folder.empty()) { // what was below the root once and went elsewhere
        const auto watches = m_watches[library];
        for (const auto& [path, watch] : watches)
            if (!seen.contains(watch))
                take(watch, {library, path});
    }
    return true;
}

void WatchedFolders::drop(LibraryId library, const fs::path& folder) {
    const auto all = m_watches.find(library);
    if (all == m_watches.end())
        return;
    std::vector<std::pair<std::string, int>> gone;
    const auto collect = [&](auto from, auto to) { gone.insert(gone.end(), from, to); };
    if (folder.empty()) {
        collect(all->second.begin(), all->second.end());
    } else {
        const auto [self, behind] = all->second.equal_range(folder.native());
        collect(self, behind);
        // What is below "a" lies between "a/" and "a0", the byte after the slash.
        collect(all->second.lower_bound(folder.native() + '/'), all->second.lower_bound(folder.native() + '0'));
    }
    for (const auto& [path, watch] : gone)
        take(watch, {library, path});
}

void WatchedFolders::forgetWatch(int watch) {
    const auto entry = m_places.find(watch);
    if (entry == m_places.end())
        return;
    for (const Place& place : entry->second)
        m_watches[place.library].erase(place.folder.native());
    m_places.erase(entry);
}

std::vector<WatchedFolders::Place> WatchedFolders::placesOf(int watch) const {
    const auto found = m_places.find(watch);
    return found == m_places.end() ? std::vector<Place>() : found->second;
}

bool WatchedFolders::covers(const Place& place) const {
    const auto library = m_watches.find(place.library);
    return library != m_watches.end() && library->second.contains(place.folder.native());
}

} // namespace segue::library
