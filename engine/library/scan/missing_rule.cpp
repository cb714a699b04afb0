// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/missing_rule.h"

#include "engine/library/scan/scan_plan.h"

#include "engine/words/section.h"

#include <algorithm>
#include <map>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

/// The folder that a lost file's path still leads to; relative, empty: the root.
fs::path nearestFolder(const fs::path& root, const fs::path& file, std::error_code& failed) {
    fs::path folder = fileOf(file).parent_path();
    for (; !folder.empty(); folder = folder.parent_path()) {
        const auto status = fs::status(root / folder, failed);
        if (fs::is_directory(status) || (status.type() != fs::file_type::not_found && failed))
            break;
        failed.clear();
    }
    return folder;
}

/// Whether an empty folder may be the place where something is to be mounted, or what is in it cannot be known.
bool isDoubtful(const fs::path& folder, std::size_t lost) {
    std::error_code failed;
    const bool isEmpty = fs::is_empty(folder, failed);
    return failed || (isEmpty && lost > kSuspiciouslyEmpty);
}

} // namespace

store::LibraryClock advanced(const store::LibraryClock& before, std::chrono::sys_seconds wall) {
    if (before.now == std::chrono::sys_seconds{})
        return {.now = wall, .read = wall};
    const auto step = std::clamp<std::chrono::seconds>(wall - before.read, std::chrono::seconds{0}, kLongestStep);
    return {.now = before.now + step, .read = wall};
}

bool isLongMissing(std::chrono::sys_seconds since, std::chrono::sys_seconds now) { return now - since > kKeptMissing; }

std::vector<TrackId> songsThatMayGo(const fs::path& root, const std::vector<store::MissingFile>& missing,
                                    std::chrono::sys_seconds now) {
    if (std::ranges::none_of(missing, [&](const auto& file) { return isLongMissing(file.since, now); }))
        return {};
    std::map<fs::path, std::vector<const store::MissingFile*>> byFolder; // what is left of their paths
    for (const auto& file : missing) {
        std::error_code failed;
        const auto folder = nearestFolder(root, file.path, failed);
        if (failed)
            continue; // it cannot be known
        byFolder[folder].push_back(&file);
    }
    std::vector<TrackId> gone;
    for (const auto& [folder, files] : byFolder)
        if (!isDoubtful(root / folder, files.size()))
            for (const auto* file : files)
                if (isLongMissing(file->since, now))
                    gone.push_back(file->id);
    return gone;
}

} // namespace segue::library
