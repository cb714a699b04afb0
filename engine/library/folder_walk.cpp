// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/folder_walk.h"

#include "engine/audio/extensions.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <set>
#include <sys/stat.h>
#include <utility>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReportEvery = 500;

class Walk final {
public:
    Walk(const fs::path& root, std::stop_token stop, const std::function<void(std::size_t)>& onFile)
        : m_root(root), m_stop(std::move(stop)), m_onFile(onFile) {
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
    /// @return false if the folder cannot be listed
    bool enter(const fs::path& relative) {
        const fs::path folder = m_root / relative;
        struct stat status{};
        DIR* stream = ::stat(folder.c_str(), &status) == 0 ? ::opendir(folder.c_str()) : nullptr;
        if (stream == nullptr) {
            m_result.skipped.push_back({relative, std::strerror(errno)});
            return false;
        }
        if (!m_visited.emplace(status.st_dev, status.st_ino).second) {
            ::closedir(stream);
            return true;
        }
        std::vector<fs::path> folders;
        errno = 0;
        while (const dirent* entry = m_stop.stop_requested() ? nullptr : ::readdir(stream)) {
            look(relative / entry->d_name, *entry, folders);
            errno = 0;
        }
        if (errno != 0)
            m_result.skipped.push_back({relative, std::strerror(errno)}); // half a listing must not lose the other half
        ::closedir(stream);
        for (const auto& next : folders)
            if (!m_stop.stop_requested())
                enter(next);
        return true;
    }

    void look(const fs::path& relative, const dirent& entry, std::vector<fs::path>& folders) {
        if (entry.d_name[0] == '.')
            return;
        const bool mayBeFolder = entry.d_type == DT_DIR || entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN;
        if (!mayBeFolder && !audio::isMusicFile(relative))
            return;
        if (entry.d_type == DT_DIR) {
            folders.push_back(relative);
            return;
        }
        struct stat status{};
        if (::stat((m_root / relative).c_str(), &status) != 0) {
            if (audio::isMusicFile(relative))
                m_result.skipped.push_back({relative, std::strerror(errno)});
            return;
        }
        if (S_ISDIR(status.st_mode))
            folders.push_back(relative);
        else if (S_ISREG(status.st_mode) && audio::isMusicFile(relative) && !(entry.d_type == DT_LNK && leadsInside(relative)))
            add(relative, status);
    }

    bool leadsInside(const fs::path& relative) const {
        std::error_code failed;
        const auto target = fs::canonical(m_root / relative, failed);
        const auto below = target.lexically_relative(m_canonicalRoot);
        return !failed && !below.empty() && *below.begin() != "..";
    }

    void add(const fs::path& relative, const struct stat& status) {
        constexpr std::int64_t kNsPerSecond = 1'000'000'000;
        constexpr std::int64_t kMostSeconds = 9'000'000'000; // a file may say that it is of a later year than 64 bits of this count
        const auto seconds = std::clamp<std::int64_t>(status.st_mtim.tv_sec, -kMostSeconds, kMostSeconds);
        m_result.files.push_back(
            {relative, {static_cast<std::uint64_t>(status.st_size), seconds * kNsPerSecond + status.st_mtim.tv_nsec}});
        if (m_onFile && m_result.files.size() % kReportEvery == 0)
            m_onFile(m_result.files.size());
    }

    fs::path m_root;
    fs::path m_canonicalRoot;
    std::stop_token m_stop;
    const std::function<void(std::size_t)>& m_onFile;
    std::set<std::pair<dev_t, ino_t>> m_visited;
    WalkResult m_result;
};

} // namespace

WalkResult walkFolder(const fs::path& root, std::stop_token stop, const std::function<void(std::size_t)>& onFile) {
    return Walk(root, std::move(stop), onFile).run();
}

} // namespace segue::library
