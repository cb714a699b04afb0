// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/scan_plan.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace segue::library {

namespace {

using store::KnownFile;
using Stamp = std::pair<std::uint64_t, std::int64_t>;

Stamp keyOf(const store::FileStamp& stamp) { return {stamp.size, stamp.modifiedNs}; }

bool wasSkipped(const std::filesystem::path& path, const std::vector<Skipped>& skipped) {
    return std::ranges::any_of(skipped, [&](const Skipped& one) { return liesBelow(path, one.path); });
}

/// The songs of the walked folders by what became of them.
struct Comparison {
    std::vector<const KnownFile*> seen; ///< their files are there, changed or not
    std::vector<const KnownFile*> lost; ///< gone, now or before
};

/// A song that a new file may be, by its stamp; which of several cannot be known.
using Candidates = std::map<Stamp, std::vector<const KnownFile*>>;

Candidates candidatesFor(const std::vector<FoundFile>& added, const Comparison& songs, const ScanContext& context) {
    Candidates candidates;
    for (const auto& file : added)
        candidates[keyOf(file.stamp)];
    const auto offer = [&](const KnownFile& song, bool mayBeThere) {
        const auto match = candidates.find(keyOf(song.stamp));
        if (match != candidates.end() && !(mayBeThere && context.isThere(song.path)))
            match->second.push_back(&song);
    };
    std::unordered_set<TrackId> here;
    for (const auto* song : songs.lost) {
        offer(*song, false);
        here.insert(song->id);
    }
    for (const auto* song : songs.seen) {
        offer(*song, true);
        here.insert(song->id);
    }
    for (const auto& song : context.elsewhere)
        if (!here.contains(song.id))
            offer(song, !song.isMissing);
    return candidates;
}

/// Takes pairs of one gone and one new file with the same stamp out of what is new.
void findMoves(ScanPlan& plan, const Comparison& songs, const ScanContext& context) {
    const auto candidates = candidatesFor(plan.added, songs, context);
    std::map<Stamp, std::size_t> newByStamp;
    for (const auto& file : plan.added)
        ++newByStamp[keyOf(file.stamp)];
    std::vector<FoundFile> renamed;
    std::erase_if(plan.added, [&](const FoundFile& file) {
        const auto& from = candidates.at(keyOf(file.stamp));
        if (from.size() != 1 || newByStamp[keyOf(file.stamp)] != 1)
            return false;
        plan.moves.push_back({from.front()->id, file.path});
        if (from.front()->path.filename() != file.path.filename())
            renamed.push_back(file);
        return true;
    });
    plan.changed.insert(plan.changed.end(), renamed.begin(), renamed.end());
}

/// Size and modification time are the same.
void compareUnchanged(ScanPlan& plan, const KnownFile& known, const FoundFile& file, const ScanContext& context) {
    if (known.isMissing)
        plan.found.push_back(known.id);
    const bool isTouched = known.stamp.changedNs != 0 && known.stamp.changedNs != file.stamp.changedNs;
    if (isTouched || known.tagsVersion != context.tagsVersion)
        plan.retagged.push_back(file);
    else if (known.stamp.changedNs != file.stamp.changedNs)
        plan.noted.emplace_back(known.id, file.stamp.changedNs);
}

bool isSuspicious(const WalkResult& walk, std::size_t present, const ScanContext& context) {
    return walk.files.empty() && present > kSuspiciouslyEmpty && !context.isPartial && !context.emptyIsMeant && !walk.stopped;
}

/// What moved is neither lost nor changed.
void leaveOutMoved(ScanPlan& plan, const Comparison& songs) {
    std::unordered_set<TrackId> moved;
    for (const auto& move : plan.moves)
        moved.insert(move.id);
    const auto hasMoved = [&](TrackId id) { return moved.contains(id); };
    std::erase_if(plan.lost, hasMoved);
    std::erase_if(plan.found, hasMoved);
    std::unordered_set<std::string> left;
    for (const auto* song : songs.seen)
        if (moved.contains(song->id))
            left.insert(song->path.native());
    for (auto* files : {&plan.changed, &plan.retagged})
        std::erase_if(*files, [&](const FoundFile& file) { return left.contains(file.path.native()); });
}

} // namespace

bool liesBelow(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const std::string& whole = path.native();
    const std::string& start = folder.native();
    return start.empty() || (whole.starts_with(start) && (whole.size() == start.size() || whole[start.size()] == '/'));
}

ScanPlan planScan(const std::vector<KnownFile>& known, const WalkResult& walk, const ScanContext& context) {
    ScanPlan plan;
    const auto present = static_cast<std::size_t>(std::ranges::count(known, false, &KnownFile::isMissing));
    if (walk.rootMissing) {
        plan.absence = Absence::gone;
        return plan;
    }
    std::unordered_map<std::string_view, const KnownFile*> unseen; // by names that `known` holds
    unseen.reserve(known.size());
    for (const auto& file : known)
        unseen.emplace(file.path.native(), &file);
    Comparison songs;
    for (const auto& file : walk.files) {
        const auto match = unseen.find(file.path.native());
        if (match == unseen.end()) {
            plan.added.push_back(file);
            continue;
        }
        songs.seen.push_back(match->second);
        if (match->second->stamp != file.stamp)
            plan.changed.push_back(file);
        else
            compareUnchanged(plan, *match->second, file, context);
        unseen.erase(match);
    }
    if (walk.stopped)
        return plan;
    for (const auto& [path, file] : unseen) {
        if (wasSkipped(file->path, walk.skipped))
            continue;
        songs.lost.push_back(file);
        if (!file->isMissing)
            plan.lost.push_back(file->id);
    }
    if (isSuspicious(walk, present, context))
        return {.absence = plan.lost.size() > kSuspiciouslyEmpty ? Absence::emptied : Absence::gone};
    std::ranges::sort(plan.lost);
    findMoves(plan, songs, context);
    leaveOutMoved(plan, songs);
    return plan;
}

} // namespace segue::library
