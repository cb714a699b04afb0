// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan_plan.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

namespace segue::library {

namespace {

using Stamp = std::pair<std::uint64_t, std::int64_t>;

Stamp keyOf(const store::FileStamp& stamp) { return {stamp.size, stamp.modifiedNs}; }

bool liesBelow(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end();
}

bool wasSkipped(const std::filesystem::path& path, const std::vector<Skipped>& skipped) {
    return std::ranges::any_of(skipped, [&](const Skipped& one) { return one.path.empty() || liesBelow(path, one.path); });
}

/// Takes pairs of one lost and one new file with the same stamp out of both lists.
void findMoves(ScanPlan& plan, std::vector<const store::KnownFile*>& lost) {
    std::map<Stamp, std::vector<const store::KnownFile*>> lostByStamp;
    std::map<Stamp, std::size_t> newByStamp;
    for (const auto* file : lost)
        lostByStamp[keyOf(file->stamp)].push_back(file);
    for (const auto& file : plan.read)
        ++newByStamp[keyOf(file.stamp)];
    const auto movedFrom = [&](const FoundFile& file) -> const store::KnownFile* {
        const auto match = lostByStamp.find(keyOf(file.stamp));
        if (match == lostByStamp.end() || match->second.size() != 1 || newByStamp[keyOf(file.stamp)] != 1)
            return nullptr;
        return match->second.front();
    };
    std::erase_if(plan.read, [&](const FoundFile& file) {
        const auto* from = movedFrom(file);
        if (from == nullptr)
            return false;
        plan.move.emplace_back(from->id, file.path);
        std::erase(lost, from);
        return true;
    });
}

} // namespace

ScanPlan planScan(const std::vector<store::KnownFile>& known, const WalkResult& walk) {
    ScanPlan plan;
    if (walk.rootMissing || (walk.files.empty() && known.size() > kSuspiciouslyEmpty)) {
        plan.offline = true;
        return plan;
    }
    std::unordered_map<std::string, const store::KnownFile*> unseen;
    unseen.reserve(known.size());
    for (const auto& file : known)
        unseen.emplace(file.path.native(), &file);
    std::vector<FoundFile> changed; // known under this very name: no candidate for a move
    for (const auto& file : walk.files) {
        const auto match = unseen.find(file.path.native());
        if (match == unseen.end()) {
            plan.read.push_back(file);
            continue;
        }
        if (match->second->stamp != file.stamp)
            changed.push_back(file);
        unseen.erase(match);
    }
    if (!walk.stopped) {
        std::vector<const store::KnownFile*> lost;
        for (const auto& [path, file] : unseen)
            if (!wasSkipped(file->path, walk.skipped))
                lost.push_back(file);
        findMoves(plan, lost);
        for (const auto* file : lost)
            plan.remove.push_back(file->id);
        std::ranges::sort(plan.remove);
    }
    plan.read.insert(plan.read.end(), changed.begin(), changed.end());
    return plan;
}

} // namespace segue::library
