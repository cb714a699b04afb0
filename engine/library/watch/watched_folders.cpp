// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/watched_folders.h"

#include "engine/library/scan/partial_walk.h"
#include "engine/library/scan/scan_plan.h"

#include <algorithm>
#include <sys/inotify.h>

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
    auto& places = m_places[added.watch];
    // Where this library knew the folder before it was renamed.
    std::erase_if(places, [&](const Place& old) { return old.library == place.library; });
    places.push_back(place);
    return Added::fresh;
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
    if (folder.empty()) // what was below the root once and went elsewhere
        dropIf([&](int watch, const Place& place) { return place.library == library && !seen.contains(watch); });
    return true;
}

void WatchedFolders::drop(LibraryId library, const fs::path& folder) {
    dropIf([&](int, const Place& place) { return place.library == library && liesBelow(place.folder, folder); });
}

template <typename Condition>
void WatchedFolders::dropIf(Condition&& condition) {
    for (auto entry = m_places.begin(); entry != m_places.end();) {
        auto& [watch, places] = *entry;
        const auto count = std::erase_if(places, [&](const Place& place) { return condition(entry->first, place); });
        if (count > 0 && places.empty()) {
            m_inotify.remove(watch);
            entry = m_places.erase(entry);
        } else {
            ++entry;
        }
    }
}

void WatchedFolders::forgetWatch(int watch) { m_places.erase(watch); }

std::vector<WatchedFolders::Place> WatchedFolders::placesOf(int watch) const {
    const auto found = m_places.find(watch);
    return found == m_places.end() ? std::vector<Place>() : found->second;
}

bool WatchedFolders::covers(const Place& place) const {
    return std::ranges::any_of(m_places, [&](const auto& entry) { return std::ranges::find(entry.second, place) != entry.second.end(); });
}

} // namespace segue::library
