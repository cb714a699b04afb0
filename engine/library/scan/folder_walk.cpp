// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/folder_walk.h"

#include "engine/audio/extensions.h"
#include "engine/playlist/playlist_text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <memory>
#include <set>
#include <string>
#include <sys/stat.h>
#include <utility>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReportEvery = 500;

struct CloseFolder {
    void operator()(DIR* stream) const noexcept { ::closedir(stream); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

/// Looks at each file by its name in the open folder: the system need not follow the whole path for every one.
class Walk final {
public:
    Walk(const fs::path& root, std::stop_token stop, const std::function<void(std::size_t)>& onFile)
        : m_root(root.native())
        , m_stop(std::move(stop))
        , m_onFile(onFile) {
        std::error_code ignored;
        m_canonicalRoot = fs::weakly_canonical(root, ignored);
    }

    WalkResult run() {
        if (!enter({}))
            m_result.rootMissing = true;
        m_result.stopped = m_stop.stop_requested();
        return std::move(m_result);
    }

private:
    using Names = std::vector<std::string>;

    [[nodiscard]] std::string absolute(const std::string& relative) const {
        return relative.empty() ? m_root : m_root + '/' + relative;
    }

    void skip(const std::string& relative) { m_result.skipped.push_back({relative, std::strerror(errno)}); }

    /// @return false if the folder cannot be listed
    bool enter(const std::string& relative) {
        OpenFolder folder(::opendir(absolute(relative).c_str()));
        struct stat status {};
        if (!folder || ::fstat(::dirfd(folder.get()), &status) != 0) {
            skip(relative);
            return false;
        }
        if (!m_visited.emplace(status.st_dev, status.st_ino).second)
            return true;
        const Names inside = list(*folder, relative);
        folder.reset(); // a deep tree must not hold a folder open for each level
        for (const auto& next : inside)
            if (!m_stop.stop_requested())
                enter(next);
        return true;
    }

    /// @return the folders in it
    Names list(DIR& folder, const std::string& relative) {
        Names folders;
        errno = 0;
        while (const dirent* entry = m_stop.stop_requested() ? nullptr : ::readdir(&folder)) {
            if (entry->d_name[0] != '.')
                look(folder, relative, *entry, folders);
            errno = 0;
        }
        if (errno != 0)
            skip(relative); // half a listing must not lose the other half
        return folders;
    }

    void look(DIR& folder, const std::string& relative, const dirent& entry, Names& folders) {
        const bool mayBeFolder = entry.d_type == DT_DIR || entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN;
        const bool isMusic = audio::isMusicName(entry.d_name);
        const bool isSheet = !isMusic && audio::isSheetName(entry.d_name);
        const bool isList = !isMusic && !isSheet && isPlaylistName(entry.d_name);
        if (!mayBeFolder && !isMusic && !isSheet && !isList)
            return;
        const std::string path = relative.empty() ? entry.d_name : relative + '/' + entry.d_name;
        if (entry.d_type == DT_DIR) {
            folders.push_back(path);
            return;
        }
        if (isList && entry.d_type == DT_REG) { // when it was changed is not asked: it is read when it is opened
            m_result.playlists.emplace_back(path);
            return;
        }
        struct statx status {};
        if (::statx(::dirfd(&folder), entry.d_name, 0, STATX_TYPE | STATX_SIZE | STATX_MTIME | STATX_CTIME, &status) != 0) {
            if (isMusic || isSheet)
                skip(path);
            return;
        }
        const bool isFolder = S_ISDIR(status.stx_mode);
        if (!isFolder && !(S_ISREG(status.stx_mode) && (isMusic || isSheet || isList)))
            return;
        if (entry.d_type == DT_LNK && isFoundElsewhere(m_canonicalRoot, absolute(path)))
            return;
        if (isFolder)
            folders.push_back(path);
        else if (isList)
            m_result.playlists.emplace_back(path);
        else
            add(path, status, isSheet);
    }

    void add(const std::string& relative, const struct statx& status, bool isSheet) {
        FoundFile file{relative, stampOf(status.stx_size, {status.stx_mtime.tv_sec, status.stx_mtime.tv_nsec},
                                         {status.stx_ctime.tv_sec, status.stx_ctime.tv_nsec})};
        if (isSheet) {
            m_result.sheets.push_back(std::move(file));
            return;
        }
        m_result.files.push_back(std::move(file));
        if (m_onFile && m_result.files.size() % kReportEvery == 0)
            m_onFile(m_result.files.size());
    }

    std::string m_root;
    fs::path m_canonicalRoot;
    std::stop_token m_stop;
    const std::function<void(std::size_t)>& m_onFile;
    std::set<std::pair<dev_t, ino_t>> m_visited;
    WalkResult m_result;
};

} // namespace

store::FileStamp stampOf(std::uint64_t bytes, FileTime modified, FileTime changed) {
    constexpr std::int64_t kNsPerSecond = 1'000'000'000;
    constexpr std::int64_t kMostSeconds = 9'000'000'000;
    const auto nanoseconds = [&](FileTime time) {
        return std::clamp(time.seconds, -kMostSeconds, kMostSeconds) * kNsPerSecond + time.nanoseconds;
    };
    return {bytes, nanoseconds(modified), nanoseconds(changed)};
}

bool isFoundElsewhere(const fs::path& canonicalRoot, const fs::path& link) {
    std::error_code failed;
    const auto below = fs::canonical(link, failed).lexically_relative(canonicalRoot);
    const auto isHidden = [](const fs::path& part) { return part.native().starts_with('.') && part != "."; };
    return !failed && !below.empty() && *below.begin() != ".." && std::ranges::none_of(below, isHidden);
}

WalkResult walkFolder(const fs::path& root, std::stop_token stop, const std::function<void(std::size_t)>& onFile) {
    return Walk(root, std::move(stop), onFile).run();
}

} // namespace segue::library
