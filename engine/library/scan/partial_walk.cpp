// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/partial_walk.h"

#include "engine/audio/extensions.h"
#include "engine/playlist/playlist_text.h"

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <set>
#include <sys/stat.h>
#include <utility>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

bool isFoundElsewhereBelow(const fs::path& root, const fs::path& relative) {
    std::error_code failed;
    const auto top = fs::canonical(root, failed);
    return !failed && isFoundElsewhere(top, root / relative);
}

void look(const fs::path& root, const fs::path& relative, unsigned char type, FolderListing& listing) {
    const bool isSheet = audio::isSheetName(relative.filename().native());
    const bool isMusic = isSheet || audio::isMusicFile(relative);
    if (type == DT_DIR) {
        listing.folders.push_back(relative);
        return;
    }
    const bool isList = !isMusic && isPlaylistName(relative.filename().native());
    if (!isMusic && !isList && type != DT_LNK && type != DT_UNKNOWN)
        return;
    struct stat status {};
    if (::stat((root / relative).c_str(), &status) != 0) {
        if (isMusic)
            listing.skipped.push_back({relative, std::strerror(errno)});
    } else if (type == DT_LNK && isFoundElsewhereBelow(root, relative)) {
        return;
    } else if (S_ISDIR(status.st_mode)) {
        listing.folders.push_back(relative);
    } else if (S_ISREG(status.st_mode) && isList) {
        listing.playlists.push_back(relative);
    } else if (S_ISREG(status.st_mode) && isMusic) {
        (isSheet ? listing.sheets : listing.files)
            .push_back(
                {relative, stampOf(static_cast<std::uint64_t>(status.st_size), {status.st_mtim.tv_sec, status.st_mtim.tv_nsec},
                                   {status.st_ctim.tv_sec, status.st_ctim.tv_nsec})});
    }
}

/// A folder is entered once, whichever of the touched ones leads to it.
class PartialWalk final {
public:
    PartialWalk(const fs::path& root, std::stop_token stop)
        : m_root(root)
        , m_stop(std::move(stop)) {}

    void enter(const fs::path& folder, bool deep) {
        struct stat status {};
        if (m_stop.stop_requested() || m_done.contains(folder))
            return;
        if (deep && ::stat((m_root / folder).c_str(), &status) == 0 && !m_entered.emplace(status.st_dev, status.st_ino).second)
            return; // a link leads here in a circle
        m_done.insert(folder);
        auto listing = listFolder(m_root, folder);
        if (listing.state == FolderListing::State::gone)
            return;
        append(m_result.files, listing.files);
        append(m_result.sheets, listing.sheets);
        append(m_result.playlists, listing.playlists);
        append(m_result.skipped, listing.skipped);
        if (deep)
            for (const auto& next : listing.folders)
                enter(next, true);
    }

    WalkResult take() {
        m_result.stopped = m_stop.stop_requested();
        return std::move(m_result);
    }

private:
    template <typename List>
    static void append(List& to, List& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    }

    const fs::path& m_root;
    std::stop_token m_stop;
    std::set<fs::path> m_done;
    std::set<std::pair<dev_t, ino_t>> m_entered;
    WalkResult m_result;
};

} // namespace

FolderListing listFolder(const fs::path& root, const fs::path& folder, bool foldersOnly) {
    FolderListing listing;
    DIR* stream = ::opendir((root / folder).c_str());
    if (stream == nullptr) {
        const bool isGone = errno == ENOENT || errno == ENOTDIR;
        listing.state = isGone ? FolderListing::State::gone : FolderListing::State::unreadable;
        if (!isGone)
            listing.skipped.push_back({folder, std::strerror(errno)});
        return listing;
    }
    errno = 0;
    while (const dirent* entry = ::readdir(stream)) {
        if (entry->d_name[0] != '.' && !(foldersOnly && entry->d_type == DT_REG))
            look(root, folder / entry->d_name, entry->d_type, listing);
        errno = 0;
    }
    if (errno != 0)
        listing.skipped.push_back({folder, std::strerror(errno)}); // half a listing must not lose the other half
    ::closedir(stream);
    return listing;
}

WalkResult walkFolders(const fs::path& root, std::span<const TouchedFolder> folders, std::stop_token stop) {
    PartialWalk walk(root, std::move(stop));
    for (const auto& one : folders) // first, so that a shallow one does not keep it from being entered
        if (one.deep)
            walk.enter(one.path, true);
    for (const auto& one : folders)
        if (!one.deep)
            walk.enter(one.path, false);
    return walk.take();
}

} // namespace segue::library
